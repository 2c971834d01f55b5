package judge

import (
	"bytes"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A span is where a value stands in a message, and the key before it.
type span struct {
	start, end int
	key        int // where the key starts, or -1 for an element
	first      bool
	root       bool
}

// spans returns all values of a message, which must be JSON, in the order in
// which they begin.
func spans(message []byte) []span {
	var list []span
	d := jsontext.NewDecoder(bytes.NewReader(message), jsontext.AllowDuplicateNames(true))
	next := func() int {
		at := int(d.InputOffset())
		return at + len(message[at:]) - len(bytes.TrimLeft(message[at:], " \t\r\n,:"))
	}
	var walk func(s span)
	walk = func(s span) {
		s.start = next()
		i := len(list)
		list = append(list, s)
		open := must(d.ReadToken()).Kind()
		if open == '{' || open == '[' {
			for first := true; d.PeekKind() != open+2; first = false {
				child := span{key: -1, first: first}
				if open == '{' {
					child.key = next()
					must(d.ReadToken())
				}
				walk(child)
			}
			must(d.ReadToken())
		}
		list[i].end = int(d.InputOffset())
	}
	walk(span{key: -1, root: true})
	return list
}

// replacements are values that may stand in the place of any other.
var replacements = []string{
	"null", "true", "false", "0", "-0", "1", "-1", "2", "3", "1.0", "0.5", "1e2", "1E+2", "-1.5e-3", "127", "128", "-128", "-129",
	"255", "256", "32767", "32768", "-32769", "65535", "65536", "2147483647", "2147483648", "-2147483649",
	"4294967295", "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
	"18446744073709551615", "18446744073709551616", "9007199254740993", "3.4028235e38", "3.4028236e38", "3.5e38", "1.7976931348623157e308", "1e309", "-1e400", "1e-400",
	"123456789012345678901234567890", "0.1000000000000000055511151231257827021181583404541015625", "16777217", "00", "01", "+1", ".5", "1.", "1e", "-", "NaN", "nul", "tru", "TRUE",
	`""`, `"a"`, `"0"`, `"-0"`, `"1"`, `"-1"`, `"1.5"`, `"1e2"`, `"01"`, `" 1"`, `"256"`, `"1e400"`, `"null"`, `"true"`, `"NaN"`, `"Infinity"`, `"é"`, `"\u00e9"`, `"\ud834\udd1e"`, `"\ud834"`, `"\udd1e\ud834"`, `"\u0000"`, `"\/"`, `"\x"`, `"\u12"`, "\"\n\"", "\"\x7f\"", "\"\xff\"", "\"\xc3\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"",
	`"AA=="`, `"AAA="`, `"AAAA"`, `"AAAAAA=="`, `"AB=="`, `"AA"`, `"AA=\n="`, `"A A="`, `"A==="`, `"_-=="`, `"AAECAw=="`,
	`"2001-09-09T01:46:40Z"`, `"2001-09-09T01:46:40.5+01:00"`, `"2001-09-09t01:46:40z"`, `"2001-09-09T01:46:40,5Z"`, `"2001-02-30T00:00:00Z"`, `"2001-09-09T24:00:00Z"`, `"2001-09-09T01:46:40+24:00"`, `"2001-09-09"`, `"0000-01-01T00:00:00Z"`, `"10000-01-01T00:00:00Z"`, `"2001-9-09T01:46:40Z"`, `"2001-09-09T1:46:40Z"`, `"2016-12-31T23:59:60Z"`,
	"[]", "[null]", "[0]", "[0,1]", "[0,1,2]", "[1,1]", `["a","a"]`, "[[]]", "[0,]", "[,0]", "[0 1]", "[", "{}", `{"a":1}`, `{"a":1,"a":1}`, `{"":null}`, `{"a":{}}`, `{"1":1,"01":1}`, `{"1":0,"1.0":0}`, `{"-0":0,"0":0}`, `{"a":1,}`, `{"a"}`, `{a:1}`, `{"a":1 "b":2}`, `{"a":1,"\u0061":2}`,
	`"25 °C"`, `"FF"`, `"ff"`, `"LOUD"`,
}

// mutant returns the message changed in one place.
func (m maker) mutant(message []byte) []byte {
	list := spans(message)
	s := pick(m, list)
	put := func(start, end int, text string) []byte {
		return slices.Concat(message[:start], []byte(text), message[end:])
	}
	old := string(message[s.start:s.end])
	switch n := m.IntN(24); {
	case n < 8:
		return put(s.start, s.end, pick(m, replacements))
	case n == 8:
		other := pick(m, list)
		return put(s.start, s.end, string(message[other.start:other.end]))
	case n <= 11:
		return without(message, s)
	case n <= 13 && !s.root: // a key or an element twice, or moved to the front of the message's object
		begin := s.start
		if s.key >= 0 {
			begin = s.key
		}
		return put(s.end, s.end, ","+string(message[begin:s.end]))
	case n == 14 && s.key >= 0:
		moved := string(message[s.key:s.end])
		parent := enclosing(list, s)
		rest := without(message, s)
		return slices.Concat(rest[:parent.start+1], []byte(moved+separator(rest[parent.start+1:])), rest[parent.start+1:])
	case n <= 17 && s.key >= 0:
		return m.renamed(message, s)
	case n == 18 && old[0] == '{':
		key := pick(m, []string{"", "zz", "type", "a~b/c", "K"})
		return put(s.start+1, s.start+1, `"`+key+`":`+pick(m, replacements)+separator(message[s.start+1:]))
	case n == 19:
		at := m.IntN(len(message) + 1)
		return put(at, at, pick(m, []string{" ", "\n", "\t\r", "\v", "\u00a0", "/**/", ",", ":", "\x00", "\"", "}", "]", "\ufeff"}))
	case n == 20:
		return message[:m.IntN(len(message))]
	case n == 21:
		at := m.IntN(len(message))
		changed := bytes.Clone(message)
		changed[at] ^= 1 << m.IntN(8)
		return changed
	case n == 22 && old[0] == '"':
		return put(s.start, s.end, m.escaped(old))
	}
	return put(s.start, s.start, pick(m, []string{" ", "\n\t ", "\r\n"}))
}

// separator is what stands between a member and the rest of an object.
func separator(rest []byte) string {
	if bytes.HasPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("}")) {
		return ""
	}
	return ","
}

// enclosing returns the smallest value around s.
func enclosing(list []span, s span) span {
	best := list[0]
	for _, o := range list {
		if o.start < s.start && s.end <= o.end && o.end-o.start < best.end-best.start {
			best = o
		}
	}
	return best
}

// without returns the message without a member or an element.
func without(message []byte, s span) []byte {
	if s.root {
		return nil
	}
	begin, end := s.start, s.end
	if s.key >= 0 {
		begin = s.key
	}
	if s.first {
		rest := bytes.TrimLeft(message[end:], " \t\r\n")
		if bytes.HasPrefix(rest, []byte(",")) {
			end = len(message) - len(rest) + 1
		}
	} else {
		begin = bytes.LastIndexByte(message[:begin], ',')
	}
	return slices.Concat(message[:begin], message[end:])
}

// renamed changes a key: another name, another case, or the same name escaped.
func (m maker) renamed(message []byte, s span) []byte {
	key := string(bytes.TrimRight(message[s.key:s.start], ": \t\r\n"))
	name := key[1 : len(key)-1]
	var text string
	switch m.IntN(5) {
	case 0:
		text = `"` + name + `x"`
	case 1:
		text = `"` + strings.ToUpper(name) + `"`
	case 2:
		text = `"_` + name + `-"`
	case 3:
		text = m.escaped(key)
	case 4:
		other := pick(m, spans(message))
		if other.key >= 0 {
			text = string(bytes.TrimRight(message[other.key:other.start], ": \t\r\n"))
		} else {
			text = `""`
		}
	}
	return slices.Concat(message[:s.key], []byte(text), message[s.key+len(key):])
}

// escaped writes one ASCII character of a JSON string as \uXXXX.
func (m maker) escaped(s string) string {
	const hex = "0123456789abcdef"
	for range 10 {
		at := 1 + m.IntN(max(1, len(s)-2))
		if c := s[at]; at < len(s)-1 && c < 0x80 && c != '\\' && s[at-1] != '\\' && c != '"' {
			return s[:at] + `\u00` + string(hex[c>>4]) + string(hex[c&15]) + s[at+1:]
		}
	}
	return s
}
