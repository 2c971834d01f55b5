package golang_test

import (
	"flag"
	"fmt"
	"strings"
)

var (
	judgeSeed   = flag.Uint64("judge.seed", 1, "begin the values that rules are judged over with this `number`")
	judgeValues = flag.Int("judge.values", 500, "judge each rule about strings over so `many` generated values")
)

// generatedRules are rules about strings, each with values at and around its
// boundaries, separated by bars. They are judged over these and over mutations of
// them.
var generatedRules = []struct{ tags, seeds string }{
	{"alpha alphaspace alphanum alphanumspace alphaunicode alphanumunicode multibyte ascii printascii lowercase uppercase",
		"|a|Z|az AZ|a1|1 2|é|日本|ß1|ǅ|٣|Ⅷ|²|a_b|~|\u007f|\u0080|ſ|K|\u0301|a\u0301"},
	{"eq_ignore_case=straße ne_ignore_case=straße eq_ignore_case=KS ne_ignore_case=ks", "|straße|STRASSE|STRAßE|straẞe|ks|KS|ſ|Ks|Kſ"},
	{"containsany=éb containsrune=éb excludesall=é1 excludesrune=é1 containsany=0x2C0x7C excludesrune=0x2C", "|a|é|b|1|éb|e\u0301|É|,|0x7C"},
	{"startsnotwith=ab endsnotwith=ab startswith=é endswith=é contains=ab excludes=ab", "|a|ab|aab|abb|b|é|éa|aé|AB"},
	{"number numeric boolean hexadecimal", "|0|01|+1|-1|1.|.5|1.50|1e3|0x|0X1f|0xg|x1|deadBEEF|true|True|tRue|T|f|F|FALSE|false|1|٣|-|+|--1|1.2.3"},
	{"latitude longitude", "|0|-0|+0|00|90|90.0|90.000|90.01|89.999999|-90|+90.|91|100|179.9|180|180.0|-180.00|180.1|181|190|199|99.5|9.|.5|+-1|1e1|170|10.05|080"},
	{"e164", "|+15551234567|15551234567|+0555123456|1234567|12345678|+123456789012345|+1234567890123456|++12345678|1234567é"},
	{"hexcolor rgb rgba hsl hsla cmyk iscolor",
		"#fff|#FFFF|#12345|#123456|#12345678|#1234567|#ggg|#|rgb(0,0,0)|rgb(255, 255, 255)|rgb(256,0,0)|rgb(01,0,0)|rgb(0%,50%,255%)|rgb(0%,50,0)|rgb( 1 , 2 , 3 )|rgb(1,2,3,4)|rgb(1,2)|" +
			"rgba(0,0,0,0)|rgba(0,0,0,1)|rgba(0,0,0,0.5)|rgba(0,0,0,0.05)|rgba(0,0,0,0.)|rgba(0,0,0,0x5)|rgba(0,0,0,0,5)|rgba(0,0,0,0))|rgba(0,0,0,0\n5)|rgba(0,0,0,0é5)|rgba(0,0,0,2)|rgba(0,0,0, 1 )|" +
			"hsl(0,0%,0%)|hsl(360,100%,100%)|hsl(361,0%,0%)|hsl(36,101%,0%)|hsl(1,2%,3)|hsla(360,100%,100%,0.9)|hsla(1,2%,3%,1)|hsla(1,2%,3%,.5)|" +
			"cmyk(0%,0%,0%,0%)|cmyk(100%, 99%, 1%,\t10%)|cmyk( 1%,1%,1%,1%)|cmyk(1%,1%,1%,1% )|cmyk(1%,1%,1%,1%)|cmyk(01%,1%,1%,1%)|cmyk(1 %,1%,1%,1%)|cmyk()"},
	{"email", "|a@b.c|a@b|@b.c|a@|a.b@c.de|a..b@c.de|.a@b.cd|a.@b.cd|a@b..c|a@b.c.|a@b.1|a@1.c|a@1.1c|a@-b.c|a@b-.c|a@b.-c.d|a@b.c-d|a~@b~c.d|a@b.c~|a+b@c.de|" +
		"\"a b\"@c.de|\"a\\\"b\"@c.de|\"a\"b\"@c.de|\"\"@c.de|\"@c.de|\"a\nb\"@c.de|\"a\r\n b\"@c.de|\"a\tb\"@c.de|\"\\\u0001\"@c.de|a b@c.de|é@b.c|a@é.é|a@b.é|a@b.\u0080|\u00a0@b.c|a@b.ﷰ|\ufdd0@b.c|" +
		"a@b@c.de|Name <a@b.c>|<a@b.c>|a@b.c (x)|a@[1.2.3.4]|a,b@c.de|group:a@b.c;|😀@b.cd|a@😀.cd|\"é\"@c.de|\"😀\"@c.de|a@b.c..|a@.b.c|'*-/=?^_`{}@c.d|=?utf-8?q?a?=@b.cd"},
	{"url http_url https_url uri", "|http://a|https://a.b/c?d=e#f|http://|http:|http:a|http:/a|HTTP://A|hTTps://x|//a|/a/b|a|a:b|a:|a#b|#|x:#y|x:?y|mailto:a@b|file:///|file:///a|file://|file:a|file:/|file://h|file://h/|" +
		"http://a:80|http://a:b|http://a:|http://[::1]|http://[::1|http://[::1%25e]|http://a b|http://a/ b|http://%41|http://a/%zz|http://é/é|http://a\n|http://\u007f|1:a|a+b-c.1:x|*|/|?|http://u:p@h|http://@|http://#x|javascript:1|Kelvin:1|K:x|data:,"},
	{"hostname hostname_rfc1123 fqdn", "|a|1|-a|a-|a-b|a_b|a.b|a..b|.a|a.|a.b.|a.1|1.a|a.1b|a.b-|a-.b|é.a|a.b..|a.-b|" + strings.Repeat("a", 63) + "|" + strings.Repeat("a", 64) + "|" + strings.Repeat("a", 63) + ".b|" +
		strings.Repeat("a", 64) + ".b|b." + strings.Repeat("a", 63) + "|" + strings.Repeat("abcd.", 50) + "abc|" + strings.Repeat("abcd.", 50) + "abcd|" + strings.Repeat("abcd.", 50) + "abc."},
	{"ip ipv4 ipv6 cidr cidrv4 cidrv6", "|1.2.3.4|1.2.3|01.2.3.4|256.1.1.1|1.2.3.4.5|::|::1|1::|::ffff:1.2.3.4|::ffff:102:304|::1.2.3.4|1:2:3:4:5:6:7:8|1:2:3:4:5:6:7|fe80::1%eth0|%|::%|1:2:3:4:5:6:1.2.3.4|12345::|g::|[::1]|" +
		"1.2.3.4/32|1.2.3.4/33|1.2.3.4/24|1.2.3.0/24|0.0.0.0/0|1.0.0.0/08|1.0.0.0/|1.0.0.0/-1|1.0.0.0/+8|1.0.0.0/ 8|/8|::/0|::1/128|::1/129|::1/64|::ffff:1.2.3.4/120|::ffff:1.2.3.0/120|::ffff:1.2.3.4/128|::ffff:0.0.0.0/96|::ffff:0.0.0.0/90|::%e/64|1.2.3.4/8/8|1.0.0.0/99999999999999999999999"},
	{"mac", "|00:00:5e:00:53:01|00-00-5E-00-53-01|0000.5e00.5301|02:00:5e:10:00:00:00:01|00:00:5e:00:53|00:00:5e:00:53:0|00:00-5e:00:53:01|00:00:00:00:fe:80:00:00:00:00:00:00:02:00:5e:10:00:00:00:01|0:0:5e:0:53:1|g0:00:5e:00:53:01"},
	{"uuid uuid3 uuid4 uuid5 uuid7 uuid_rfc4122 uuid3_rfc4122 uuid4_rfc4122 uuid5_rfc4122", "|a987fbc9-4bed-3078-cf07-9141ba07c9f3|A987FBC9-4BED-3078-CF07-9141BA07C9F3|57b73598-8764-4ad0-a76a-679bb6640eb1|57B73598-8764-4AD0-A76A-679BB6640EB1|" +
		"987fbc97-4bed-5078-af07-9141ba07c9f3|987fbc97-4bed-5078-bf07-9141ba07c9f3|987fbc97-4bed-5078-8f07-9141ba07c9f3|987fbc97-4bed-5078-cf07-9141ba07c9f3|01890a5d-ac96-774b-bcce-b302099a8057|00000000-0000-0000-0000-000000000000|" +
		"987fbc97-4bed-5078-Bf07-9141ba07c9f3|987fbc97-4bed-5078-bf07-9141ba07c9f|987fbc97-4bed-5078-bf079141ba07c9f3|{987fbc97-4bed-5078-bf07-9141ba07c9f3}|987fbc974bed5078bf079141ba07c9f3|gggggggg-4bed-5078-bf07-9141ba07c9f3"},
	{"ulid", "|01BX5ZZKBKACTAV9WEVGEMMVRZ|01bx5zzkbkactav9wevgemmvrz|81BX5ZZKBKACTAV9WEVGEMMVRZ|7ZZZZZZZZZZZZZZZZZZZZZZZZZ|01BX5ZZKBKACTAV9WEVGEMMVRU|01BX5ZZKBKACTAV9WEVGEMMVRI|01BX5ZZKBKACTAV9WEVGEMMVR|01BX5ZZKBKACTAV9WEVGEMMVRZ0|01BX5ZZKBKACTAV9WEVGEMMVRſ|01BX5ZZKBKACTAV9WEVGEMMVRZ"},
	{"semver", "|1.2.3|0.0.0|01.2.3|1.02.3|1.2|1.2.3.4|v1.2.3|1.2.3-alpha|1.2.3-alpha.1|1.2.3-01|1.2.3-0|1.2.3-0a|1.2.3-00a|1.2.3--|1.2.3-|1.2.3-a..b|1.2.3+01|1.2.3+|1.2.3-a+b|1.2.3+a-b|1.2.3+a+b|1.2.3-a.+b|1.2.3-é|99999999999999999999.0.0|1.2.3-a_b| 1.2.3"},
	{"md4 md5 sha256 sha384 sha512 mongodb", "|" + strings.Repeat("a", 23) + "|" + strings.Repeat("0a", 12) + "|" + strings.Repeat("f", 25) + "|" + strings.Repeat("0f", 16) + "|" + strings.Repeat("0F", 16) + "|" + strings.Repeat("0f", 32) + "|" + strings.Repeat("9a", 48) + "|" + strings.Repeat("0g", 48) + "|" + strings.Repeat("9a", 64) + "|" + strings.Repeat("9", 127)},
	{"base32 base64 base64url base64rawurl", "|AAAA|AAA=|AA==|A===|====|=|AA=A|A|AA|AAA|AAAAA|AAAAAA|ab+/|ab-_|ab-=|+/==|AAAAAAAA|AAAAAAA=|AAAAAA==|AAAAA===|AAAA====|AAA=====|AA======|A=======|AAAA0000|AAAA2727|aaaa2727|AAAAAAAAAA======|AAAA\n|AAAAé"},
	{"json", "|null|0|-0|01|1.|1e5|\"a\"|\"\\u00e9\"|\"\\x\"|[]|[1,]|{}|{\"a\":1}|{\"a\":1,\"a\":2}|{a:1}| 1 |1 2|nul|\"\n\"|[[[]]]|tru"},
	{"jwt", "|a.b.c|a.b.|a..c|.b.c|a.b|a.b.c.d|a-_.b.c|a=.b.c|eyJ0.eyJz.SflK|a.b.é|a b.c.d"},
	{"datetime=2006-01-02 datetime=15:04 datetime=2006-01-02T15:04:05Z07:00", "|2024-02-29|2023-02-29|2024-2-29|2024-13-01|0000-01-01|24:00|23:59|3:04|03:04|2024-02-29T10:00:00Z|2024-02-29T10:00:00+01:00|2024-02-29T10:00:00.5Z|2024-02-29 | 2024-02-29"},
	{"timezone", "|UTC|utc|Local|local|LOCAL|Europe/Berlin|europe/berlin|Europe|Etc/GMT+1|../UTC|/UTC|America/New_York|EST|Nope/Nope|Europe/Berlin/|Europe//Berlin"},
	{"iso3166_1_alpha2 iso3166_1_alpha2_eu iso3166_1_alpha3 iso3166_1_alpha3_eu iso3166_1_alpha_numeric iso3166_1_alpha_numeric_eu iso4217",
		"|DE|de|ZW|AD|AA|ZZ|DEU|deu|ABW|ZWE|AAA|ZZZ|XKX|XK|UK|GB|276|004|4|894|895|000|1276|-276|+276|0x114|1004|999999999999999999999|EUR|eur|AED|ZWG|ZWL|XXX|US|USA|FR|FRA|250"},
	{"bcp47_language_tag", "|en|EN|en-US|en_US|de-CH-1996|zh-Hant-TW|x-private|i-klingon|art-lojban|sl-rozaj-biske|en-u-co-phonebk|xx|xxx|en-XX|en-Abcd|en-US-|-en|e|english|123|en-419|und|a-b|en-a-bc-x-y|root|日本"},
	{"duration", "|1h|1h30m|-1.5s|+5us|1µs|1|0|.5h|1d|1h 2m|9223372036854775807ns|9223372036854775808ns|h|1.h"},
	{"hostname_label dns_rfc1035_label", "|a|A|1|a1|1a|a-b|-a|a-|a.b|é|a_b|" + strings.Repeat("a", 63) + "|" + strings.Repeat("a", 64)},
	{"hostname_port", "|a:1|:80|a:|a|a:0|a:65535|a:65536|a:+80|a:-1|1.2.3.4:80|[::1]:80|::1:80|a:http|a-:80|a.b.c:8080|a:08|[a]:80|[]:80|a:b:80"},
	{"origin", "|http://a|https://a|http://a/|http://a?|http://a?b|http://a#|http://u@a|ftp://a|http://|http://a:80|http://a:0|http://a:|http://a:65536|http://[::1]|http://[::1]:80|http://[fe80::1%25eth0]|http://1.2.3.4|http://a_b|http://a-|HTTP://A|http://é|http:a"},
	{"url_encoded", "|a|%20|%2|%|a%20b|%gg|%%20|%2020|a%2gb|%aF\n|é%41|a b"},
	{"datauri", "|data:image/png;base64,AAAA|data:image/png,AAAA|data:,AAAA|data:;base64,AAAA|data:text/plain;charset=utf-8;base64,AAA=|data:image/png;base64,|data:a/b;;base64,AAAA|image/png;base64,AAAA|data:image/png;base64,A|data:a/\n,AAAA"},
	{"mongodb_connection_string", "|mongodb://a|mongodb+srv://a|mongodb://u:p@a:27017/db?w=1|mongodb://a,b:1,c/db|mongodb://A|mongodb://a:|mongodb://a/db?x=1&y=2|mongodb://a?x=|mongodb://u:p@|mongo://a|mongodb://a,|mongodb://u:p@h@a"},
	{"tcp_addr tcp4_addr tcp6_addr udp_addr udp4_addr udp6_addr ip_addr ip4_addr ip6_addr", "|1.2.3.4|1.2.3.4:80|1.2.3.4:|1.2.3.4:http|1.2.3.4:70000|:80|[::1]:80|::1|::1:80|[::1]|[::1]:|[::ffff:1.2.3.4]:80|::ffff:1.2.3.4|[fe80::1%eth0]:80|1.2.3:80|[1.2.3.4]:80|1.2.3.4:-1|1.2.3.4:0|[::1]:99999|1.2.3.4:nosuchport"},
	{"ripemd128 ripemd160 tiger128 tiger160 tiger192", "|" + strings.Repeat("0f", 16) + "|" + strings.Repeat("0F", 16) + "|" + strings.Repeat("0f", 20) + "|" + strings.Repeat("9a", 24) + "|" + strings.Repeat("0g", 20) + "|" + strings.Repeat("f", 47)},
	{"credit_card luhn_checksum", "|4242424242424242|4242 4242 4242 4242|4242424242424241|378282246310005|3782 822463 10005|42 42 4242 4242 4242|424242424242|4242424242424242424|42424242424242424242| 4242424242424242|4242  424242424242|4242-4242-4242-4242|00|18|0|1|-18|+18|1８|59|٤٢|6011000990139424|0000000000000000000"},
	{"isbn isbn10 isbn13", "|0306406152|0-306-40615-2|0 306 40615 2|030640615X|080442957X|X804429579|0-3-0-6406152|9780306406157|978-0-306-40615-7|978 0 306 40615 7|9790306406156|9770306406157|978-0-3-0-6-406157|97803064061５7|0306406152 |080442957x|--- 0306406152|978030640615X"},
	{"issn", "|2049-3630|0317-8471|1050-124X|1050-1245|20493630|2049-363X|2049-363é|2434-561X|2434-561x|0000-0000| 2049-3630"},
	{"ssn ein", "|123-45-6789|123 45 6789|123456789|123-00-6789|123-45-0000|000-45-6789|12-3456789|12-345678|123-456789|123_45_6789|123-45-678é|1２-345678|12-34567é|999-99-9999"},
	{"bic bic_iso_9362_2014", "|DEUTDEFF|DEUTDEFF500|deutdeff|DEUTDEFF50|1234DEFF|DEUT12FF|DEUTDEF1|DEUTDEFé|DEUTDEFFXXX|DEUTDEff"},
	{"btc_addr btc_addr_bech32", "|1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa|1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb|3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy|1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2|2A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa|1A1zP1eP5QGefi2DMPTfTL5SLmv7Div0Na|11111111111111111111111111|1111111111111111111114oLvT2|" +
		"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4|BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4|bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5|Bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4|bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx|BC1SW50QA3JX3S|bc1zw508d6qejxtdg4y5r3zarvaryvg6kdaj|bc1rw5uspcuh|bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90|bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3|bc1gmk9yu|bc1qqqqqqqqqqq"},
	{"eth_addr", "|0x02f9ae5f22ea3fa88f05780b30385bec0123456a|0X02f9ae5f22ea3fa88f05780b30385bec0123456a|0x02F9AE5f22ea3fa88f05780b30385bec0123456A|02f9ae5f22ea3fa88f05780b30385bec0123456a|0x02f9ae5f22ea3fa88f05780b30385bec0123456g|0x"},
	{"cve", "|CVE-2021-44228|CVE-1999-0001|CVE-1998-0001|CVE-2021-0000|CVE-2021-0100|CVE-2021-0010|CVE-2021-123|CVE-2021-1234|cve-2021-1234|CVE-2021-00é1|CVE-2021-000é|CVE-2021-0é00|CVE-3021-1234|CVE-2021-123456"},
	{"cron", "|* * * * *|*/5 * * * *|0 0 1 1 *|@daily|@every 1h30m|@every 1|@reboot|* * * *|* * * * * * *|* * * * * * * *|1-5 * * * MON|10  * * * *|@every 5µs|15 14 1 * L|* * * * *\n|60 * * * *|a * * * *|00 * * * *"},
	{"html html_encoded", "|<b>|</b>|<b|<br/>|<1>|a<b>c|< b>|<b\n>|<éb>|<b>\n|<a href=x>|&lt;|&gt|&#x3c;|&#60;|&#6;|&amp|&quot;|&nbsp;|&#xg0|&#x3|&#X3c;|&&#12|&#x1x2|<script>"},
	{"spicedb spicedb=id spicedb=type spicedb=permission", "|*|a|abc|ab|a_b|abc_|_abc|1abc|abc/def|abc/de|a|A|a/b|a|x|a=b|a*|" + strings.Repeat("a", 63) + "|" + strings.Repeat("a", 64) + "|" + strings.Repeat("a", 65) + "|" + strings.Repeat("a", 63) + "/abc|" + strings.Repeat("a", 64) + "/abc|abc/" + strings.Repeat("a", 64) + "|aaa/bbb/ccc|aaa/"},
	{"country_code eu_country_code", "|DE|DEU|276|US|USA|840|de|000|1276|+276|XX|D"},
	{"oneofci=ab 'a B' é noneofci=ab 'a B' é noneof=ab 'a B' é oneof=ab 'a B' é oneofci=ks noneofci=ſK", "|ab|AB|aB|a b|a B|A B|é|É|k|ks|KS|Kſ|s|E\u0301|sk|ſk|SK"},
	{"numeric|alpha,max=3 email|e164 omitempty,uuid|eq=x required,ip|hostname boolean|semver", "|abc|abcd|1.2|a@b.cd|+15551234567|x|1.2.3.4|host|true|1.2.3|a987fbc9-4bed-3078-cf07-9141ba07c9f3"},
	{"len=3 min=3 max=3 gt=3 gte=3 lt=3 lte=3 eq=é€😀 min=1 max=1 gt=1 lt=2 min=2,max=300 min=100 max=100", "|a|ab|abc|abcd|é|éé|ééé|éééé|€|€€|€€€|€€€€|😀|😀😀|😀😀😀|😀😀😀😀|é€😀|" +
		strings.Repeat("a", 99) + "|" + strings.Repeat("a", 100) + "|" + strings.Repeat("a", 101) + "|" + strings.Repeat("é", 100) + "|" + strings.Repeat("€", 99) + "|" + strings.Repeat("😀", 99) + "|" + strings.Repeat("😀", 100) + "|" + strings.Repeat("😀", 101) + "|" + strings.Repeat("a", 399) + "|" + strings.Repeat("a", 400)},
}

// addGenerated adds the rules that are judged over generated values.
func (b *judgeBuilder) addGenerated() {
	for _, r := range generatedRules {
		for _, tag := range splitTags(r.tags) {
			name := fmt.Sprintf("T%d", len(b.channels))
			b.declare(name, fmt.Sprintf("F string ~json:\"f\" validate:%q~", tag), field("F", "f", str, "validate="+tag))
			fmt.Fprintf(&b.checks, "\tgenerate(%q, judge.Channels.%s.ClientToServer, %d, %d, %#v)\n", tag, name, *judgeSeed, *judgeValues, strings.Split(r.seeds, "|"))
		}
	}
}

// splitTags splits tags at spaces before a rule: a parameter may have spaces.
func splitTags(text string) []string {
	var tags []string
	for word := range strings.FieldsSeq(text) {
		first, _, _ := strings.Cut(strings.FieldsFunc(word, func(r rune) bool { return r == ',' || r == '|' || r == '=' })[0], "=")
		if len(tags) > 0 && !ruleNamed(first) {
			tags[len(tags)-1] += " " + word
			continue
		}
		tags = append(tags, word)
	}
	return tags
}

// generator is the part of the program that makes values. The same seed makes the
// same ones.
const generator = `
// alphabet has characters that one rule or another makes a difference of.
var alphabet = []rune(" .-_~@:/+%=#,()[]\"'\\\t\n\r0123456789aAfFgGkKsSzZxIÉé٣ßſKǅ日😀\u0001\u007f\u0080\u00a0\ufdd0\ufff0")

// generate checks the seeds, and n mutations of them.
func generate[T any](what string, codec runtime.Codec[T], seed uint64, n int, seeds []string) {
	random := rand.New(rand.NewPCG(seed, uint64(len(what))))
	messages := make([]string, 0, len(seeds)+n)
	for i := range len(seeds) + n {
		value := seeds[i%len(seeds)]
		if i >= len(seeds) {
			for range 1 + random.IntN(3) {
				value = mutate(random, value, seeds)
			}
		}
		text, err := json.Marshal(value)
		if err != nil {
			panic(err)
		}
		messages = append(messages, "{\"f\":" + string(text) + "}")
	}
	good := check(what, codec, messages...)
	if good == 0 || good == len(messages) {
		fmt.Printf("%s\n\t%d of %d values are good; add seeds of the other kind\n", what, good, len(messages))
	}
}

func mutate(random *rand.Rand, value string, seeds []string) string {
	s := []rune(value)
	i := random.IntN(len(s) + 1)
	other := []rune(seeds[random.IntN(len(seeds))])
	switch random.IntN(8) {
	case 0:
		return string(s[:i])
	case 1:
		return string(s[i:])
	case 2:
		return string(s[:i]) + string(alphabet[random.IntN(len(alphabet))]) + string(s[i:])
	case 3:
		if i < len(s) {
			s[i] = alphabet[random.IntN(len(alphabet))]
		}
	case 4:
		if i < len(s) {
			s = slices.Delete(s, i, i+1)
		}
	case 5:
		j := random.IntN(len(other) + 1)
		return string(s[:i]) + string(other[j:])
	case 6:
		if j := random.IntN(len(s) + 1); i < len(s) && j < len(s) {
			s[i], s[j] = s[j], s[i]
		}
	case 7:
		if i < len(s) {
			s[i] ^= 0x20
		}
	}
	return string(s)
}
`
