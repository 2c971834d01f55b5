package directive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A unit of size and its number of bytes.
type unit struct {
	name  string
	bytes int64
}

var units = []unit{{"B", 1}, {"KB", 1000}, {"KiB", 1 << 10}, {"MB", 1000 * 1000}, {"MiB", 1 << 20}}

// ParseSize returns the number of bytes of a size such as 16KiB or 64KB.
func ParseSize(s string) (int64, error) {
	digits := s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
	suffix := s[len(digits):]
	if digits == "" {
		return 0, errors.New("write a whole number and a unit, such as 16KiB")
	}
	if suffix == "" {
		return 0, fmt.Errorf("the unit is missing; write %sB or %sKiB", digits, digits)
	}
	for _, u := range units {
		if u.name != suffix {
			continue
		}
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || n > math.MaxInt64/u.bytes {
			return 0, errors.New("the size is too large")
		}
		if n == 0 {
			return 0, errors.New("the size must not be 0; leave the key out for the server's default")
		}
		return n * u.bytes, nil
	}
	var names []string
	for _, u := range units {
		if strings.EqualFold(u.name, suffix) {
			return 0, fmt.Errorf("unknown unit %s; did you mean %s?", suffix, digits+u.name)
		}
		names = append(names, u.name)
	}
	if strings.EqualFold(suffix, "K") || strings.EqualFold(suffix, "M") {
		return 0, fmt.Errorf("unknown unit %s; did you mean %s?", suffix, digits+strings.ToUpper(suffix)+"iB")
	}
	return 0, fmt.Errorf("unknown unit %s; the units are %s", suffix, strings.Join(names, ", "))
}

// ParseRate returns the number per second of a rate such as 10/s or 90/m.
func ParseRate(s string) (float64, error) {
	number, per, ok := strings.Cut(s, "/")
	if !ok {
		return 0, fmt.Errorf("the unit of time is missing; write %s/s or %s/m", s, s)
	}
	n, err := strconv.ParseUint(number, 10, 32)
	if err != nil {
		return 0, errors.New("write a whole number per second or minute, such as 10/s")
	}
	if n == 0 {
		return 0, errors.New("the rate must not be 0; leave the key out for the server's default")
	}
	switch per {
	case "s":
		return float64(n), nil
	case "m":
		return float64(n) / 60, nil
	}
	return 0, fmt.Errorf("unknown unit of time %s; write %d/s or %d/m", per, n, n)
}

var paramName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// ParsePath checks a route such as /ws/rooms/{room} and returns the names of
// its {segments} in order.
func ParsePath(s string) ([]string, error) {
	if !strings.HasPrefix(s, "/") {
		return nil, errors.New("a path begins with /")
	}
	if i := strings.IndexFunc(s, func(r rune) bool {
		return strings.ContainsRune("?#%\\\"'`<>^|*", r) || r == utf8.RuneError || !unicode.IsGraphic(r) || unicode.IsSpace(r)
	}); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		if r == '?' {
			return nil, errors.New("a path has no query; declare the query's parameters in a field Query of the channel struct")
		}
		return nil, fmt.Errorf("a path cannot contain %q; write it as the server sees it, without escapes", r)
	}
	var params []string
	segments := strings.Split(s[1:], "/")
	for i, segment := range segments {
		switch {
		case segment == "" && i < len(segments)-1:
			return nil, errors.New("a path has no empty segments; remove one of the slashes")
		case segment == "." || segment == "..":
			return nil, fmt.Errorf("a path has no %s segments; write where it leads", segment)
		case !strings.ContainsAny(segment, "{}"):
			continue
		}
		name, isParam := strings.CutPrefix(segment, "{")
		name, closed := strings.CutSuffix(name, "}")
		if !isParam || !closed || strings.ContainsAny(name, "{}") {
			return nil, fmt.Errorf("%s: a parameter is a whole segment, such as {room}", segment)
		}
		if !paramName.MatchString(name) {
			return nil, fmt.Errorf("%s: the name of a parameter consists of letters, digits and _, such as {room}", segment)
		}
		for _, earlier := range params {
			if earlier == name {
				return nil, fmt.Errorf("the parameter %s occurs twice; rename one of them", segment)
			}
		}
		params = append(params, name)
	}
	return params, nil
}

var channelName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*([._-][A-Za-z0-9]+)*$`)

// CheckChannelName tells what is wrong with the name of a channel. It is part
// of the default path and of names in emitted code.
func CheckChannelName(s string) error {
	if !channelName.MatchString(s) {
		return errors.New("the name of a channel begins with a letter and consists of letters and digits, joined by single . _ or -")
	}
	return nil
}

// integer matches what looks like a number in a ws:const.
var integer = regexp.MustCompile(`^-?[0-9]+$`)

// ParseConst returns the value of a ws:const as JSON. An unquoted integer, true
// or false is that value, everything else a string.
func ParseConst(a Arg) (string, error) {
	switch {
	case a.Quoted:
	case a.Value == "true" || a.Value == "false":
		return a.Value, nil
	case a.Value == "null":
		return "", errors.New(`a constant cannot be null; quote it if the word is meant: "null"`)
	case integer.MatchString(a.Value):
		_, errInt := strconv.ParseInt(a.Value, 10, 64)
		_, errUint := strconv.ParseUint(a.Value, 10, 64)
		if errInt != nil && errUint != nil {
			return "", fmt.Errorf("the integer does not fit into 64 bits; quote it if a string is meant: %q", a.Value)
		}
		if digits := strings.TrimPrefix(a.Value, "-"); digits[0] == '0' && (len(digits) > 1 || digits != a.Value) {
			return "", fmt.Errorf("JSON has no integer with a leading zero or minus zero; quote it if a string is meant: %q", a.Value)
		}
		return a.Value, nil
	}
	if !utf8.ValidString(a.Value) {
		return "", errors.New("the value is not valid UTF-8")
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a.Value); err != nil {
		return "", err
	}
	return strings.TrimSpace(b.String()), nil
}

// checkText accepts every string that can be a JSON key or a tag.
func checkText(s string) error {
	if s == "" {
		return errors.New("it must not be empty")
	}
	if !utf8.ValidString(s) {
		return errors.New("it is not valid UTF-8")
	}
	return nil
}
