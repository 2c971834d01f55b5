package rule

import (
	"strings"
	"unicode/utf8"
)

// IsUUID reports whether s is a UUID of any version.
func IsUUID(s string) bool { return isUUID(s, isHex) }

// IsUUIDVersion reports whether s is a UUID of a version, in lower case. Other
// versions than '3' are of the variant of RFC 4122.
func IsUUIDVersion(s string, version byte) bool {
	return isUUID(s, isLowerHex) && s[14] == version && (version == '3' || isVariant(s[19]))
}

// IsUUIDVersionRFC4122 is [IsUUIDVersion] in either case.
func IsUUIDVersionRFC4122(s string, version byte) bool {
	return isUUID(s, isHex) && s[14] == version && (version == '3' || isVariant(s[19]))
}

func isVariant(c byte) bool { return c == '8' || c == '9' || c|0x20 == 'a' || c|0x20 == 'b' }

func isUUID(s string, is func(byte) bool) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch i {
		case 8, 13, 18, 23:
			if s[i] != '-' {
				return false
			}
		default:
			if !is(s[i]) {
				return false
			}
		}
	}
	return true
}

// IsULID reports whether s is a ULID: 26 digits of Crockford's base 32, in either
// case.
func IsULID(s string) bool {
	if s == "" || s[0] < '0' || '7' < s[0] {
		return false
	}
	for _, r := range s[1:] {
		switch {
		case r == 'K' || r == 'ſ': // which fold to K and S
		case r >= utf8.RuneSelf || !isAlphanum(byte(r)) || strings.ContainsRune("ILOUilou", r):
			return false
		}
	}
	return utf8.RuneCountInString(s) == 26
}

// IsHash reports whether s is n lower-case hexadecimal digits.
func IsHash(s string, n int) bool { return len(s) == n && consistsOf(s, isLowerHex) }

// IsSemver reports whether s is a semantic version:
//
//	number "." number "." number [ "-" identifiers ] [ "+" identifiers ]
//
// Numbers, also among the identifiers behind the hyphen, have no leading zeros.
func IsSemver(s string) bool {
	s, build, hasBuild := strings.Cut(s, "+")
	core, pre, hasPre := strings.Cut(s, "-")
	n := 0
	for number := range strings.SplitSeq(core, ".") {
		if !IsNumber(number) || leadingZero(number) {
			return false
		}
		n++
	}
	return n == 3 && (!hasPre || isIdentifiers(pre, false)) && (!hasBuild || isIdentifiers(build, true))
}

// isIdentifiers reports whether s is identifiers between dots. Those of a build
// may be numbers with leading zeros.
func isIdentifiers(s string, build bool) bool {
	for id := range strings.SplitSeq(s, ".") {
		if id == "" || !consistsOf(id, func(c byte) bool { return isAlphanum(c) || c == '-' }) {
			return false
		}
		if !build && leadingZero(id) && consistsOf(id, isDigit) {
			return false
		}
	}
	return true
}

func leadingZero(s string) bool { return len(s) > 1 && s[0] == '0' }
