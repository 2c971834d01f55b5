package extract

// otherRules are the rules of github.com/go-playground/validator v10.30 that
// are not supported.
var otherRules = []string{
	"bcp47_language_tag", "bcp47_strict_language_tag", "bic", "bic_iso_9362_2014", "btc_addr", "btc_addr_bech32",
	"country_code", "credit_card", "cron", "cve", "datauri", "dir", "dirpath", "dns_rfc1035_label", "duration",
	"ein", "eqcsfield", "eth_addr", "eth_addr_checksum", "eu_country_code", "fieldcontains", "fieldexcludes",
	"file", "filepath", "gtcsfield", "gtecsfield", "hostname_label", "hostname_port", "html", "html_encoded",
	"image", "ip4_addr", "ip6_addr", "ip_addr", "isbn", "isbn10", "isbn13", "iso3166_2", "issn", "ltcsfield",
	"ltecsfield", "luhn_checksum", "mimetype", "mongodb_connection_string", "necsfield", "nostructlevel",
	"origin", "postcode_iso3166_alpha2", "postcode_iso3166_alpha2_field", "ripemd128", "ripemd160", "skip_unless",
	"spicedb", "ssn", "structonly", "tcp4_addr", "tcp6_addr", "tcp_addr", "tiger128", "tiger160", "tiger192",
	"udp4_addr", "udp6_addr", "udp_addr", "uds_exists", "unix_addr", "url_encoded", "urn_rfc2141", "urn_rfc8141",
	"validateFn",
}

// waysOut say of some of them why, and what to do instead.
var waysOut = map[string]string{
	"bcp47_language_tag":        "it needs the language registry of golang.org/x/text; call language.Parse in a method Validate() error of the struct",
	"bcp47_strict_language_tag": "it needs the language registry of golang.org/x/text; call language.Parse in a method Validate() error of the struct",
	"country_code":              "it is three rules in one; write iso3166_1_alpha2|iso3166_1_alpha3|iso3166_1_alpha_numeric",
	"eu_country_code":           "it is three rules in one; write iso3166_1_alpha2_eu|iso3166_1_alpha3_eu|iso3166_1_alpha_numeric_eu",
	"eqcsfield":                 "it looks into another struct; check it in a method Validate() error, or write eqfield about a field of the same struct",
	"necsfield":                 "it looks into another struct; check it in a method Validate() error, or write nefield about a field of the same struct",
	"gtcsfield":                 "it looks into another struct; check it in a method Validate() error, or write gtfield about a field of the same struct",
	"gtecsfield":                "it looks into another struct; check it in a method Validate() error, or write gtefield about a field of the same struct",
	"ltcsfield":                 "it looks into another struct; check it in a method Validate() error, or write ltfield about a field of the same struct",
	"ltecsfield":                "it looks into another struct; check it in a method Validate() error, or write ltefield about a field of the same struct",
}
