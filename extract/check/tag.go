package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/directive"
)

// A tagPair is KEY:"VALUE" in the tag of a field.
type tagPair struct {
	key, value string
	pos        token.Pos // of the key
}

// A tagWord is an option in the value of a pair.
type tagWord struct {
	text string
	pos  token.Pos
}

// options returns the words of a value behind its first comma.
func (t tagPair) options() []tagWord {
	var options []tagWord
	pos := t.pos + token.Pos(len(t.key+`:"`))
	for i, text := range strings.Split(t.value, ",") {
		if i > 0 {
			options = append(options, tagWord{text, pos})
		}
		pos += token.Pos(len(text + ","))
	}
	return options
}

// tagOf returns the pairs in the tag of a field of this package. It returns none if
// the tag is not written in back quotes, as all are that people write. A value with
// a backslash ends the search, and so does what is malformed, which contract reports.
func (p *pass) tagOf(f wireField) []tagPair {
	lit := p.tagLiteral(p.tokens[f.Pos])
	if lit == nil || !strings.HasPrefix(lit.Value, "`") {
		return nil
	}
	var pairs []tagPair
	for rest := strings.Trim(lit.Value, "`"); ; {
		rest = strings.TrimLeft(rest, " ")
		key, after, _ := strings.Cut(rest, ":")
		quoted, err := strconv.QuotedPrefix(after)
		if err != nil || strings.Contains(quoted, `\`) {
			return pairs
		}
		pos := lit.End() - token.Pos(len(rest+"`"))
		pairs = append(pairs, tagPair{key, strings.Trim(quoted, `"`), pos})
		rest = after[len(quoted):]
	}
}

// tagLiteral returns the tag of the field at a position, or nil.
func (p *pass) tagLiteral(pos token.Pos) *ast.BasicLit {
	if field := p.fieldAt(pos); field != nil {
		return field.Tag
	}
	return nil
}

// fieldAt returns the declaration of the field at a position of this package, or nil.
func (p *pass) fieldAt(pos token.Pos) *ast.Field {
	file := p.fileOf(pos)
	if file == nil {
		return nil
	}
	var innermost *ast.Field
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		if field, ok := n.(*ast.Field); ok {
			innermost = field
		}
		return true
	})
	return innermost
}

// writeRules returns the fix that writes words behind the rules of a field, or none if
// its tag is not one that people write, or has a key that is nearly validate, which is to
// be mended first.
func (p *pass) writeRules(f wireField, words string) []analysis.SuggestedFix {
	field := p.fieldAt(p.tokens[f.Pos])
	if field == nil {
		return nil
	}
	pos, text := field.End(), fmt.Sprintf(" `validate:%q`", words)
	if field.Tag != nil {
		if !strings.HasPrefix(field.Tag.Value, "`") {
			return nil
		}
		pos, text = field.Tag.End()-1, fmt.Sprintf(" validate:%q", words)
		if field.Tag.Value == "``" {
			text = text[1:]
		}
		written := false
		for _, pair := range p.tagOf(f) {
			switch {
			case pair.key == "validate":
				written = true
				pos, text = pair.pos+token.Pos(len(pair.key+`:"`+pair.value)), ","+words
				if pair.value == "" {
					text = words
				}
			case directive.Nearest(pair.key, messageKeys) == "validate":
				return nil
			}
		}
		if f.Rules != nil && !written {
			return nil // it has a backslash
		}
	}
	return []analysis.SuggestedFix{{
		Message:   "Write " + words,
		TextEdits: []analysis.TextEdit{{Pos: pos, End: pos, NewText: []byte(text)}},
	}}
}
