package directive

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// directiveName is what can be the name of a directive, now or later.
var directiveName = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

// Parse reads one line comment, which begins at pos. It reports false when the
// comment is not a directive. The errors are about the syntax of the arguments;
// arguments with an error are left out. Whether the directive exists, and may
// have these arguments, is for [Check].
func Parse(pos token.Pos, text string) (Directive, []Error, bool) {
	d, args, ok := split(pos, text)
	if !ok {
		return Directive{}, nil, false
	}
	s := scanner{text: args.Args, pos: args.ArgsPos}
	d.Args, d.End = s.args(d.End)
	d.broken = s.errs != nil
	return d, s.errs, true
}

// Is tells that a comment is a directive, right or wrong. Such comments are
// left out of documentation.
func Is(comment string) bool {
	_, _, ok := split(token.NoPos, comment)
	return ok
}

// split separates the name of a directive from its arguments. The form with a
// space is made tight, so that go/ast decides what a directive is.
func split(pos token.Pos, text string) (Directive, ast.Directive, bool) {
	spaced := strings.HasPrefix(text, "// ")
	tight, shift := text, 0
	if spaced {
		tight, shift = "//"+text[3:], 1
	}
	if strings.Contains(text, "\n") {
		return Directive{}, ast.Directive{}, false
	}
	parsed, ok := ast.ParseDirective(pos+token.Pos(shift), tight)
	if !ok || parsed.Tool != "ws" || !directiveName.MatchString(parsed.Name) {
		return Directive{}, ast.Directive{}, false
	}
	d := Directive{Name: parsed.Name, Pos: pos, Spaced: spaced}
	d.End = d.nameEnd()
	return d, parsed, true
}

// namePos and nameEnd are where the name of the directive begins and ends.
func (d *Directive) namePos() token.Pos {
	n := len("//ws:")
	if d.Spaced {
		n++
	}
	return d.Pos + token.Pos(n)
}

func (d *Directive) nameEnd() token.Pos { return d.namePos() + token.Pos(len(d.Name)) }

// A scanner reads arguments. It keeps the position of what is left of the text.
type scanner struct {
	text string
	pos  token.Pos
	errs []Error
}

// args reads all arguments and returns them with the end of the last one, or
// end if there are none.
func (s *scanner) args(end token.Pos) ([]Arg, token.Pos) {
	var args []Arg
	for s.space(); s.text != ""; s.space() {
		if strings.HasPrefix(s.text, "//") {
			s.errorf(s.pos, s.pos+token.Pos(len(s.text)), "malformed-argument",
				"a directive takes up the whole line; put the comment on a line of its own, or quote the argument")
			return args, end
		}
		arg, ok := s.arg()
		end = s.pos
		if ok {
			args = append(args, arg)
		}
	}
	return args, end
}

// arg reads one argument. After an error it moves to the next space.
func (s *scanner) arg() (Arg, bool) {
	a := Arg{Pos: s.pos, ValuePos: s.pos}
	if !strings.ContainsAny(s.text[:1], "\"`") {
		word := s.word()
		if key, _, ok := strings.Cut(word, "="); ok && !strings.ContainsAny(key, "\"`") {
			if key == "" {
				s.skip(len(word))
				s.errorf(a.Pos, s.pos, "malformed-argument", `write key=value without spaces around the equals sign`)
				return Arg{}, false
			}
			a.Key = key
			s.skip(len(key) + len("="))
			a.ValuePos = s.pos
		}
	}
	value, quoted, problem := s.value(a.Key)
	if problem != "" {
		s.errorf(a.Pos, s.pos, "malformed-argument", "%s", problem)
		return Arg{}, false
	}
	a.Value, a.Quoted, a.End = value, quoted, s.pos
	return a, true
}

// value reads a word or a quoted string. If something is wrong with it, value
// moves past it and returns the problem.
func (s *scanner) value(key string) (value string, quoted bool, problem string) {
	if s.word() == "" {
		return "", false, fmt.Sprintf(`%s= has no value; write %[1]s=VALUE without spaces, or %[1]s="" for the empty string`, key)
	}
	if c := s.text[0]; c == '"' || c == '`' {
		prefix, err := strconv.QuotedPrefix(s.text)
		if err != nil {
			problem = fmt.Sprintf("%s is not a Go string; close the quote, and write a quote inside as \\%c", s.text, c)
			s.skip(len(s.text))
			return "", false, problem
		}
		s.skip(len(prefix))
		if rest := s.word(); rest != "" {
			s.skip(len(rest))
			return "", false, fmt.Sprintf("%s is followed by %s; separate arguments with a space", prefix, rest)
		}
		value, err = strconv.Unquote(prefix)
		if err != nil {
			panic(err) // QuotedPrefix returns what Unquote accepts
		}
		return value, true, ""
	}
	word := s.word()
	s.skip(len(word))
	switch first, _ := utf8.DecodeRuneInString(word); {
	case strings.ContainsRune("'‘’“”„«", first):
		return "", false, fmt.Sprintf("%s: quote values with \"\" or ``", word)
	case strings.ContainsAny(word, "\"`"):
		return "", false, fmt.Sprintf("%s: quote the whole value, such as key=\"a value\"", word)
	case strings.HasSuffix(word, ","):
		return "", false, fmt.Sprintf("%s: arguments are separated by spaces; remove the comma, or quote a value that ends with one", word)
	}
	return word, false, ""
}

func (s *scanner) errorf(pos, end token.Pos, code, format string, args ...any) {
	s.errs = append(s.errs, Error{Pos: pos, End: end, Code: code, Message: fmt.Sprintf(format, args...)})
}

func (s *scanner) skip(n int) {
	s.text = s.text[n:]
	s.pos += token.Pos(n)
}

func (s *scanner) space() {
	s.skip(len(s.text) - len(strings.TrimLeftFunc(s.text, unicode.IsSpace)))
}

// word returns what stands before the next space.
func (s *scanner) word() string {
	if i := strings.IndexFunc(s.text, unicode.IsSpace); i >= 0 {
		return s.text[:i]
	}
	return s.text
}
