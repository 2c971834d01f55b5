package real

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"
)

// A mutant is a message with one thing wrong in it, or at least changed.
type mutant struct {
	what string
	// path is where the change is, or "" when it is not at a value. kind tells
	// that the value there is of another kind than it was.
	path string
	kind bool
	data []byte
}

// mutants changes the message at every value in turn: to null, to the empty value
// of its kind, to a value of another kind, to a number that no integer is, to an
// object that says a key twice, lacks it, or has it in another case. It also cuts the
// message off.
func mutants(message []byte) iter.Seq[mutant] {
	return func(yield func(mutant) bool) {
		for _, s := range spans(message) {
			put := func(what, text string, kind bool) bool {
				data := bytes.Join([][]byte{message[:s.start], []byte(text), message[s.end:]}, nil)
				return yield(mutant{fmt.Sprintf("%s at %q", what, s.path), s.path, kind, data})
			}
			old := string(message[s.start:s.end])
			if !put("null", "null", false) || !put("nothing", emptyOf(old[0]), false) || !put("another kind", otherKind(old[0]), true) {
				return
			}
			if jsontext.Value(old).Kind() == '0' && (!put("a fraction", "1.5", false) || !put("a great number", "1"+strings.Repeat("0", 400), false)) {
				return
			}
			if old[0] != '{' {
				continue
			}
			list := members(jsontext.Value(old))
			for i, m := range list {
				without := slices.Delete(slices.Clone(list), i, i+1)
				cased := slices.Replace(slices.Clone(list), i, i+1, member{swapCase(m.key), m.value})
				if !put("a key twice", object(append(without, m, m)), false) ||
					!put("without "+m.key, object(without), false) ||
					!put("in another case, "+m.key, object(cased), false) {
					return
				}
			}
		}
		for i := range 20 {
			cut := len(message) * i / 20
			if !yield(mutant{fmt.Sprintf("cut off after %d bytes", cut), "", false, message[:cut]}) {
				return
			}
		}
		for _, tail := range []string{"{}", "]", "x"} {
			if !yield(mutant{"followed by " + tail, "", false, append(bytes.Clone(message), tail...)}) {
				return
			}
		}
	}
}

// object writes an object.
func object(list []member) string {
	var b strings.Builder
	for i, m := range list {
		b.WriteByte("{,"[min(i, 1)])
		b.Write(must(jsontext.AppendQuote(nil, m.key)))
		b.WriteByte(':')
		b.Write(m.value)
	}
	if len(list) == 0 {
		b.WriteByte('{')
	}
	return b.String() + "}"
}

// swapCase writes small letters large, and large ones small.
func swapCase(key string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLower(r) {
			return unicode.ToUpper(r)
		}
		return unicode.ToLower(r)
	}, key)
}

// emptyOf returns the empty value of the kind that begins with first.
func emptyOf(first byte) string {
	switch first {
	case '{':
		return "{}"
	case '[':
		return "[]"
	case '"':
		return `""`
	case 't', 'f':
		return "false"
	case 'n':
		return "null"
	default:
		return "0"
	}
}

// otherKind returns a value of another kind than one that begins with first.
func otherKind(first byte) string {
	switch first {
	case '{':
		return "[]"
	case '[':
		return `"x"`
	case '"':
		return "7"
	default:
		return "{}"
	}
}

// A span is where a value stands in a message.
type span struct {
	path       string
	start, end int
}

// spans returns all values of a message, in the order in which they begin.
func spans(message []byte) []span {
	var list []span
	d := jsontext.NewDecoder(bytes.NewReader(message))
	var walk func()
	walk = func() {
		start := int(d.InputOffset())
		start += len(message[start:]) - len(bytes.TrimLeft(message[start:], " ,:"))
		i := len(list)
		list = append(list, span{start: start})
		open := must(d.ReadToken()).Kind()
		list[i].path = string(d.StackPointer())
		for (open == jsontext.KindBeginObject || open == jsontext.KindBeginArray) && d.PeekKind() != open+2 {
			if open == jsontext.KindBeginObject {
				must(d.ReadToken())
			}
			walk()
		}
		if open == jsontext.KindBeginObject || open == jsontext.KindBeginArray {
			must(d.ReadToken())
		}
		list[i].end = int(d.InputOffset())
	}
	walk()
	return list
}
