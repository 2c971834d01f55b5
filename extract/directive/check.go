package directive

import (
	"fmt"
	"go/token"
	"strings"
)

// A Target is the type declaration that directives stand on.
type Target struct {
	Name    string
	Kind    Place // what the type may be
	Generic bool  // it has type parameters
	Alias   bool
}

// Check holds the directives of one type against the vocabulary. It returns
// those that are right, without the arguments that are not, and the mistakes.
func Check(directives []Directive, on Target) ([]Directive, []Error) {
	c := checker{on: on}
	for _, d := range directives {
		c.directive(d)
	}
	return c.kept, c.errs
}

// CheckPlace checks only that the directive may stand on the type. It is for
// types whose kind the syntax does not tell.
func CheckPlace(d *Directive, on Target) *Error {
	spec := Lookup(d.Name)
	if spec == nil {
		return unknown(d)
	}
	switch form := spec.form(on.Kind); {
	case spec.Anywhere:
		return nil
	case on.Alias:
		return misplaced(d, "not on an alias; move it to the type that %s stands for", on.Name)
	case form == nil:
		return misplaced(d, "and %s is %s", on.Name, on.Kind)
	case on.Generic && !form.Generic:
		return misplaced(d, "without type parameters; write out the type that is meant, without parameters")
	}
	return nil
}

// unknown says that there is no such directive.
func unknown(d *Directive) *Error {
	hint := didYouMean(d.Name, Names())
	fix := ""
	if hint != "" {
		hint = strings.Replace(hint, "mean ", "mean ws:", 1)
		fix = (&Directive{Name: Nearest(d.Name, Names()), Spaced: d.Spaced}).String()
	} else {
		hint = "; the directives are " + strings.Join(Names(), ", ")
	}
	return &Error{
		Pos: d.Pos, End: d.nameEnd(), Code: "unknown-directive",
		Message: fmt.Sprintf("unknown directive ws:%s%s", d.Name, hint), Fix: fix,
	}
}

// misplaced says where the directive belongs, and with the rest of the clause
// why it does not belong where it stands.
func misplaced(d *Directive, format string, args ...any) *Error {
	return &Error{
		Pos: d.Pos, End: d.nameEnd(), Code: "misplaced-directive",
		Message: fmt.Sprintf("ws:%s belongs on %s, ", d.Name, Lookup(d.Name).place(Lookup(d.Name).On())) + fmt.Sprintf(format, args...),
	}
}

// A checker checks the directives of one type, one after the other.
type checker struct {
	on   Target
	kept []Directive
	errs []Error
}

func (c *checker) directive(d Directive) {
	if err := CheckPlace(&d, c.on); err != nil {
		c.errs = append(c.errs, *err)
		return
	}
	spec := Lookup(d.Name)
	for i := range c.kept {
		if err := conflict(&d, spec, &c.kept[i]); err != nil {
			c.errs = append(c.errs, *err)
			return
		}
	}
	c.args(&d, spec.form(c.on.Kind))
	c.kept = append(c.kept, d)
}

// conflict says why a directive cannot stand beside an earlier one.
func conflict(d *Directive, spec *Spec, earlier *Directive) *Error {
	switch {
	case d.Name == earlier.Name && !spec.Repeats:
		return &Error{
			Pos: d.Pos, End: d.nameEnd(), Code: "duplicate-directive",
			Message: fmt.Sprintf("ws:%s stands here twice; remove one of them", d.Name),
			Related: []Related{{earlier.Pos, "the first one is here"}},
		}
	case spec.excludes(Lookup(earlier.Name)):
		return &Error{
			Pos: d.Pos, End: d.nameEnd(), Code: "contradiction",
			Message: fmt.Sprintf("ws:%s contradicts ws:%s on the same type; remove one of them, or declare two types", d.Name, earlier.Name),
			Related: []Related{{earlier.Pos, fmt.Sprintf("ws:%s is here", earlier.Name)}},
		}
	case d.Name == "strict" && catchesAll(earlier), catchesAll(d) && earlier.Name == "strict":
		return &Error{
			Pos: d.Pos, End: d.nameEnd(), Code: "contradiction",
			Message: "ws:message * takes whatever keys there are, which contradicts ws:strict; remove one of them",
			Related: []Related{{earlier.Pos, fmt.Sprintf("ws:%s is here", earlier.Name)}},
		}
	}
	return nil
}

// catchesAll tells that the directive is ws:message *.
func catchesAll(d *Directive) bool {
	return d.Name == "message" && len(d.Args) == 1 && d.Args[0].Value == "*" && !d.Args[0].Quoted
}

// args checks the arguments of a directive and keeps the right ones.
func (c *checker) args(d *Directive, form *Form) {
	var kept []Arg
	positional := 0
	for i, a := range d.Args {
		param := c.param(d, form, i, positional)
		if a.Key == "" {
			positional++
		}
		if param == nil || c.repeated(d, kept, a) {
			continue
		}
		if err := param.Value.Check(a); err != nil {
			c.errorf(a.ValuePos, a.End, "bad-value", "%s: %v", a, err)
			continue
		}
		kept = append(kept, a)
	}
	if !d.broken && positional < len(form.Args) && form.Args[positional].Required {
		p := form.Args[positional]
		c.errorf(d.Pos, d.End, "missing-argument", "ws:%s needs a %s: %s", d.Name, p.Name, p.Summary)
	}
	if !d.broken && form.AnyKey != nil && len(d.Args) == 0 {
		c.errorf(d.Pos, d.End, "missing-argument", "ws:%s needs %s=%s", d.Name, form.AnyKey.Name, form.AnyKey.Value.Syntax)
	}
	d.Args = kept
	if form.Rule != nil {
		if err := form.Rule(d); err != nil {
			c.errorf(d.Pos, d.End, "contradiction", "%v", err)
		}
	}
}

// param returns what describes the i-th argument, before which there are so
// many positional ones. It reports an argument that has no business there.
func (c *checker) param(d *Directive, form *Form, i, positional int) *Param {
	a := d.Args[i]
	if a.Key == "" {
		if positional < len(form.Args) {
			return &form.Args[positional]
		}
		if d.broken {
			return nil // it may be part of what was not understood
		}
		c.errorf(a.Pos, a.End, "unexpected-argument", "unexpected argument %s; %s", a, wayOut(d, form, i))
		return nil
	}
	for j := range form.Keys {
		if form.Keys[j].Name == a.Key {
			return &form.Keys[j]
		}
	}
	if form.AnyKey != nil {
		return form.AnyKey
	}
	var keys []string
	for _, p := range form.Keys {
		keys = append(keys, p.Name)
	}
	hint, fix := didYouMean(a.Key, keys), ""
	switch {
	case hint != "":
		meant := a
		meant.Key = Nearest(a.Key, keys)
		fix = meant.String()
	case len(keys) > 0:
		hint = fmt.Sprintf("; the keys of ws:%s are %s", d.Name, strings.Join(keys, ", "))
	default:
		hint = fmt.Sprintf("; ws:%s has no keys", d.Name)
	}
	c.errorf(a.Pos, a.End, "unknown-key", "unknown key %s%s", a.Key, hint).Fix = fix
	return nil
}

// wayOut tells what to do about a positional argument too many: often it is a
// key without a value, or the second word of a value that should be quoted.
func wayOut(d *Directive, form *Form, i int) string {
	a := d.Args[i]
	if a.Quoted {
		return "remove it"
	}
	for _, p := range form.Keys {
		if p.Name == a.Value {
			return fmt.Sprintf("write %s=%s", p.Name, p.Value.Syntax)
		}
	}
	if i > 0 && !d.Args[i-1].Quoted {
		joined := d.Args[i-1]
		joined.Value, joined.Quoted = joined.Value+" "+a.Value, true
		params := form.Keys
		if joined.Key == "" {
			params = form.Args
		}
		for _, p := range params {
			if (joined.Key == "" || p.Name == joined.Key) && p.Value.Check(joined) == nil {
				return fmt.Sprintf("quote a value that has spaces: %s", joined)
			}
		}
	}
	return "remove it, or write key=value"
}

// repeated reports an argument whose key was there before: in this directive,
// or in another of the same name.
func (c *checker) repeated(d *Directive, kept []Arg, a Arg) bool {
	if a.Key == "" {
		return false
	}
	for i := range c.kept {
		if c.kept[i].Name == d.Name {
			kept = append(kept[:len(kept):len(kept)], c.kept[i].Args...)
		}
	}
	for _, earlier := range kept {
		if earlier.Key == a.Key {
			err := c.errorf(a.Pos, a.End, "duplicate-key", "the key %s stands here twice; remove one of them", a.Key)
			err.Related = []Related{{earlier.Pos, "the first one is here"}}
			return true
		}
	}
	return false
}

func (c *checker) errorf(pos, end token.Pos, code, format string, args ...any) *Error {
	c.errs = append(c.errs, Error{Pos: pos, End: end, Code: code, Message: fmt.Sprintf(format, args...)})
	return &c.errs[len(c.errs)-1]
}
