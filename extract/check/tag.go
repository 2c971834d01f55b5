package check

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
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
	file := p.fileOf(pos)
	if file == nil {
		return nil
	}
	var tag *ast.BasicLit
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		if field, ok := n.(*ast.Field); ok {
			tag = field.Tag
		}
		return true
	})
	return tag
}
