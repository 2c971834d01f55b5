package rule_test

import (
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime/wire/rule"
)

// What these functions mean is tested against the library, with the code that
// calls them; see emit/golang. Here are some of the edges.

// texts has strings that keep a rule and strings that do not, and whether
// saying yes may take memory.
var texts = []struct {
	name      string
	is        func(string) bool
	yes, no   []string
	allocates bool
}{
	{"IsAlpha", rule.IsAlpha, []string{"a", "zZ"}, []string{"", "a1", "é", "a "}, false},
	{"IsAlphaspace", rule.IsAlphaspace, []string{"a b", " "}, []string{"", "a\t"}, false},
	{"IsAlphanum", rule.IsAlphanum, []string{"a1", "0"}, []string{"", "-", "²"}, false},
	{"IsAlphanumspace", rule.IsAlphanumspace, []string{"a 1"}, []string{"", "a_1"}, false},
	{"IsAlphaunicode", rule.IsAlphaunicode, []string{"aé日"}, []string{"", "1", "e\u0301"}, false},
	{"IsAlphanumunicode", rule.IsAlphanumunicode, []string{"aé日1²Ⅷ"}, []string{"", "a b"}, false},
	{"IsASCII", rule.IsASCII, []string{"", "\x00\x7f"}, []string{"\u0080"}, false},
	{"IsPrintASCII", rule.IsPrintASCII, []string{"", " ~"}, []string{"\n", "\x7f", "é"}, false},
	{"IsMultibyte", rule.IsMultibyte, []string{"", "aé"}, []string{"a"}, false},
	{"IsLower", rule.IsLower, []string{"a", "ß", "1"}, []string{"", "A"}, false},
	{"IsUpper", rule.IsUpper, []string{"A", "É", "1"}, []string{""}, false},
	{"IsNumeric", rule.IsNumeric, []string{"0", "-1", "+1.50"}, []string{"", "-", "1.", ".5", "1e3", "--1", "1.2.3"}, false},
	{"IsNumber", rule.IsNumber, []string{"007"}, []string{"", "-1", "1.5"}, false},
	{"IsHexadecimal", rule.IsHexadecimal, []string{"0", "0x0", "fF"}, []string{"", "0x", "x1", "0xg"}, false},
	{"IsLatitude", rule.IsLatitude, []string{"90", "-89.99", "90.00"}, []string{"", "90.01", "05", "1."}, false},
	{"IsLongitude", rule.IsLongitude, []string{"180", "+179.5", "180.0"}, []string{"", "180.1", "200", "1000"}, false},
	{"IsE164", rule.IsE164, []string{"+12345678", "123456789012345"}, []string{"", "+1234567", "012345678", "1234567890123456"}, false},
	{"IsHexcolor", rule.IsHexcolor, []string{"#fff", "#12345678"}, []string{"", "fff", "#ff", "#12345x", "#ggg"}, false},
	{"IsRGBA", rule.IsRGBA, []string{"rgba(0, 127, 255, 0.5)", "rgba(1%,2%,3%,1)"}, []string{"", "rgba(0,0,0)", "rgba(256,0,0,1)", "rgba(0,0,0,0.50)"}, false},
	{"IsColor", rule.IsColor, []string{"#fff", "hsl(360, 100%, 50%)", "cmyk(0%, 20%, 100%, 5%)"}, []string{"", "red", "hsl(361,0%,0%)"}, false},
	{"IsEmail", rule.IsEmail, []string{"a.b+c@d-e.fg", "a@1.c"}, []string{"", "a@b", "a..b@c.de", ".a@b.cd", "a@b.c-", "Name <a@b.cd>", "a b@c.de"}, false},
	{"IsEmail, in full", rule.IsEmail, []string{`"a b"@c.de`, "é@ü.de"}, []string{"a@b.cd.", `"a"b"@c.de`, "\"\x00\"@c.de"}, true},
	{"IsURL", rule.IsURL, []string{"http://a", "mailto:a", "x:#y", "file:///a"}, []string{"", "/a", "http:", "http:/a", "file:///"}, true},
	{"IsHTTPURL", rule.IsHTTPURL, []string{"http://a", "HTTPS://a"}, []string{"http:a", "ftp://a"}, true},
	{"IsHTTPSURL", rule.IsHTTPSURL, []string{"https://a"}, []string{"http://a"}, true},
	{"IsURI", rule.IsURI, []string{"/a", "http://a#b"}, []string{"", "a", "#a"}, true},
	{"IsHostname", rule.IsHostname, []string{"a", "a-b.1"}, []string{"", "1a", "a.", "a-", "a..b", strings.Repeat("a", 64)}, false},
	{"IsHostnameRFC1123", rule.IsHostnameRFC1123, []string{"1a", "1.2.3.4"}, []string{"", ".a", "-a"}, false},
	{"IsFQDN", rule.IsFQDN, []string{"a.b", "a.b.", "a-.b"}, []string{"", "a", "a.1", "a.", "a..b"}, false},
	{"IsIP", rule.IsIP, []string{"1.2.3.4", "::1"}, []string{"fe80::1%eth0"}, false},
	{"IsIPv4", rule.IsIPv4, []string{"1.2.3.4", "::ffff:1.2.3.4"}, []string{"::1%a"}, false},
	{"IsIPv6", rule.IsIPv6, []string{"::1"}, []string{"1.2.3.4", "::ffff:1.2.3.4"}, false},
	{"IsCIDR", rule.IsCIDR, []string{"1.2.3.4/08", "::/0"}, []string{"1.2.3.4/", "1.2.3.4/33", "1.2.3.4/99999999999999999999"}, false},
	{"IsCIDRv4", rule.IsCIDRv4, []string{"1.2.3.0/24", "::ffff:1.2.3.0/120"}, []string{"1.2.3.4/24", "::/0"}, false},
	{"IsCIDRv6", rule.IsCIDRv6, []string{"::1/64"}, []string{"1.2.3.0/24"}, false},
	{"IsMAC", rule.IsMAC, []string{"00:00:5e:00:53:01"}, []string{"", "00:00"}, true},
	{"IsUUID", rule.IsUUID, []string{"57B73598-8764-4ad0-a76a-679bb6640eb1"}, []string{"", "57b735988764-4ad0-a76a-679bb6640eb1"}, false},
	{"IsULID", rule.IsULID, []string{"01bx5zzkbkactav9wevgemmvrz", "01BX5ZZKBKACTAV9WEVGEMMVRK"}, []string{"", "81BX5ZZKBKACTAV9WEVGEMMVRZ", "01BX5ZZKBKACTAV9WEVGEMMVRU"}, false},
	{"IsSemver", rule.IsSemver, []string{"1.2.3", "1.2.3-a.0+01"}, []string{"", "1.2", "01.2.3", "1.2.3-01", "1.2.3-", "v1.2.3"}, false},
	{"IsBase32", rule.IsBase32, []string{"AAAAAAAA", "AA======"}, []string{"", "A=======", "aaaaaaaa"}, false},
	{"IsBase64", rule.IsBase64, []string{"AAAA", "AA=="}, []string{"", "====", "A===", "ab-_"}, false},
	{"IsBase64URL", rule.IsBase64URL, []string{"ab-_"}, []string{"ab+/"}, false},
	{"IsBase64RawURL", rule.IsBase64RawURL, []string{"ab", "abcdef"}, []string{"", "a", "abcde", "ab=="}, false},
	{"IsJWT", rule.IsJWT, []string{"a.b.c", "a.b."}, []string{"", "a.b", ".b.c", "a..c", "a.b.c.d"}, false},
	{"IsJSON", rule.IsJSON[string], []string{"null"}, []string{"", "{"}, true},
	{"IsTimezone", rule.IsTimezone, []string{"UTC"}, []string{"", "Local", "../UTC"}, true},
	{"IsCountryAlpha2", rule.IsCountryAlpha2, []string{"AD", "DE", "ZW"}, []string{"", "de", "AA", "ZZ", "DEU"}, false},
	{"IsCountryAlpha3", rule.IsCountryAlpha3, []string{"ABW", "ZWE"}, []string{"", "AAA", "DE"}, false},
	{"IsCountryNumeric", rule.IsCountryNumeric, []string{"276", "4", "1276"}, []string{"000", "-276"}, false},
	{"IsCurrency", rule.IsCurrency, []string{"AED", "EUR", "ZWG"}, []string{"", "eur", "EURO"}, false},
}

func TestTexts(t *testing.T) {
	for _, test := range texts {
		for _, s := range test.yes {
			if !test.is(s) {
				t.Errorf("%s(%q) is false", test.name, s)
			}
		}
		for _, s := range test.no {
			if test.is(s) {
				t.Errorf("%s(%q) is true", test.name, s)
			}
		}
	}
}

// The package comment says which functions allocate.
func TestYesTakesNoMemory(t *testing.T) {
	for _, test := range texts {
		if test.allocates {
			continue
		}
		for _, s := range test.yes {
			if n := testing.AllocsPerRun(10, func() { test.is(s) }); n != 0 {
				t.Errorf("%s(%q) allocates %v times", test.name, s, n)
			}
		}
	}
}

func TestVersionsOfUUIDs(t *testing.T) {
	const v4, upper = "57b73598-8764-4ad0-a76a-679bb6640eb1", "57B73598-8764-4AD0-A76A-679BB6640EB1"
	if !rule.IsUUIDVersion(v4, '4') || rule.IsUUIDVersion(v4, '5') || rule.IsUUIDVersion(upper, '4') {
		t.Error("a version is in lower case")
	}
	if !rule.IsUUIDVersionRFC4122(upper, '4') || rule.IsUUIDVersionRFC4122(upper, '3') {
		t.Error("a version of RFC 4122 is in either case")
	}
}
