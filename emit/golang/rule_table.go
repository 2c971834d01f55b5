package golang

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// A verdict says how a value breaks a rule.
type verdict struct {
	// breaks is the condition under which it does: "" when no value can,
	// [always] when every value does.
	breaks  string
	message string // in plain words, without the value
	err     string // why the rule says nothing about such a value
}

// always is the condition of a rule that no value keeps.
const always = "true"

// A row compiles one rule for a value.
type row func(o *operand, param string) verdict

// ruleTable has a row for each rule. What a rule means is what
// github.com/go-playground/validator v10 does; the flow rules omitempty,
// omitnil, omitzero, dive and keys are not rows but the work of
// [decoder.compile].
var ruleTable = map[string]row{
	"required": required,

	"len": bound{op: "!=", count: "exactly"}.row,
	"eq":  bound{op: "!=", count: "exactly", equal: true}.row,
	"ne":  bound{op: "==", count: "exactly", equal: true, not: true}.row,
	"min": bound{op: "<", count: "at least", number: "at least", time: "must not be in the past"}.row,
	"gte": bound{op: "<", count: "at least", number: "at least", time: "must not be in the past"}.row,
	"max": bound{op: ">", count: "at most", number: "at most", time: "must not be in the future"}.row,
	"lte": bound{op: ">", count: "at most", number: "at most", time: "must not be in the future"}.row,
	"gt":  bound{op: "<=", count: "more than", number: "greater than", time: "must be in the future"}.row,
	"lt":  bound{op: ">=", count: "fewer than", number: "less than", time: "must be in the past"}.row,

	"eq_ignore_case": equalFold(false, "must be"),
	"ne_ignore_case": equalFold(true, "must not be"),
	"isdefault":      isDefault,

	"oneof":    oneOf,
	"oneofci":  choiceFold(false, "must be one of: "),
	"noneof":   noneOf,
	"noneofci": choiceFold(true, "must be none of: "),
	"unique":   unique,

	"required_if":          conditional{by: values(true)}.row,
	"required_unless":      conditional{by: values(false)}.row,
	"required_with":        conditional{by: fields(false, false)}.row,
	"required_with_all":    conditional{by: fields(true, false)}.row,
	"required_without":     conditional{by: fields(false, true)}.row,
	"required_without_all": conditional{by: fields(true, true)}.row,
	"excluded_if":          conditional{excluded: true, by: values(true)}.row,
	"excluded_unless":      conditional{excluded: true, by: values(false)}.row,
	"excluded_with":        conditional{excluded: true, by: fields(false, false)}.row,
	"excluded_with_all":    conditional{excluded: true, by: fields(true, false)}.row,
	"excluded_without":     conditional{excluded: true, by: fields(false, true)}.row,
	"excluded_without_all": conditional{excluded: true, by: fields(true, true)}.row,

	"contains":      substring("Contains", false, "must contain"),
	"containsany":   substring("ContainsAny", false, "must contain one of the characters"),
	"containsrune":  containsRune(false, "must contain"),
	"excludes":      substring("Contains", true, "must not contain"),
	"excludesall":   substring("ContainsAny", true, "must not contain any of the characters"),
	"excludesrune":  containsRune(true, "must not contain"),
	"startswith":    substring("HasPrefix", false, "must start with"),
	"startsnotwith": substring("HasPrefix", true, "must not start with"),
	"endswith":      substring("HasSuffix", false, "must end with"),
	"endsnotwith":   substring("HasSuffix", true, "must not end with"),

	"alpha":           class("IsAlpha", "must have only the letters a to z and A to Z"),
	"alphaspace":      class("IsAlphaspace", "must have only the letters a to z and A to Z, and spaces"),
	"alphanum":        class("IsAlphanum", "must have only the letters a to z and A to Z, and digits"),
	"alphanumspace":   class("IsAlphanumspace", "must have only the letters a to z and A to Z, digits and spaces"),
	"alphaunicode":    class("IsAlphaunicode", "must have only letters"),
	"alphanumunicode": class("IsAlphanumunicode", "must have only letters and numbers"),
	"ascii":           class("IsASCII", "must have only ASCII characters"),
	"printascii":      class("IsPrintASCII", "must have only printable ASCII characters"),
	"multibyte":       class("IsMultibyte", "must have a character that is not ASCII"),
	"lowercase":       class("IsLower", "must be in lower case and not empty"),
	"uppercase":       class("IsUpper", "must be in upper case and not empty"),

	"numeric":     number("IsNumeric", "must be a number"),
	"number":      number("IsNumber", "must have only digits"),
	"boolean":     isBoolean,
	"hexadecimal": class("IsHexadecimal", "must be a hexadecimal number"),
	"latitude":    degrees("IsLatitude", "90", "must be a latitude, from -90 to 90"),
	"longitude":   degrees("IsLongitude", "180", "must be a longitude, from -180 to 180"),
	"port":        port,
	"e164":        class("IsE164", "must be a telephone number such as +15551234567"),

	"hexcolor": class("IsHexcolor", "must be a colour such as #09f"),
	"rgb":      class("IsRGB", "must be a colour such as rgb(0, 127, 255)"),
	"rgba":     class("IsRGBA", "must be a colour such as rgba(0, 127, 255, 0.5)"),
	"hsl":      class("IsHSL", "must be a colour such as hsl(240, 100%, 50%)"),
	"hsla":     class("IsHSLA", "must be a colour such as hsla(240, 100%, 50%, 0.5)"),
	"cmyk":     class("IsCMYK", "must be a colour such as cmyk(0%, 20%, 100%, 5%)"),
	"iscolor":  class("IsColor", "must be a colour"),

	"email":                     class("IsEmail", "must be an email address"),
	"url":                       class("IsURL", "must be a URL"),
	"http_url":                  class("IsHTTPURL", "must be an http or https URL"),
	"https_url":                 class("IsHTTPSURL", "must be an https URL"),
	"uri":                       class("IsURI", "must be a URI"),
	"origin":                    class("IsOrigin", "must be an origin, such as https://example.com"),
	"url_encoded":               class("IsURLEncoded", "must have two hexadecimal digits behind each percent sign"),
	"datauri":                   class("IsDataURI", "must be a data URI"),
	"mongodb_connection_string": class("IsMongoDBConnectionString", "must be a connection string of MongoDB"),
	"hostname":                  class("IsHostname", "must be a host name"),
	"hostname_rfc1123":          class("IsHostnameRFC1123", "must be a host name"),
	"fqdn":                      class("IsFQDN", "must be a fully qualified domain name"),
	"hostname_label":            class("IsHostnameLabel", "must be a label of a host name"),
	"dns_rfc1035_label":         class("IsDNSLabel", "must be a label of a domain name, in lower case"),
	"hostname_port":             class("IsHostnamePort", "must be a host name and a port"),
	"ip":                        class("IsIP", "must be an IP address"),
	"ipv4":                      class("IsIPv4", "must be an IPv4 address"),
	"ipv6":                      class("IsIPv6", "must be an IPv6 address"),
	"cidr":                      class("IsCIDR", "must be an IP address with the length of a prefix"),
	"cidrv4":                    class("IsCIDRv4", "must be an IPv4 network, such as 10.0.0.0/8"),
	"cidrv6":                    class("IsCIDRv6", "must be an IPv6 address with the length of a prefix"),
	"mac":                       class("IsMAC", "must be a hardware address"),
	"ip_addr":                   class("IsIP", "must be an IP address"),
	"ip4_addr":                  class("IsIPv4", "must be an IPv4 address"),
	"ip6_addr":                  class("IsIPv6", "must be an IPv6 address"),
	"tcp_addr":                  class("IsTCPAddr", "must be an IP address with a port"),
	"tcp4_addr":                 class("IsTCP4Addr", "must be an IPv4 address with a port"),
	"tcp6_addr":                 class("IsTCP6Addr", "must be an IPv6 address with a port"),
	"udp_addr":                  class("IsUDPAddr", "must be an IP address with a port"),
	"udp4_addr":                 class("IsUDP4Addr", "must be an IPv4 address with a port"),
	"udp6_addr":                 class("IsUDP6Addr", "must be an IPv6 address with a port"),

	"uuid":          class("IsUUID", "must be a UUID"),
	"uuid3":         class("IsUUIDVersion", "must be a UUID of version 3", "'3'"),
	"uuid4":         class("IsUUIDVersion", "must be a UUID of version 4", "'4'"),
	"uuid5":         class("IsUUIDVersion", "must be a UUID of version 5", "'5'"),
	"uuid7":         class("IsUUIDVersion", "must be a UUID of version 7", "'7'"),
	"uuid_rfc4122":  class("IsUUID", "must be a UUID"),
	"uuid3_rfc4122": class("IsUUIDVersionRFC4122", "must be a UUID of version 3", "'3'"),
	"uuid4_rfc4122": class("IsUUIDVersionRFC4122", "must be a UUID of version 4", "'4'"),
	"uuid5_rfc4122": class("IsUUIDVersionRFC4122", "must be a UUID of version 5", "'5'"),
	"ulid":          class("IsULID", "must be a ULID"),
	"semver":        class("IsSemver", "must be a semantic version"),
	"md4":           hash(32),
	"md5":           hash(32),
	"sha256":        hash(64),
	"sha384":        hash(96),
	"sha512":        hash(128),
	"ripemd128":     hash(32),
	"ripemd160":     hash(40),
	"tiger128":      hash(32),
	"tiger160":      hash(40),
	"tiger192":      hash(48),
	"mongodb":       hash(24),

	"base32":            class("IsBase32", "must be base 32"),
	"base64":            class("IsBase64", "must be base 64"),
	"base64url":         class("IsBase64URL", "must be base 64 for URLs"),
	"base64rawurl":      class("IsBase64RawURL", "must be base 64 for URLs, without padding"),
	"json":              isJSON,
	"jwt":               class("IsJWT", "must be a JSON Web Token"),
	"credit_card":       class("IsCreditCard", "must be the number of a payment card"),
	"luhn_checksum":     luhn,
	"isbn":              class("IsISBN", "must be an ISBN"),
	"isbn10":            class("IsISBN10", "must be an ISBN of ten digits"),
	"isbn13":            class("IsISBN13", "must be an ISBN of thirteen digits"),
	"issn":              class("IsISSN", "must be an ISSN"),
	"ssn":               class("IsSSN", "must be a social security number"),
	"ein":               class("IsEIN", "must be an employer identification number"),
	"bic":               class("IsBIC", "must be the code of a bank"),
	"bic_iso_9362_2014": class("IsBIC2014", "must be the code of a bank"),
	"btc_addr":          class("IsBitcoinAddress", "must be an address of Bitcoin"),
	"btc_addr_bech32":   class("IsBitcoinBech32", "must be an address of Bitcoin in Bech32"),
	"eth_addr":          class("IsEthereumAddress", "must be an address of Ethereum"),
	"cve":               class("IsCVE", "must be an identifier such as CVE-2021-44228"),
	"cron":              class("IsCron", "must be a schedule of cron"),
	"html":              class("IsHTML", "must have a tag of HTML"),
	"html_encoded":      class("IsHTMLEncoded", "must have an encoded character of HTML"),

	"datetime": datetime,
	"timezone": class("IsTimezone", "must be a time zone, such as Europe/Paris"),
	"duration": class("IsDuration", "must be a duration, such as 1h30m"),

	"iso3166_1_alpha2":           class("IsCountryAlpha2", "must be the two letters of a country"),
	"iso3166_1_alpha2_eu":        class("IsCountryAlpha2EU", "must be the two letters of a country in the European Union"),
	"iso3166_1_alpha3":           class("IsCountryAlpha3", "must be the three letters of a country"),
	"iso3166_1_alpha3_eu":        class("IsCountryAlpha3EU", "must be the three letters of a country in the European Union"),
	"iso3166_1_alpha_numeric":    countryNumber("IsCountryNumeric", "IsCountryNumber", "must be the number of a country"),
	"iso3166_1_alpha_numeric_eu": countryNumber("IsCountryNumericEU", "IsCountryNumberEU", "must be the number of a country in the European Union"),
	"country_code":               countryNumber("IsCountryCode", "IsCountryNumber", "must be the letters or the number of a country"),
	"eu_country_code":            countryNumber("IsCountryCodeEU", "IsCountryNumberEU", "must be the letters or the number of a country in the European Union"),
	"spicedb":                    spicedb,
	"iso4217":                    class("IsCurrency", "must be the three letters of a currency"),
	"iso4217_numeric":            codeNumber("IsCurrencyNumber", "must be the number of a currency"),
	"bcp47_language_tag":         languageTag,

	"eqfield":  comparison{op: "!=", number: "equal to", text: "the same as", time: "the same as"}.row,
	"nefield":  comparison{op: "==", not: true, number: "equal to", text: "the same as", time: "the same as"}.row,
	"gtfield":  comparison{op: "<=", number: "greater than", text: "longer than", time: "after"}.row,
	"gtefield": comparison{op: "<", number: "at least", text: "at least as long as", time: "not before"}.row,
	"ltfield":  comparison{op: ">=", number: "less than", text: "shorter than", time: "before"}.row,
	"ltefield": comparison{op: ">", number: "at most", text: "at most as long as", time: "not after"}.row,

	"eqcsfield":  comparison{op: "!=", number: "equal to", text: "the same as", time: "the same as", ordered: true}.row,
	"necsfield":  comparison{op: "==", not: true, number: "equal to", text: "the same as", time: "the same as", ordered: true}.row,
	"gtcsfield":  comparison{op: "<=", number: "greater than", text: "after", time: "after", ordered: true}.row,
	"gtecsfield": comparison{op: "<", number: "at least", text: "not before", time: "not before", ordered: true}.row,
	"ltcsfield":  comparison{op: ">=", number: "less than", text: "before", time: "before", ordered: true}.row,
	"ltecsfield": comparison{op: ">", number: "at most", text: "not after", time: "not after", ordered: true}.row,

	"fieldcontains": containment(false),
	"fieldexcludes": containment(true),
}

// RuleNames returns the names of the rules that can be emitted, sorted; with
// those that steer others.
func RuleNames() []string {
	names := []string{"omitempty", "omitnil", "omitzero", "dive", "keys", "endkeys"}
	for name := range ruleTable {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// required is broken by the zero value, and by nil where that stands for it. As
// the first rule of a struct it means nothing, which the library keeps for the
// sake of old tags.
func required(o *operand, _ string) verdict {
	cond := o.hasValue()
	switch {
	case cond == "", o.notEmpty, o.kind == contract.Inline && o.first, o.canBeNil() && o.x.nonNil:
		return verdict{}
	}
	v := verdict{breaks: negate(cond)}
	switch {
	case o.canBeNil():
		v.message = "must not be null"
	case o.isText(), o.kind == "":
		v.message = "must not be empty"
	case o.kind == contract.Bool:
		v.message = "must be true"
	default:
		v.message = "must not be zero"
	}
	return v
}

// unique is about the elements of a slice, the values of a map, or one field of
// the elements.
func unique(o *operand, param string) verdict {
	const message = "must not have the same element twice"
	elem := o.t.Elem
	switch o.kind {
	case contract.Slice, contract.Array:
	case contract.Map:
		function := "UniqueValues"
		if elem.Kind == contract.Pointer {
			function, elem = "UniquePointerValues", elem.Elem
		}
		if param != "" || !o.p.comparable(elem) {
			return verdict{err: "the values of the map cannot be compared; use it on a slice"}
		}
		return verdict{breaks: "!" + o.lib(wireLib, function) + "(" + o.expr + ")", message: "must not have the same value twice"}
	default:
		return o.wants("a slice or a map")
	}
	list := o.expr
	if o.kind == contract.Array {
		list = parenthesized(o.expr) + "[:]"
	}
	if param != "" {
		return o.uniqueBy(list, param)
	}
	function := "Unique"
	if elem.Kind == contract.Pointer {
		function, elem = "UniquePointers", elem.Elem
	}
	if !o.p.comparable(elem) {
		return verdict{err: "whole elements cannot be compared; use unique=FIELD with a field of theirs"}
	}
	return verdict{breaks: "!" + o.lib(wireLib, function) + "(" + list + ")", message: message}
}

// uniqueBy is unique for one field of elements that are structs, or pointers to
// structs:
//
//	!wire.UniqueBy(v.Items, func(x *Item) any { return x.ID })
func (o *operand) uniqueBy(list, name string) verdict {
	elem, function := o.t.Elem, "UniqueBy"
	if elem.Kind == contract.Pointer {
		elem, function = elem.Elem, "UniquePointersBy"
	}
	st := o.p.contract.Resolve(elem).Struct
	if !o.p.canName(elem) || elem.Kind == contract.Pointer || st == nil {
		return verdict{err: "the elements must be structs with a name, to be told apart by a field"}
	}
	i := slices.IndexFunc(st.Fields, func(f *contract.Field) bool { return len(f.Go) == 1 && f.Go[0].Name == name })
	if i < 0 {
		return verdict{err: "the elements have no key whose Go field is " + name}
	}
	f := st.Fields[i]
	key := "x." + name
	if f.Type.Kind == contract.Pointer {
		key = o.lib(wireLib, "Deref") + "(" + key + ")"
	}
	return verdict{
		breaks:  "!" + o.lib(wireLib, function) + "(" + list + ", func(x *" + o.p.spell(o.p.File, elem) + ") any { return " + key + " })",
		message: "must not have two elements with the same " + f.Name,
	}
}

// comparable reports whether values of a type can be compared without a panic:
// nothing in them is an interface, a slice or a map.
func (g *generator) comparable(t *contract.Type) bool {
	switch t.Kind {
	case contract.Slice, contract.Map, contract.Bytes, contract.Raw, contract.Any:
		return false
	case contract.Array:
		return g.comparable(t.Elem)
	case contract.Inline:
		return !slices.ContainsFunc(t.Struct.Fields, func(f *contract.Field) bool { return !g.comparable(f.Type) })
	case contract.Ref:
		n := g.named(t)
		switch {
		case n.Struct != nil:
			return g.comparable(&contract.Type{Kind: contract.Inline, Struct: n.Struct})
		case n.Underlying != nil:
			return g.comparable(n.Underlying)
		}
		return n.Union == nil
	}
	return true
}

// wants is the verdict on a rule that is about other types.
func (o *operand) wants(what string) verdict {
	return verdict{err: "it is about " + what + ", and the type is " + o.p.display(o.as)}
}
