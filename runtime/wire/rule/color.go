package rule

import "strings"

// IsHexcolor reports whether s is a colour as in CSS: # and 3, 4, 6 or 8
// hexadecimal digits.
func IsHexcolor(s string) bool {
	switch len(s) {
	case 4, 5, 7, 9:
		return s[0] == '#' && consistsOf(s[1:], isHex)
	}
	return false
}

// IsRGB reports whether s is a colour such as rgb(0, 127, 255) or rgb(0%, 50%, 100%).
func IsRGB(s string) bool {
	parts, ok := arguments(s, "rgb(", 3)
	return ok && isRGB(parts)
}

// IsRGBA is [IsRGB] with an opacity, such as rgba(0, 127, 255, 0.5).
func IsRGBA(s string) bool {
	parts, ok := arguments(s, "rgba(", 4)
	return ok && isRGB(parts) && isOpacity(parts[3])
}

// IsHSL reports whether s is a colour such as hsl(240, 100%, 50%).
func IsHSL(s string) bool {
	parts, ok := arguments(s, "hsl(", 3)
	return ok && isHSL(parts)
}

// IsHSLA is [IsHSL] with an opacity, such as hsla(240, 100%, 50%, 0.5).
func IsHSLA(s string) bool {
	parts, ok := arguments(s, "hsla(", 4)
	return ok && isHSL(parts) && isOpacity(parts[3])
}

// IsCMYK reports whether s is a colour such as cmyk(0%, 20%, 100%, 5%).
func IsCMYK(s string) bool {
	parts, ok := arguments(s, "cmyk(", 4)
	return ok && !isSpace(s[len("cmyk(")]) && !isSpace(s[len(s)-2]) && isPercentage(parts[0], 100) && isPercentage(parts[1], 100) &&
		isPercentage(parts[2], 100) && isPercentage(parts[3], 100)
}

// IsColor reports whether s is a colour in any of the notations.
func IsColor(s string) bool {
	return IsHexcolor(s) || IsRGB(s) || IsRGBA(s) || IsHSL(s) || IsHSLA(s) || IsCMYK(s)
}

const space = "\t\n\f\r "

func isSpace(c byte) bool { return strings.IndexByte(space, c) >= 0 }

// arguments splits what stands in parentheses behind a name at commas, with space
// around them removed. The last of the n parts may have commas.
func arguments(s, name string, n int) (parts [4]string, ok bool) {
	s, ok = strings.CutPrefix(s, name)
	if !ok {
		return parts, false
	}
	if s, ok = strings.CutSuffix(s, ")"); !ok {
		return parts, false
	}
	for i := range n - 1 {
		part, rest, more := strings.Cut(s, ",")
		if !more {
			return parts, false
		}
		parts[i], s = strings.Trim(part, space), rest
	}
	parts[n-1] = strings.Trim(s, space)
	return parts, true
}

func isRGB(p [4]string) bool {
	return isNumeral(p[0], 255) && isNumeral(p[1], 255) && isNumeral(p[2], 255) ||
		isPercentage(p[0], 255) && isPercentage(p[1], 255) && isPercentage(p[2], 255)
}

func isHSL(p [4]string) bool {
	return isNumeral(p[0], 360) && isPercentage(p[1], 100) && isPercentage(p[2], 100)
}

func isPercentage(s string, limit int) bool {
	s, ok := strings.CutSuffix(s, "%")
	return ok && isNumeral(s, limit)
}

// isOpacity reports whether s is 0 or 1, or 0 with a fraction. The library lets
// any character be the point, and no 0 stand behind it.
func isOpacity(s string) bool {
	if s == "0" || s == "1" {
		return true
	}
	s, ok := strings.CutPrefix(s, "0")
	if !ok || s == "" {
		return false
	}
	for i, r := range s {
		if i > 0 && (r < '1' || '9' < r) || r == '\n' {
			return false
		}
	}
	return true
}
