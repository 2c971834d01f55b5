package extract

// otherRules are the rules of github.com/go-playground/validator v10.30 that
// are not supported.
var otherRules = []string{
	"bcp47_strict_language_tag", "dir", "dirpath", "eth_addr_checksum", "file", "filepath", "image", "iso3166_2",
	"mimetype", "nostructlevel", "postcode_iso3166_alpha2", "postcode_iso3166_alpha2_field", "skip_unless",
	"structonly", "uds_exists", "unix_addr", "urn_rfc2141", "urn_rfc8141", "validateFn",
}

// waysOut say of some of them why, and what to do instead.
var waysOut = map[string]string{
	"bcp47_strict_language_tag": "it needs a copy of the registry of IANA; write bcp47_language_tag, which knows the parts of a tag but not which go together",
}
