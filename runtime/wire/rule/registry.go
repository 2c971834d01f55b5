package rule

import "time"

// IsSSN reports whether s is a social security number of the United States, with
// hyphens or spaces.
func IsSSN(s string) bool {
	isGap := func(c byte) bool { return c == '-' || c == ' ' }
	return len(s) == 11 && isGap(s[3]) && isGap(s[6]) && IsNumber(s[:3]) &&
		IsNumber(s[4:6]) && s[4:6] != "00" && IsNumber(s[7:]) && s[7:] != "0000"
}

// IsEIN reports whether s is an employer identification number of the United
// States, such as 12-3456789.
func IsEIN(s string) bool { return len(s) == 10 && IsNumber(s[:2]) && s[2] == '-' && IsNumber(s[3:]) }

// IsBIC reports whether s is the code of a bank (ISO 9362:2022).
func IsBIC(s string) bool {
	isCode := func(c byte) bool { return isUpper(c) || isDigit(c) }
	return (len(s) == 8 || len(s) == 11) && consistsOf(s, isCode) && consistsOf(s[4:6], isUpper)
}

// IsBIC2014 is [IsBIC] by the edition of 2014, in either case.
func IsBIC2014(s string) bool {
	return (len(s) == 8 || len(s) == 11) && consistsOf(s[:6], isLetter) && consistsOf(s[6:], isAlphanum)
}

// IsCountryCode reports whether s is a country in two or three letters, or its
// number.
func IsCountryCode(s string) bool {
	return IsCountryAlpha2(s) || IsCountryAlpha3(s) || IsCountryNumeric(s)
}

// IsCountryCodeEU is [IsCountryCode] within the European Union.
func IsCountryCodeEU(s string) bool {
	return IsCountryAlpha2EU(s) || IsCountryAlpha3EU(s) || IsCountryNumericEU(s)
}

// IsSpiceDBID reports whether s is the ID of an object in SpiceDB.
func IsSpiceDBID(s string) bool {
	if s == "*" {
		return true
	}
	return s != "" && consistsOf(s, func(c byte) bool {
		return isAlphanum(c) || c == '/' || c == '_' || c == '|' || c == '-' || c == '=' || c == '+'
	})
}

// IsSpiceDBPermission reports whether s is the name of a permission in SpiceDB, or
// empty.
func IsSpiceDBPermission(s string) bool { return s == "" || isSpiceDBName(s, 64) }

// IsSpiceDBType reports whether s is the name of a type in SpiceDB, perhaps behind
// a prefix.
func IsSpiceDBType(s string) bool {
	for i := range len(s) {
		if s[i] == '/' {
			return isSpiceDBName(s[:i], 63) && isSpiceDBName(s[i+1:], 64)
		}
	}
	return isSpiceDBName(s, 64)
}

// isSpiceDBName reports whether s is 3 to most lower-case letters, digits and
// inner underscores, and begins with a letter.
func isSpiceDBName(s string, most int) bool {
	isLower := func(c byte) bool { return 'a' <= c && c <= 'z' }
	return 3 <= len(s) && len(s) <= most && isLower(s[0]) && s[len(s)-1] != '_' &&
		consistsOf(s, func(c byte) bool { return isLower(c) || isDigit(c) || c == '_' })
}

// IsDuration reports whether s is a duration as Go writes it, such as 1h30m.
func IsDuration(s string) bool {
	_, err := time.ParseDuration(s)
	return err == nil
}
