package extract

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// A class is a set of kinds of Go values, as far as rules tell them apart.
type class uint16

// The kinds of values. Pointers are looked through.
const (
	aString class = 1 << iota
	anInt
	aUint
	aFloat
	aBool
	aDuration
	aTime
	aSlice
	anArray
	aMap
	someBytes // []byte and [N]byte, which are base64
	aStruct
	unknown // any, raw JSON, unions, and types with their own codec

	anything = 1<<iota - 1
	aNumber  = anInt | aUint | aFloat | aDuration
	sized    = aString | aSlice | anArray | aMap | someBytes
)

// String names the kinds as in "min applies to strings, numbers and lists".
func (c class) String() string {
	var names []string
	for _, n := range []struct {
		class class
		name  string
	}{
		{aString, "strings"},
		{anInt | aUint, "integers"},
		{aFloat, "floats"},
		{aBool, "bools"},
		{aDuration, "durations"},
		{aTime, "times"},
		{aSlice | anArray, "slices and arrays"},
		{aMap, "maps"},
		{someBytes, "bytes"},
		{aStruct, "structs"},
	} {
		if c&n.class != 0 {
			names = append(names, n.name)
		}
	}
	return join(names, "and")
}

// A ruleSpec is one rule of the validate language that is supported.
type ruleSpec struct {
	name  string
	param string // what stands for the parameter in the reference, or ""
	doc   string // one clause: what a value is that keeps the rule
	on    class
	// check tells what is wrong with the parameter of the rule on a value, or "".
	check func(c *ruleCheck) string
	// flow rules decide whether the rules after them apply. They stand alone,
	// not among alternatives.
	flow bool
	// Rules that look at null are asked also when a pointer is nil. They stand
	// alone, and the rules after them would refuse null.
	null bool
}

// ruleTable lists the rules that are supported. Emitters know each of them, so
// a new row comes with code in every emitter.
var ruleTable = []ruleSpec{
	{name: "required", doc: "not the zero value of its type, and not null; an empty list or map passes",
		on: anything, check: noParam},
	{name: "omitempty", doc: "the rules after it do not apply to the zero value and null",
		on: anything, check: noParam, flow: true},
	{name: "omitnil", doc: "the rules after it do not apply to null",
		on: anything, check: noParam, flow: true},
	{name: "omitzero", doc: "as omitempty, also for a pointer to the zero value",
		on: anything, check: noParam, flow: true},

	{name: "len", param: "N", doc: "exactly N",
		on: sized | aNumber, check: sizeParam},
	{name: "min", param: "N", doc: "at least N",
		on: sized | aNumber, check: sizeParam},
	{name: "max", param: "N", doc: "at most N",
		on: sized | aNumber, check: sizeParam},
	{name: "gt", param: "N", doc: "more than N; a time without N: in the future",
		on: sized | aNumber | aTime, check: sizeParam},
	{name: "gte", param: "N", doc: "at least N; a time without N: not in the past",
		on: sized | aNumber | aTime, check: sizeParam},
	{name: "lt", param: "N", doc: "less than N; a time without N: in the past",
		on: sized | aNumber | aTime, check: sizeParam},
	{name: "lte", param: "N", doc: "at most N; a time without N: not in the future",
		on: sized | aNumber | aTime, check: sizeParam},
	{name: "eq", param: "VALUE", doc: "the same as VALUE; of lists and maps, the number of elements",
		on: sized | aNumber | aBool, check: equalParam},
	{name: "ne", param: "VALUE", doc: "not the same as VALUE; of lists and maps, the number of elements",
		on: sized | aNumber | aBool, check: equalParam},
	{name: "eq_ignore_case", param: "VALUE", doc: "the same as VALUE, in any case",
		on: aString, check: textParam},
	{name: "ne_ignore_case", param: "VALUE", doc: "not the same as VALUE in any case",
		on: aString, check: textParam},
	{name: "isdefault", doc: "the zero value of its type, or null",
		on: anything, check: noParam},
	{name: "oneof", param: wordsForm, doc: "one of the values, separated by spaces",
		on: aString | anInt | aUint | aDuration, check: wordsParam},
	{name: "oneofci", param: wordsForm, doc: "one of the values, in any case",
		on: aString, check: wordsParam},
	{name: "noneof", param: wordsForm, doc: "none of the values, separated by spaces",
		on: aString | anInt | aUint | aDuration, check: wordsParam},
	{name: "noneofci", param: wordsForm, doc: "none of the values, in any case",
		on: aString, check: wordsParam},
	{name: "unique", param: "[FIELD]", doc: "no element twice; of structs, no value of FIELD",
		on: aSlice | anArray | aMap, check: uniqueParam},

	{name: "alpha", doc: "only the letters a to z and A to Z",
		on: aString, check: noParam},
	{name: "alphaspace", doc: "only the letters a to z and A to Z, and spaces",
		on: aString, check: noParam},
	{name: "alphanum", doc: "only the letters a to z and A to Z, and digits",
		on: aString, check: noParam},
	{name: "alphanumspace", doc: "only the letters a to z and A to Z, digits and spaces",
		on: aString, check: noParam},
	{name: "alphaunicode", doc: "only letters of any script",
		on: aString, check: noParam},
	{name: "alphanumunicode", doc: "only letters and numbers of any script",
		on: aString, check: noParam},
	{name: "ascii", doc: "only ASCII characters",
		on: aString, check: noParam},
	{name: "printascii", doc: "only printable ASCII characters",
		on: aString, check: noParam},
	{name: "multibyte", doc: "some character that is not ASCII, or empty",
		on: aString, check: noParam},
	{name: "lowercase", doc: "in lower case, and not empty",
		on: aString, check: noParam},
	{name: "uppercase", doc: "in upper case, and not empty",
		on: aString, check: noParam},
	{name: "contains", param: "TEXT", doc: "contains TEXT",
		on: aString, check: textParam},
	{name: "containsany", param: "TEXT", doc: "contains one of the characters of TEXT",
		on: aString, check: textParam},
	{name: "containsrune", param: "TEXT", doc: "contains the first character of TEXT",
		on: aString, check: textParam},
	{name: "excludes", param: "TEXT", doc: "does not contain TEXT",
		on: aString, check: textParam},
	{name: "excludesall", param: "TEXT", doc: "contains none of the characters of TEXT",
		on: aString, check: textParam},
	{name: "excludesrune", param: "TEXT", doc: "does not contain the first character of TEXT",
		on: aString, check: textParam},
	{name: "startswith", param: "TEXT", doc: "starts with TEXT",
		on: aString, check: textParam},
	{name: "startsnotwith", param: "TEXT", doc: "does not start with TEXT",
		on: aString, check: textParam},
	{name: "endswith", param: "TEXT", doc: "ends with TEXT",
		on: aString, check: textParam},
	{name: "endsnotwith", param: "TEXT", doc: "does not end with TEXT",
		on: aString, check: textParam},

	{name: "numeric", doc: "a decimal number; numbers always are",
		on: aString | aNumber, check: noParam},
	{name: "number", doc: "only digits; numbers always are",
		on: aString | aNumber, check: noParam},
	{name: "boolean", doc: "1, t, T, true, True, TRUE, or the same of false; bools always are",
		on: aString | aBool, check: noParam},
	{name: "hexadecimal", doc: "hexadecimal digits, perhaps behind 0x",
		on: aString, check: noParam},
	{name: "latitude", doc: "a decimal number from -90 to 90",
		on: aString | anInt | aUint | aFloat, check: noParam},
	{name: "longitude", doc: "a decimal number from -180 to 180",
		on: aString | anInt | aUint | aFloat, check: noParam},
	{name: "port", doc: "from 1 to 65535",
		on: anInt | aUint, check: noParam},
	{name: "e164", doc: "a telephone number: 8 to 15 digits, the first not 0, perhaps behind a plus",
		on: aString, check: noParam},

	{name: "hexcolor", doc: "a colour: # and 3, 4, 6 or 8 hexadecimal digits",
		on: aString, check: noParam},
	{name: "rgb", doc: "a colour such as rgb(0, 127, 255) or rgb(0%, 50%, 100%)",
		on: aString, check: noParam},
	{name: "rgba", doc: "a colour such as rgba(0, 127, 255, 0.5)",
		on: aString, check: noParam},
	{name: "hsl", doc: "a colour such as hsl(240, 100%, 50%)",
		on: aString, check: noParam},
	{name: "hsla", doc: "a colour such as hsla(240, 100%, 50%, 0.5)",
		on: aString, check: noParam},
	{name: "cmyk", doc: "a colour such as cmyk(0%, 20%, 100%, 5%)",
		on: aString, check: noParam},
	{name: "iscolor", doc: "a colour in any of these notations",
		on: aString, check: noParam},

	{name: "email", doc: "an email address without a name",
		on: aString, check: noParam},
	{name: "url", doc: "a URL with a scheme",
		on: aString, check: noParam},
	{name: "http_url", doc: "a URL with a host and the scheme http or https",
		on: aString, check: noParam},
	{name: "https_url", doc: "a URL with a host and the scheme https",
		on: aString, check: noParam},
	{name: "uri", doc: "a URI, or an absolute path",
		on: aString, check: noParam},
	{name: "origin", doc: "an http or https URL of only a host and perhaps a port",
		on: aString, check: noParam},
	{name: "url_encoded", doc: "two hexadecimal digits stand behind each percent sign",
		on: aString, check: noParam},
	{name: "datauri", doc: "a data URI whose data is base 64",
		on: aString, check: noParam},
	{name: "mongodb_connection_string", doc: "a URI of MongoDB",
		on: aString, check: noParam},
	{name: "hostname", doc: "a host name that begins with a letter (RFC 952)",
		on: aString, check: noParam},
	{name: "hostname_rfc1123", doc: "a host name (RFC 1123)",
		on: aString, check: noParam},
	{name: "fqdn", doc: "a domain name with a top level that begins with a letter",
		on: aString, check: noParam},
	{name: "hostname_label", doc: "one label of a host name",
		on: aString, check: noParam},
	{name: "dns_rfc1035_label", doc: "one label in lower case that begins with a letter (RFC 1035)",
		on: aString, check: noParam},
	{name: "hostname_port", doc: "a host name, or nothing, and a port behind a colon",
		on: aString, check: noParam},
	{name: "ip", doc: "an IP address",
		on: aString, check: noParam},
	{name: "ipv4", doc: "an IPv4 address, also mapped to IPv6",
		on: aString, check: noParam},
	{name: "ipv6", doc: "an IPv6 address",
		on: aString, check: noParam},
	{name: "cidr", doc: "an IP address with the length of a prefix",
		on: aString, check: noParam},
	{name: "cidrv4", doc: "an IPv4 network: no bit is set behind the prefix",
		on: aString, check: noParam},
	{name: "cidrv6", doc: "an IPv6 address with the length of a prefix",
		on: aString, check: noParam},
	{name: "mac", doc: "a hardware address",
		on: aString, check: noParam},
	{name: "ip_addr", doc: "as ip",
		on: aString, check: noParam},
	{name: "ip4_addr", doc: "as ipv4",
		on: aString, check: noParam},
	{name: "ip6_addr", doc: "as ipv6",
		on: aString, check: noParam},
	{name: "tcp_addr", doc: "an IP address with a port",
		on: aString, check: noParam},
	{name: "tcp4_addr", doc: "an IPv4 address with a port",
		on: aString, check: noParam},
	{name: "tcp6_addr", doc: "an IPv6 address in brackets with a port",
		on: aString, check: noParam},
	{name: "udp_addr", doc: "an IP address with a port",
		on: aString, check: noParam},
	{name: "udp4_addr", doc: "an IPv4 address with a port",
		on: aString, check: noParam},
	{name: "udp6_addr", doc: "an IPv6 address in brackets with a port",
		on: aString, check: noParam},

	{name: "uuid", doc: "a UUID of any version",
		on: aString, check: noParam},
	{name: "uuid3", doc: "a UUID of version 3 in lower case",
		on: aString, check: noParam},
	{name: "uuid4", doc: "a UUID of version 4 in lower case",
		on: aString, check: noParam},
	{name: "uuid5", doc: "a UUID of version 5 in lower case",
		on: aString, check: noParam},
	{name: "uuid7", doc: "a UUID of version 7 in lower case",
		on: aString, check: noParam},
	{name: "uuid_rfc4122", doc: "a UUID of any version",
		on: aString, check: noParam},
	{name: "uuid3_rfc4122", doc: "a UUID of version 3",
		on: aString, check: noParam},
	{name: "uuid4_rfc4122", doc: "a UUID of version 4",
		on: aString, check: noParam},
	{name: "uuid5_rfc4122", doc: "a UUID of version 5",
		on: aString, check: noParam},
	{name: "ulid", doc: "a ULID",
		on: aString, check: noParam},
	{name: "semver", doc: "a semantic version, without a v",
		on: aString, check: noParam},
	{name: "md4", doc: "32 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "md5", doc: "32 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "sha256", doc: "64 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "sha384", doc: "96 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "sha512", doc: "128 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "ripemd128", doc: "32 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "ripemd160", doc: "40 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "tiger128", doc: "32 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "tiger160", doc: "40 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "tiger192", doc: "48 hexadecimal digits in lower case",
		on: aString, check: noParam},
	{name: "mongodb", doc: "24 hexadecimal digits in lower case",
		on: aString, check: noParam},

	{name: "base32", doc: "base 32 with padding, and not empty",
		on: aString, check: noParam},
	{name: "base64", doc: "base 64 with padding, and not empty",
		on: aString, check: noParam},
	{name: "base64url", doc: "base 64 for URLs with padding, and not empty",
		on: aString, check: noParam},
	{name: "base64rawurl", doc: "base 64 for URLs without padding, and not empty",
		on: aString, check: noParam},
	{name: "json", doc: "JSON",
		on: aString | someBytes, check: jsonParam},
	{name: "jwt", doc: "three parts in base 64 between points; nothing in them is checked",
		on: aString, check: noParam},
	{name: "credit_card", doc: "the number of a payment card, perhaps in groups between spaces; its checksum is checked",
		on: aString, check: noParam},
	{name: "luhn_checksum", doc: "digits of which the last is the checksum (Luhn)",
		on: aString | anInt | aUint, check: noParam},
	{name: "isbn", doc: "an ISBN of ten or thirteen digits",
		on: aString, check: noParam},
	{name: "isbn10", doc: "an ISBN of ten digits",
		on: aString, check: noParam},
	{name: "isbn13", doc: "an ISBN of thirteen digits",
		on: aString, check: noParam},
	{name: "issn", doc: "an ISSN",
		on: aString, check: noParam},
	{name: "ssn", doc: "a social security number of the United States",
		on: aString, check: noParam},
	{name: "ein", doc: "an employer identification number of the United States",
		on: aString, check: noParam},
	{name: "bic", doc: "the code of a bank (ISO 9362:2022)",
		on: aString, check: noParam},
	{name: "bic_iso_9362_2014", doc: "the code of a bank (ISO 9362:2014), in either case",
		on: aString, check: noParam},
	{name: "btc_addr", doc: "an address of Bitcoin, with its checksum",
		on: aString, check: noParam},
	{name: "btc_addr_bech32", doc: "an address of Bitcoin in Bech32, with its checksum",
		on: aString, check: noParam},
	{name: "eth_addr", doc: "an address of Ethereum; its checksum is not checked",
		on: aString, check: noParam},
	{name: "cve", doc: "the identifier of a vulnerability, such as CVE-2021-44228",
		on: aString, check: noParam},
	{name: "cron", doc: "a line of cron, without the command",
		on: aString, check: noParam},
	{name: "html", doc: "something like a tag of HTML is in it",
		on: aString, check: noParam},
	{name: "html_encoded", doc: "a character of HTML is in it, as a number or a name",
		on: aString, check: noParam},

	{name: "datetime", param: "LAYOUT", doc: "a time in the LAYOUT of Go's package time",
		on: aString, check: textParam},
	{name: "timezone", doc: "a name in the time zone database; it is looked up in the file system",
		on: aString, check: noParam},
	{name: "duration", doc: "a duration as Go writes it, such as 1h30m",
		on: aString, check: noParam},

	{name: "iso3166_1_alpha2", doc: "a country in two letters",
		on: aString, check: noParam},
	{name: "iso3166_1_alpha2_eu", doc: "a country of the European Union in two letters",
		on: aString, check: noParam},
	{name: "iso3166_1_alpha3", doc: "a country in three letters",
		on: aString, check: noParam},
	{name: "iso3166_1_alpha3_eu", doc: "a country of the European Union in three letters",
		on: aString, check: noParam},
	{name: "iso3166_1_alpha_numeric", doc: "the number of a country",
		on: aString | anInt | aUint, check: noParam},
	{name: "iso3166_1_alpha_numeric_eu", doc: "the number of a country of the European Union",
		on: aString | anInt | aUint, check: noParam},
	{name: "country_code", doc: "a country in two or three letters, or its number",
		on: aString | anInt | aUint, check: noParam},
	{name: "eu_country_code", doc: "a country of the European Union in two or three letters, or its number",
		on: aString | anInt | aUint, check: noParam},
	{name: "spicedb", param: "[id|type|permission]", doc: "an ID of SpiceDB, or the name of a type or of a permission",
		on: aString, check: spicedbParam},
	{name: "iso4217", doc: "a currency in three letters",
		on: aString, check: noParam},
	{name: "iso4217_numeric", doc: "the number of a currency",
		on: anInt | aUint, check: noParam},
	{name: "bcp47_language_tag", doc: "a language tag of known parts, such as de-CH",
		on: aString, check: noParam},

	{name: "eqfield", param: "PATH", doc: "the same as the other field",
		on: sized | aNumber | aBool | aTime, check: pathParam},
	{name: "nefield", param: "PATH", doc: "not the same as the other field",
		on: sized | aNumber | aBool | aTime, check: pathParam},
	{name: "gtfield", param: "PATH", doc: "more than the other field: greater, longer, later",
		on: aString | aNumber | aTime, check: pathParam},
	{name: "gtefield", param: "PATH", doc: "at least the other field",
		on: aString | aNumber | aTime, check: pathParam},
	{name: "ltfield", param: "PATH", doc: "less than the other field: smaller, shorter, earlier",
		on: aString | aNumber | aTime, check: pathParam},
	{name: "ltefield", param: "PATH", doc: "at most the other field",
		on: aString | aNumber | aTime, check: pathParam},

	{name: "eqcsfield", param: "PATH", doc: "the same as eqfield",
		on: sized | aNumber | aBool | aTime, check: pathParam},
	{name: "necsfield", param: "PATH", doc: "the same as nefield",
		on: sized | aNumber | aBool | aTime, check: pathParam},
	{name: "gtcsfield", param: "PATH", doc: "as gtfield, but strings are compared by their order, not their length",
		on: aString | aNumber | aTime, check: pathParam},
	{name: "gtecsfield", param: "PATH", doc: "as gtefield, but strings are compared by their order",
		on: aString | aNumber | aTime, check: pathParam},
	{name: "ltcsfield", param: "PATH", doc: "as ltfield, but strings are compared by their order",
		on: aString | aNumber | aTime, check: pathParam},
	{name: "ltecsfield", param: "PATH", doc: "as ltefield, but strings are compared by their order",
		on: aString | aNumber | aTime, check: pathParam},
	{name: "fieldcontains", param: "PATH", doc: "contains the other field",
		on: aString, check: pathParam},
	{name: "fieldexcludes", param: "PATH", doc: "does not contain the other field",
		on: aString, check: pathParam},

	{name: "required_if", param: "FIELD VALUE …", doc: "as required, when each FIELD is its VALUE",
		on: anything, check: valuesParam, null: true},
	{name: "required_unless", param: "FIELD VALUE …", doc: "as required, unless some FIELD is its VALUE",
		on: anything, check: valuesParam, null: true},
	{name: "required_with", param: "FIELD …", doc: "as required, when some FIELD is not zero",
		on: anything, check: fieldsParam, null: true},
	{name: "required_with_all", param: "FIELD …", doc: "as required, when no FIELD is zero",
		on: anything, check: fieldsParam, null: true},
	{name: "required_without", param: "FIELD …", doc: "as required, when some FIELD is zero",
		on: anything, check: fieldsParam, null: true},
	{name: "required_without_all", param: "FIELD …", doc: "as required, when each FIELD is zero",
		on: anything, check: fieldsParam, null: true},
	{name: "excluded_if", param: "FIELD VALUE …", doc: "the zero value, when each FIELD is its VALUE",
		on: anything, check: valuesParam, null: true},
	{name: "excluded_unless", param: "FIELD VALUE …", doc: "the zero value, unless some FIELD is its VALUE",
		on: anything, check: valuesParam, null: true},
	{name: "excluded_with", param: "FIELD …", doc: "the zero value, when some FIELD is not zero",
		on: anything, check: fieldsParam, null: true},
	{name: "excluded_with_all", param: "FIELD …", doc: "the zero value, when no FIELD is zero",
		on: anything, check: fieldsParam, null: true},
	{name: "excluded_without", param: "FIELD …", doc: "the zero value, when some FIELD is zero",
		on: anything, check: fieldsParam, null: true},
	{name: "excluded_without_all", param: "FIELD …", doc: "the zero value, when each FIELD is zero",
		on: anything, check: fieldsParam, null: true},
}

// structureRules are the words of the language that the parser itself knows.
var structureRules = []string{"dive", "keys", "endkeys"}

// lookupRule returns the row of a rule, or nil.
func lookupRule(name string) *ruleSpec {
	for i := range ruleTable {
		if ruleTable[i].name == name {
			return &ruleTable[i]
		}
	}
	return nil
}

// RuleNames returns the names of all supported rules, and of the words between
// them.
func RuleNames() []string {
	names := slices.Clone(structureRules)
	for _, r := range ruleTable {
		names = append(names, r.name)
	}
	return names
}

// hasRule reports whether a rule stands at the top of rules, where it always
// applies.
func hasRule(r *contract.Rules, name string) bool {
	return r != nil && slices.ContainsFunc(r.Rules, func(r *contract.Rule) bool { return r.Name == name })
}
