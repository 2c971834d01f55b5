// Package rule has the rules of validate tags that are more than a comparison.
// Emitted code calls them:
//
//	if !rule.IsEmail(v.Mail) {
//		d.Fail(mail, "mail", "email", "must be an email address")
//	}
//
// A value keeps a rule here exactly when it does in version 10 of
// github.com/go-playground/validator, also where that is not what one would
// expect of the name: uuid accepts both cases and uuid4 only lower case, ipv4
// accepts the form of it that is mapped to IPv6, and a ulid may be written with
// the Kelvin sign. A test of package emit/golang asks both about the same values.
//
// That library matches most of these with regular expressions. Here they are
// written out, which is faster, and a string that keeps its rule takes no memory,
// except where the standard library does the work: [IsURL], [IsURI] and their
// kin, [IsMAC], [IsJSON], [IsDatetime], and [IsEmail] of addresses with quotes or
// other letters than ASCII. [IsTimezone] looks into the file system.
package rule
