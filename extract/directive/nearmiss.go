package directive

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Suspect tells that a source file may have a directive in it, or a comment
// that is nearly one. It looks at bytes only, so that most files need not be
// parsed, and errs on the side of yes.
func Suspect(src []byte) bool {
	blocks := bytes.Contains(src, []byte("/*"))
	for i := 0; ; i++ {
		n := bytes.IndexByte(src[i:], ':')
		if n < 0 {
			return false
		}
		i += n
		before := bytes.TrimRight(src[max(0, i-64):i], " \t")
		if n := len(before); n < 2 || before[n-1]|0x20 != 's' || before[n-2]|0x20 != 'w' {
			continue
		}
		before = bytes.TrimRightFunc(before[:len(before)-2], isIndent)
		if bytes.HasSuffix(before, []byte("/")) ||
			blocks && (len(before) == 0 || before[len(before)-1] == '\n') {
			return true
		}
	}
}

// AnyIn tells that one of the files may have a directive in it, or a comment
// that is nearly one.
func AnyIn(files []*ast.File) bool {
	return slices.ContainsFunc(files, func(file *ast.File) bool {
		return slices.ContainsFunc(file.Comments, func(group *ast.CommentGroup) bool {
			return slices.ContainsFunc(group.List, func(c *ast.Comment) bool { return suspicious(c.Text) })
		})
	})
}

// suspicious tells that a comment needs a closer look.
func suspicious(comment string) bool {
	if strings.HasPrefix(comment, "/*") {
		return Suspect([]byte(comment))
	}
	s := strings.TrimLeftFunc(comment[2:], isIndent)
	return len(s) > 2 && strings.EqualFold(s[:2], "ws")
}

// isIndent tells what may stand between the start of a comment's line and "ws".
func isIndent(r rune) bool {
	return unicode.IsSpace(r) && r != '\n' || r == '*' || r == '+' || r == '@'
}

// An opening is how a line of a comment begins that may be meant as a directive.
type opening struct {
	indent, sigil, prefix, gap, after, name string

	rest string // what follows the name
	// start and end enclose what was typed from the sigil to the name.
	start, end int
}

var openingForm = regexp.MustCompile(`^([\s\p{Z}]*)([+@]?)([wW][sS])([ \t]*):([ \t]*)([A-Za-z][A-Za-z0-9_-]*)?(.*)$`)

// open reads the beginning of a line without its slashes.
func open(line string) (o opening, ok bool) {
	m := openingForm.FindStringSubmatchIndex(line)
	if m == nil {
		return opening{}, false
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return line[m[2*i]:m[2*i+1]]
	}
	o = opening{
		indent: group(1), sigil: group(2), prefix: group(3), gap: group(4), after: group(5), name: group(6),
		rest: group(7), start: m[2*2], end: m[2*7],
	}
	return o, true
}

// known returns the name of the directive that was meant, or "".
func (o *opening) known() string { return Nearest(o.name, Names()) }

// exact tells that the name is one of a directive but for its case.
func (o *opening) exact() bool { return strings.EqualFold(o.name, o.known()) }

// delimited tells that the name is a whole word.
func (o *opening) delimited() bool {
	return o.rest == "" || strings.ContainsAny(o.rest[:1], " \t")
}

// nearMiss reports a comment that is not a directive but was probably meant as
// one. It is stricter with the doc comment of a type, where a directive would
// have an effect, than elsewhere, where the same words may well be prose.
func nearMiss(pos token.Pos, comment string, onType bool) *Error {
	if strings.HasPrefix(comment, "/*") {
		return nearMissInBlock(pos, comment, onType)
	}
	o, ok := open(comment[2:])
	if !ok {
		return nil
	}
	message, fix := "", ""
	canonical := o.sigil == "" && o.prefix == "ws" && o.gap == "" && o.after == "" && (o.indent == "" || o.indent == " ")
	tight := o.indent == ""
	switch {
	case o.name == "":
		// Only "ws:" alone. What follows otherwise is a URL, code that was
		// commented out, or the struct tag ws:"…".
		if canonical && o.rest == "" && (tight || onType) {
			message = "ws: names no directive; the directives are " + strings.Join(Names(), ", ")
		}
	case canonical && o.delimited():
		// An upper-case letter in the name.
		if tight || onType || o.known() != "" {
			return unknown(&Directive{Name: o.name, Pos: pos, Spaced: !tight})
		}
	case canonical:
		// Punctuation behind the name. In a sentence it is just that.
		if o.exact() && (tight || strings.ContainsAny(o.rest[:1], "=(")) {
			message = fmt.Sprintf("%s%s is not a directive; put a space after ws:%s", comment[2+o.start:2+o.end], firstRune(o.rest), o.known())
		}
	case o.known() == "" || !o.delimited() || !tight && o.indent != " " && !onType:
		// Indented text is a code block in documentation.
	case o.after == "" || o.exact() && (onType && o.plausible(false) || o.plausible(true)):
		message = fmt.Sprintf("//%s is not read as a directive; write //ws:%s", comment[2:2+o.end], o.known())
		fix = "//ws:" + o.known()
	}
	if message == "" {
		return nil
	}
	return &Error{Pos: pos, End: pos + token.Pos(2+o.end), Code: "near-miss", Message: message, Fix: fix}
}

// plausible tells that what follows "ws: NAME" can be the arguments of that
// directive. If strictly, at least one of them must have a key, because
// "ws: channel closed" is also prose.
func (o *opening) plausible(strictly bool) bool {
	d, _, ok := Parse(token.NoPos, "//ws:"+o.known()+o.rest)
	return ok && d.plausible() && !(strictly && len(d.Positional()) == len(d.Args))
}

// plausible tells that the directive has no more arguments than it can have,
// and no keys that it does not know. A sentence that happens to be wrapped in
// front of "ws:channel" mostly has.
func (d *Directive) plausible() bool {
	form := Lookup(d.Name).Forms[0]
	if d.broken || len(d.Positional()) > len(form.Args) {
		return false
	}
	_, errs := Check([]Directive{*d}, Target{Kind: form.On})
	return !slices.ContainsFunc(errs, func(err Error) bool { return err.Code == "unknown-key" })
}

// nearMissInBlock reports a directive in a block comment.
func nearMissInBlock(pos token.Pos, comment string, onType bool) *Error {
	body := strings.TrimSuffix(comment, "*/")
	offset := 0
	for line := range strings.Lines(body) {
		start := len(line) - len(strings.TrimLeft(line, "/* \t"))
		text := strings.TrimRight(line[start:], " \t\r\n*")
		o, ok := open(text)
		// A comment of several lines may explain directives, except on a type.
		if ok && o.exact() && o.after == "" && o.delimited() && (onType || len(line) == len(body)) {
			at := pos + token.Pos(offset+start)
			return &Error{Pos: at, End: at + token.Pos(o.end), Code: "near-miss",
				Message: fmt.Sprintf("a block comment holds no directives; write //ws:%s on a line of its own", o.known())}
		}
		offset += len(line)
	}
	return nil
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}
