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
}

// ruleTable lists the rules that are supported. Emitters know each of them, so
// a new row comes with code in every emitter.
var ruleTable = []ruleSpec{
	{name: "required", doc: "not the zero value of its type, and not null",
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
	{name: "oneof", param: "A B 'C D'", doc: "one of the values, separated by spaces",
		on: aString | anInt | aUint | aDuration, check: wordsParam},
	{name: "unique", param: "[FIELD]", doc: "no element twice; of structs, no value of FIELD",
		on: aSlice | anArray | aMap, check: uniqueParam},

	{name: "alpha", doc: "only the letters a to z and A to Z",
		on: aString, check: noParam},
	{name: "alphanum", doc: "only the letters a to z and A to Z, and digits",
		on: aString, check: noParam},
	{name: "numeric", doc: "a decimal number; numbers always are",
		on: aString | aNumber, check: noParam},
	{name: "ascii", doc: "only ASCII characters",
		on: aString, check: noParam},
	{name: "printascii", doc: "only printable ASCII characters",
		on: aString, check: noParam},
	{name: "lowercase", doc: "in lower case, and not empty",
		on: aString, check: noParam},
	{name: "uppercase", doc: "in upper case, and not empty",
		on: aString, check: noParam},
	{name: "contains", param: "TEXT", doc: "contains TEXT",
		on: aString, check: textParam},
	{name: "excludes", param: "TEXT", doc: "does not contain TEXT",
		on: aString, check: textParam},
	{name: "startswith", param: "TEXT", doc: "starts with TEXT",
		on: aString, check: textParam},
	{name: "endswith", param: "TEXT", doc: "ends with TEXT",
		on: aString, check: textParam},

	{name: "eqfield", param: "FIELD", doc: "the same as the other field",
		on: sized | aNumber | aBool | aTime, check: fieldParam},
	{name: "nefield", param: "FIELD", doc: "not the same as the other field",
		on: sized | aNumber | aBool | aTime, check: fieldParam},
	{name: "gtfield", param: "FIELD", doc: "more than the other field: greater, longer, later",
		on: aString | aNumber | aTime, check: fieldParam},
	{name: "gtefield", param: "FIELD", doc: "at least the other field",
		on: aString | aNumber | aTime, check: fieldParam},
	{name: "ltfield", param: "FIELD", doc: "less than the other field: smaller, shorter, earlier",
		on: aString | aNumber | aTime, check: fieldParam},
	{name: "ltefield", param: "FIELD", doc: "at most the other field",
		on: aString | aNumber | aTime, check: fieldParam},
}

// structureRules are the words of the language that the parser itself knows.
var structureRules = []string{"dive", "keys", "endkeys"}

// otherRules are the rules of github.com/go-playground/validator v10.30 that
// are not supported.
var otherRules = []string{
	"alphanumspace", "alphanumunicode", "alphaspace", "alphaunicode", "base32", "base64", "base64rawurl", "base64url",
	"bcp47_language_tag", "bcp47_strict_language_tag", "bic", "bic_iso_9362_2014", "boolean", "btc_addr",
	"btc_addr_bech32", "cidr", "cidrv4", "cidrv6", "cmyk", "containsany", "containsrune", "country_code",
	"credit_card", "cron", "cve", "datauri", "datetime", "dir", "dirpath", "dns_rfc1035_label", "duration", "e164",
	"ein", "email", "endsnotwith", "eq_ignore_case", "eqcsfield", "eth_addr", "eth_addr_checksum",
	"eu_country_code", "excluded_if", "excluded_unless", "excluded_with", "excluded_with_all", "excluded_without",
	"excluded_without_all", "excludesall", "excludesrune", "fieldcontains", "fieldexcludes", "file", "filepath",
	"fqdn", "gtcsfield", "gtecsfield", "hexadecimal", "hexcolor", "hostname", "hostname_label", "hostname_port",
	"hostname_rfc1123", "hsl", "hsla", "html", "html_encoded", "http_url", "https_url", "image", "ip", "ip4_addr",
	"ip6_addr", "ip_addr", "ipv4", "ipv6", "isbn", "isbn10", "isbn13", "iscolor", "isdefault", "iso3166_1_alpha2",
	"iso3166_1_alpha2_eu", "iso3166_1_alpha3", "iso3166_1_alpha3_eu", "iso3166_1_alpha_numeric",
	"iso3166_1_alpha_numeric_eu", "iso3166_2", "iso4217", "iso4217_numeric", "issn", "json", "jwt", "latitude",
	"longitude", "ltcsfield", "ltecsfield", "luhn_checksum", "mac", "md4", "md5", "mimetype", "mongodb",
	"mongodb_connection_string", "multibyte", "ne_ignore_case", "necsfield", "noneof", "noneofci", "nostructlevel",
	"number", "oneofci", "origin", "port", "postcode_iso3166_alpha2", "postcode_iso3166_alpha2_field",
	"required_if", "required_unless", "required_with", "required_with_all", "required_without",
	"required_without_all", "rgb", "rgba", "ripemd128", "ripemd160", "semver", "sha256", "sha384", "sha512",
	"skip_unless", "spicedb", "ssn", "startsnotwith", "structonly", "tcp4_addr", "tcp6_addr", "tcp_addr",
	"tiger128", "tiger160", "tiger192", "timezone", "udp4_addr", "udp6_addr", "udp_addr", "uds_exists", "ulid",
	"unix_addr", "uri", "url", "url_encoded", "urn_rfc2141", "urn_rfc8141", "uuid", "uuid3", "uuid3_rfc4122",
	"uuid4", "uuid4_rfc4122", "uuid5", "uuid5_rfc4122", "uuid7", "uuid_rfc4122", "validateFn",
}

// lookupRule returns the row of a rule, or nil.
func lookupRule(name string) *ruleSpec {
	for i := range ruleTable {
		if ruleTable[i].name == name {
			return &ruleTable[i]
		}
	}
	return nil
}

// ruleNames returns the names of all supported rules and words.
func ruleNames() []string {
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
