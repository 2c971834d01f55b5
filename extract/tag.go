package extract

import (
	"go/ast"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fatih/structtag"

	"github.com/wscontract/wscontract/extract/contract"
)

// A fieldTag is the tag of a field. It knows where each of its bytes stands in
// the source, so that a mistake in a tag has the position of the word that is
// wrong.
type fieldTag struct {
	text     string
	at       []token.Pos // of each byte, and of the end; nil if the source is not at hand
	position func(token.Pos) contract.Position
	field    contract.Position // where at is nil
}

// A tagValue is the value of one key of a tag.
type tagValue struct {
	text string
	at   []token.Pos
	tag  *fieldTag
}

// plainTag is a tag without its source.
func plainTag(text string, field contract.Position) fieldTag {
	return fieldTag{text: text, field: field}
}

// readTag reads the literal of a tag.
func readTag(lit *ast.BasicLit) (fieldTag, bool) {
	text, offsets, ok := unquote(lit.Value)
	if !ok {
		return fieldTag{}, false
	}
	at := make([]token.Pos, len(offsets))
	for i, o := range offsets {
		at[i] = lit.Pos() + token.Pos(o)
	}
	return fieldTag{text: text, at: at}, true
}

// unquote returns the value of a string literal, and for each byte of it (and
// its end) the offset in the literal where that byte is written.
func unquote(lit string) (value string, offsets []int, ok bool) {
	if len(lit) < 2 || lit[0] != lit[len(lit)-1] {
		return "", nil, false
	}
	quote, body := lit[0], lit[1:len(lit)-1]
	offsets = make([]int, 0, len(lit))
	var b strings.Builder
	b.Grow(len(body))
	if quote == '`' {
		for i := range len(body) {
			if body[i] != '\r' { // as the language says
				b.WriteByte(body[i])
				offsets = append(offsets, i+1)
			}
		}
		return b.String(), append(offsets, len(lit)-1), true
	}
	for rest := body; rest != ""; {
		at := len(lit) - 1 - len(rest)
		r, multibyte, tail, err := strconv.UnquoteChar(rest, quote)
		if err != nil {
			return "", nil, false
		}
		before := b.Len()
		if r < utf8.RuneSelf || !multibyte {
			b.WriteByte(byte(r))
		} else {
			b.WriteRune(r)
		}
		for range b.Len() - before {
			offsets = append(offsets, at)
		}
		rest = tail
	}
	return b.String(), append(offsets, len(lit)-1), true
}

// start is the position of the tag.
func (t *fieldTag) start() contract.Position {
	if t.at == nil {
		return t.field
	}
	return t.position(t.at[0])
}

// problem tells what is wrong with the form of the tag, or "". Readers of tags
// give up at the first such place and ignore what follows.
func (t *fieldTag) problem() string {
	if t.text == "" {
		return ""
	}
	tags, err := structtag.Parse(t.text)
	switch {
	case err == nil:
	case strings.HasSuffix(err.Error(), "value"):
		return "a value is not in quotes"
	case strings.HasSuffix(err.Error(), "key"):
		return "a key is missing"
	default:
		return "a key has no value"
	}
	seen := map[string]bool{}
	for _, tag := range tags.Tags() {
		if seen[tag.Key] {
			return "the key " + tag.Key + " stands twice"
		}
		seen[tag.Key] = true
	}
	return ""
}

// lookup returns the value of a key, as reflect.StructTag does.
func (t *fieldTag) lookup(key string) (tagValue, bool) {
	text, ok := reflect.StructTag(t.text).Lookup(key)
	if !ok {
		return tagValue{tag: t}, false
	}
	v := tagValue{text: text, tag: t}
	if t.at == nil {
		return v, true
	}
	for i := 0; ; {
		i += len(t.text[i:]) - len(strings.TrimLeft(t.text[i:], " "))
		colon := strings.IndexByte(t.text[i:], ':')
		quoted, err := strconv.QuotedPrefix(t.text[i+colon+1:])
		if colon < 0 || err != nil {
			return v, true // not reached: Lookup found the key
		}
		begin := i + colon + 1
		if t.text[i:i+colon] == key {
			_, offsets, _ := unquote(quoted)
			for _, o := range offsets {
				v.at = append(v.at, t.at[begin+o])
			}
			return v, true
		}
		i = begin + len(quoted)
	}
}

// pos is the position of byte i of the value.
func (v tagValue) pos(i int) contract.Position {
	if v.at == nil {
		return v.tag.field
	}
	return v.tag.position(v.at[min(i, len(v.at)-1)])
}
