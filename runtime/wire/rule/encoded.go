package rule

import (
	"encoding/json"
	"strings"
)

// IsBase32 reports whether s is base 32 with its padding, and not empty.
func IsBase32(s string) bool {
	digits := strings.TrimRight(s, "=")
	switch len(s) - len(digits) {
	case 0, 1, 3, 4, 6:
	default:
		return false
	}
	return s != "" && len(s)%8 == 0 && consistsOf(digits, func(c byte) bool { return isUpper(c) || '2' <= c && c <= '7' })
}

// IsBase64 reports whether s is base 64 with its padding, and not empty.
func IsBase64(s string) bool {
	return isPadded(s, func(c byte) bool { return isAlphanum(c) || c == '+' || c == '/' })
}

// IsBase64URL is [IsBase64] with the digits - and _ instead of + and /.
func IsBase64URL(s string) bool { return isPadded(s, isURLDigit) }

// IsBase64RawURL is [IsBase64URL] without padding.
func IsBase64RawURL(s string) bool { return s != "" && len(s)%4 != 1 && consistsOf(s, isURLDigit) }

func isURLDigit(c byte) bool { return isAlphanum(c) || c == '-' || c == '_' }

func isPadded(s string, is func(byte) bool) bool {
	digits := strings.TrimRight(s, "=")
	return digits != "" && len(s)%4 == 0 && len(s)-len(digits) <= 2 && consistsOf(digits, is)
}

// IsJWT reports whether s looks like a JSON Web Token: three parts in base 64,
// the last of which may be empty. Nothing in them is checked.
func IsJWT(s string) bool {
	header, s, _ := strings.Cut(s, ".")
	payload, signature, ok := strings.Cut(s, ".")
	return ok && header != "" && payload != "" &&
		consistsOf(header, isURLDigit) && consistsOf(payload, isURLDigit) && consistsOf(signature, isURLDigit)
}

// IsJSON reports whether s is JSON.
func IsJSON[T string | []byte](s T) bool { return json.Valid([]byte(s)) }
