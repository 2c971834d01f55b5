package rule

import "strings"

// IsHostname reports whether s is the name of a host that begins with a letter
// (RFC 952).
func IsHostname(s string) bool { return s != "" && isLetter(s[0]) && IsHostnameRFC1123(s) }

// IsHostnameRFC1123 reports whether s is the name of a host: labels of letters,
// digits and inner hyphens between dots.
func IsHostnameRFC1123(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if !isLabel(label) || label[len(label)-1] == '-' {
			return false
		}
	}
	return true
}

// IsFQDN reports whether s is a domain name with a top level that begins with a
// letter, perhaps with a dot at the end.
func IsFQDN(s string) bool {
	s = strings.TrimSuffix(s, ".")
	dot := strings.LastIndexByte(s, '.')
	if dot < 0 || len(s) > 253 || dot+1 == len(s) || !isLetter(s[dot+1]) {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return true
}

// isLabel reports whether s is up to 63 letters, digits and hyphens that do not
// begin with a hyphen.
func isLabel(s string) bool {
	return s != "" && len(s) <= 63 && s[0] != '-' && consistsOf(s, func(c byte) bool { return isAlphanum(c) || c == '-' })
}
