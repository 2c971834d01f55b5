// Package directive reads the comments that wscontract understands.
package directive

import "go/token"

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
