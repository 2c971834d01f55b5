package rule

// IsLuhn reports whether s is at least two digits of which the last is a checksum
// of the others (ISO/IEC 7812-1).
func IsLuhn(s string) bool { return len(s) >= 2 && IsNumber(s) && luhn(s, len(s)) }

// IsLuhnNumber is [IsLuhn] of the digits of a number.
func IsLuhnNumber[T int64 | uint64](n T) bool {
	if n < 10 {
		return false
	}
	sum := 0
	for double := false; n > 0; double = !double {
		sum += luhnDigit(int(n%10), double)
		n /= 10
	}
	return sum%10 == 0
}

// IsCreditCard reports whether s is 12 to 19 digits with such a checksum, in
// groups of at least three between spaces.
func IsCreditCard(s string) bool {
	digits, group := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			digits++
			group++
		case c == ' ' && group >= 3:
			group = 0
		default:
			return false
		}
	}
	return group >= 3 && 12 <= digits && digits <= 19 && luhn(s, digits)
}

// luhn reports whether the digits in s, of which there are n, have the checksum.
func luhn(s string, n int) bool {
	sum := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			sum += luhnDigit(int(s[i]-'0'), n%2 == 0)
			n--
		}
	}
	return sum%10 == 0
}

func luhnDigit(digit int, double bool) int {
	switch {
	case !double:
		return digit
	case digit >= 5:
		return 2*digit - 9
	}
	return 2 * digit
}

// IsISBN reports whether s is an ISBN of either length.
func IsISBN(s string) bool { return IsISBN10(s) || IsISBN13(s) }

// IsISBN10 reports whether s is an ISBN of ten digits, the last perhaps an X,
// with up to three hyphens and three spaces anywhere.
func IsISBN10(s string) bool {
	var digits [10]byte
	if !collect(digits[:], s, 3) {
		return false
	}
	sum := 0
	for i, c := range digits {
		switch {
		case isDigit(c):
			sum += (i + 1) * int(c-'0')
		case c == 'X' && i == 9:
			sum += 10 * 10
		default:
			return false
		}
	}
	return sum%11 == 0
}

// IsISBN13 reports whether s is an ISBN of thirteen digits, with up to four
// hyphens and four spaces anywhere.
func IsISBN13(s string) bool {
	var digits [13]byte
	if !collect(digits[:], s, 4) || digits[0] != '9' || digits[1] != '7' || digits[2] != '8' && digits[2] != '9' {
		return false
	}
	sum := 0
	for i, c := range digits {
		if !isDigit(c) {
			return false
		}
		sum += int(c-'0') * (1 + i%2*2)
	}
	return sum%10 == 0
}

// collect fills dst with the characters of s that are neither one of its first
// hyphens nor one of its first spaces. It reports whether they just fit.
func collect(dst []byte, s string, most int) bool {
	hyphens, spaces, n := 0, 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c == '-' && hyphens < most:
			hyphens++
		case c == ' ' && spaces < most:
			spaces++
		case n == len(dst):
			return false
		default:
			dst[n] = c
			n++
		}
	}
	return n == len(dst)
}

// IsISSN reports whether s is an ISSN, such as 2049-3630.
func IsISSN(s string) bool {
	if len(s) != 9 || s[4] != '-' || !IsNumber(s[:4]) || !IsNumber(s[5:8]) {
		return false
	}
	sum := 0
	for i, weight := range [...]int{8, 7, 6, 5, 0, 4, 3, 2} {
		if weight > 0 {
			sum += weight * int(s[i]-'0')
		}
	}
	switch last := s[8]; {
	case last == 'X':
		sum += 10
	case isDigit(last):
		sum += int(last - '0')
	default:
		return false
	}
	return sum%11 == 0
}
