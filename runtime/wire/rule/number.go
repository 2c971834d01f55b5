package rule

import (
	"strconv"
	"strings"
)

// IsNumeric reports whether s is a decimal number: a sign or none, digits, and
// perhaps a point with digits behind it.
func IsNumeric(s string) bool {
	whole, fraction, point := strings.Cut(unsigned(s), ".")
	return IsNumber(whole) && (!point || IsNumber(fraction))
}

// IsNumber reports whether s is digits, and not empty.
func IsNumber(s string) bool { return s != "" && consistsOf(s, isDigit) }

// IsBoolean reports whether s is one of 1, t, T, TRUE, true, True, 0, f, F, FALSE,
// false, False.
func IsBoolean(s string) bool {
	_, err := strconv.ParseBool(s)
	return err == nil
}

// IsHexadecimal reports whether s is hexadecimal digits, perhaps behind 0x, and
// not empty.
func IsHexadecimal(s string) bool {
	if len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		s = s[2:]
	}
	return s != "" && consistsOf(s, isHex)
}

// IsLatitude reports whether s is a decimal number from -90 to 90, without
// leading zeros.
func IsLatitude(s string) bool { return isDegrees(s, 90) }

// IsLongitude reports whether s is a decimal number from -180 to 180, without
// leading zeros.
func IsLongitude(s string) bool { return isDegrees(s, 180) }

func isDegrees(s string, limit int) bool {
	whole, fraction, point := strings.Cut(unsigned(s), ".")
	if point && !IsNumber(fraction) {
		return false
	}
	return isNumeral(whole, limit-1) || isNumeral(whole, limit) && strings.Trim(fraction, "0") == ""
}

// unsigned returns s without its sign.
func unsigned(s string) string {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:]
	}
	return s
}

// IsE164 reports whether s is a telephone number with a country code: a plus or
// none, and 8 to 15 digits that do not begin with 0.
func IsE164(s string) bool {
	s = strings.TrimPrefix(s, "+")
	return 8 <= len(s) && len(s) <= 15 && s[0] != '0' && consistsOf(s, isDigit)
}
