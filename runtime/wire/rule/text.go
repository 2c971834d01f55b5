package rule

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsAlpha reports whether s is letters from a to z and A to Z, and not empty.
func IsAlpha(s string) bool { return s != "" && consistsOf(s, isLetter) }

// IsAlphaspace is [IsAlpha] with spaces.
func IsAlphaspace(s string) bool {
	return s != "" && consistsOf(s, func(c byte) bool { return isLetter(c) || c == ' ' })
}

// IsAlphanum is [IsAlpha] with the digits 0 to 9.
func IsAlphanum(s string) bool { return s != "" && consistsOf(s, isAlphanum) }

// IsAlphanumspace is [IsAlphanum] with spaces.
func IsAlphanumspace(s string) bool {
	return s != "" && consistsOf(s, func(c byte) bool { return isAlphanum(c) || c == ' ' })
}

// IsAlphaunicode reports whether s is letters of any script, and not empty.
func IsAlphaunicode(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return s != ""
}

// IsAlphanumunicode is [IsAlphaunicode] with the numbers of any script.
func IsAlphanumunicode(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return false
		}
	}
	return s != ""
}

// IsASCII reports whether s is ASCII.
func IsASCII(s string) bool {
	return consistsOf(s, func(c byte) bool { return c < utf8.RuneSelf })
}

// IsPrintASCII reports whether s is ASCII without control characters.
func IsPrintASCII(s string) bool {
	return consistsOf(s, func(c byte) bool { return ' ' <= c && c <= '~' })
}

// IsMultibyte reports whether s has a character beyond ASCII, or is empty.
func IsMultibyte(s string) bool { return s == "" || !IsASCII(s) }

// IsLower reports whether s has no character that has a lower-case form, and is
// not empty.
func IsLower(s string) bool { return s != "" && s == strings.ToLower(s) }

// IsUpper reports whether s has no character that has an upper-case form, and is
// not empty.
func IsUpper(s string) bool { return s != "" && s == strings.ToUpper(s) }
