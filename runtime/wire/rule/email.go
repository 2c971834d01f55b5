package rule

import (
	"net/mail"
	"strings"
)

// IsEmail reports whether s is an email address, without a name:
//
//	address = ( atom { "." atom } | quoted ) "@" domain
//
// where a domain has a dot between an alphanumeric character and a letter, and
// ends with a letter. What [mail.ParseAddress] does not accept is none either.
func IsEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at <= 0 {
		return false
	}
	local, domain := s[:at], s[at+1:]
	if !isMailDomain(domain) {
		return false
	}
	switch {
	case len(local) > 1 && local[0] == '"' && local[at-1] == '"':
		if !consistsOf(local, func(c byte) bool { return c != 0 }) || !isMailText(local) {
			return false
		}
	case !isDotAtom(local):
		return false
	case IsASCII(s) && isDotAtom(domain):
		return true
	}
	_, err := mail.ParseAddress(s)
	return err == nil
}

// isMailDomain reports whether s is what stands behind the @ of an address. A
// dot may end it.
func isMailDomain(s string) bool {
	s = strings.TrimSuffix(s, ".")
	const (
		none = iota
		alphanumeric
		dot // behind an alphanumeric character
		other
	)
	before, letter, dotted := none, false, false
	for _, r := range s {
		letter = isMailLetter(r)
		switch {
		case letter || '0' <= r && r <= '9':
			dotted = dotted || before == dot && letter
			before = alphanumeric
		case before == none:
			return false
		case r == '.' && before == alphanumeric:
			before = dot
		case r == '.' || r == '-' || r == '~':
			before = other
		default:
			return false
		}
	}
	return dotted && letter
}

func isMailLetter(r rune) bool {
	return r < 0x80 && isLetter(byte(r)) || isMailRune(r)
}

// isMailRune tells the characters beyond ASCII that may stand in an address.
func isMailRune(r rune) bool {
	return 0xA0 <= r && r <= 0xD7FF || 0xF900 <= r && r <= 0xFDCF || 0xFDF0 <= r && r <= 0xFFEF
}

// isMailText reports whether the characters of s that are not ASCII may stand in
// an address.
func isMailText(s string) bool {
	for _, r := range s {
		if r >= 0x80 && !isMailRune(r) {
			return false
		}
	}
	return true
}

// isDotAtom reports whether s is atoms between dots.
func isDotAtom(s string) bool {
	dot := true // as the last character
	for _, r := range s {
		switch {
		case r == '.':
			if dot {
				return false
			}
			dot = true
			continue
		case r >= 0x80:
			if !isMailRune(r) {
				return false
			}
		case !isAlphanum(byte(r)) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r):
			return false
		}
		dot = false
	}
	return !dot
}
