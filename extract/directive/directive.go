// Package directive reads the comments that wscontract understands: one line
// each, in the doc comment of a type.
//
// # Grammar
//
//	directive = "//" [ " " ] "ws:" NAME { space argument } .
//	argument  = value | key "=" value .
//	value     = word | quoted .
//
// A word is a run of characters without spaces and quotes. A quoted value is a
// Go string in double or back quotes, and is needed for a value that is empty,
// has spaces in it, or ends with a comma:
//
//	//ws:channel chat path=/ws/rooms/{room} auth=required
//	// ws:message "chat message"
//
// The form without a space after the slashes is Go's own for directives: go doc
// hides it and gofmt moves it to the end of a comment. Both forms mean the same
// everywhere.
//
// # Vocabulary
//
// [Vocabulary] is the one table of all directives: where each may stand, its
// arguments and its documentation. Everything that checks a directive or
// explains it reads that table, so to add a directive is to add a row.
//
// # Mistakes
//
// A directive that does nothing is worse than an error, because nobody sees
// that a limit or a rule is missing. So [Collect] reports unknown directives,
// directives in places where they mean nothing, and comments that are nearly
// directives, such as "// ws: channel chat" or "/* ws:channel */". It does not
// report prose: only the start of a comment line counts, and there only what
// cannot well be a sentence or a URL.
package directive

import (
	"go/token"
	"strconv"
	"strings"
	"unicode"
)

// A Directive is one comment line such as
//
//	//ws:channel chat path=/ws/rooms/{room}
//
// or the same with a space after the slashes.
type Directive struct {
	// Name is what stands after "ws:", such as "channel".
	Name string
	Args []Arg
	// Pos is the position of the first slash, End that behind the last argument.
	Pos, End token.Pos
	// Spaced tells the form with a space after the slashes, which go doc prints.
	Spaced bool

	broken bool // arguments with a syntax error were left out
}

// An Arg is one argument: NAME, or key=value.
type Arg struct {
	// Key is empty for a positional argument.
	Key string
	// Value is unquoted. Quoted tells that it was a quoted Go string.
	Value  string
	Quoted bool
	Pos    token.Pos
	End    token.Pos
	// ValuePos is where the value begins: Pos, or behind the equals sign.
	ValuePos token.Pos
}

// Lookup returns the argument with the given key.
func (d *Directive) Lookup(key string) (Arg, bool) {
	for _, a := range d.Args {
		if a.Key == key {
			return a, true
		}
	}
	return Arg{}, false
}

// Positional returns the arguments without a key.
func (d *Directive) Positional() []Arg {
	var args []Arg
	for _, a := range d.Args {
		if a.Key == "" {
			args = append(args, a)
		}
	}
	return args
}

// String returns the directive as a comment line that [Parse] reads back.
func (d *Directive) String() string {
	var b strings.Builder
	b.WriteString("//")
	if d.Spaced {
		b.WriteByte(' ')
	}
	b.WriteString("ws:" + d.Name)
	for _, a := range d.Args {
		b.WriteByte(' ')
		b.WriteString(a.String())
	}
	return b.String()
}

// String returns the argument as it is written in a directive.
func (a Arg) String() string {
	value := a.Value
	if a.Quoted || !isWord(value) {
		value = strconv.Quote(value)
	}
	if a.Key == "" {
		return value
	}
	return a.Key + "=" + value
}

// isWord tells that a value needs no quotes.
func isWord(value string) bool {
	return value != "" && !strings.ContainsFunc(value, unicode.IsSpace) &&
		!strings.ContainsAny(value, "\"`") && !strings.HasSuffix(value, ",")
}

// An Error is a mistake in a directive.
type Error struct {
	Pos, End token.Pos
	Code     string // as in diag.Diagnostic
	Message  string
	Related  []Related
	Fix      string // replaces Pos to End, or ""
}

// A Related is another place that a mistake has to do with.
type Related struct {
	Pos     token.Pos
	Message string
}

func (e *Error) Error() string { return e.Message }
