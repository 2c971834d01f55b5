package rule

import (
	"regexp"
	"strings"
	"sync"
)

// The rules in this file are what regular expressions of the library match, for
// which there is no other definition.

func pattern(expr string) func(string) bool {
	compiled := sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
	return func(s string) bool { return compiled().MatchString(s) }
}

var (
	hasTag   = pattern(`</?([a-zA-Z]+).*?>`)
	isCron   = pattern(`^((@(annually|yearly|monthly|weekly|daily|hourly|reboot))|(@every (\d+(ns|us|µs|ms|s|m|h))+)|(([A-Za-z0-9*?][A-Za-z0-9*?/,#L-]+|[*?0-9])( +([A-Za-z0-9*?][A-Za-z0-9*?/,#L-]+|[*?0-9])){4,6}))$`)
	isCVE    = pattern(`^CVE-(1999|2\d{3})-(0[^0]\d{2}|0\d[^0]\d{1}|0\d{2}[^0]|[1-9]{1}\d{3,})$`)
	isMedium = pattern(`^data:((?:\w+/(?:([^;]|;[^;]).)+)?)`)
	isMongo  = pattern(`^mongodb(\+srv)?://(([a-zA-Z\d]+):([a-zA-Z\d$:/?#\[\]@]+)@)?(([a-z\d.-]+)(:[\d]+)?)((,(([a-z\d.-]+)(:(\d+))?))*)?(/[a-zA-Z-_]{1,64})?(\?(([a-zA-Z]+)=([a-zA-Z\d]+))(&(([a-zA-Z\d]+)=([a-zA-Z\d]+))?)*)?$`)
)

// IsHTML reports whether s has something like a tag of HTML in it.
func IsHTML(s string) bool { return hasTag(s) }

// IsHTMLEncoded reports whether s has a character of HTML in it that is written as
// a number or a name.
func IsHTMLEncoded(s string) bool {
	for _, name := range [...]string{"&gt", "&lt", "&quot", "&amp"} {
		if strings.Contains(s, name) {
			return true
		}
	}
	for {
		_, rest, found := strings.Cut(s, "&#")
		if !found {
			return false
		}
		if digits := strings.TrimPrefix(rest, "x"); len(digits) >= 2 && isHex(digits[0]) && isHex(digits[1]) {
			return true
		}
		s = rest
	}
}

// IsCron reports whether s is five to seven fields of a table of cron, or a word
// such as @daily.
func IsCron(s string) bool { return isCron(s) }

// IsCVE reports whether s is the identifier of a vulnerability, such as
// CVE-2021-44228.
func IsCVE(s string) bool { return isCVE(s) }

// IsDataURI reports whether s is a data URI whose data is base 64.
func IsDataURI(s string) bool {
	medium, data, found := strings.Cut(s, ",")
	return found && IsBase64(data) && isMedium(medium)
}

// IsMongoDBConnectionString reports whether s is a URI of MongoDB.
func IsMongoDBConnectionString(s string) bool { return isMongo(s) }
