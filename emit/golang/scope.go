package golang

import (
	"go/doc"
	"go/token"
	"slices"
	"strconv"
)

// A scope hands out the names of local variables within one block of an emitted
// function. No name hides one of an enclosing block, nor a package, a type or a
// function that emitted code mentions, nor a predeclared name.
type scope struct {
	g      *generator
	parent *scope
	names  map[string]bool
	seen   map[string]bool // by the outermost scope, for first
}

func (g *generator) newScope() *scope { return &scope{g: g} }

// inner returns the scope of a block within s.
func (s *scope) inner() *scope { return &scope{g: s.g, parent: s} }

// first reports whether it is called with this word for the first time within the
// function.
func (s *scope) first(word string) bool {
	for s.parent != nil {
		s = s.parent
	}
	if s.seen[word] {
		return false
	}
	if s.seen == nil {
		s.seen = map[string]bool{}
	}
	s.seen[word] = true
	return true
}

// local returns a name for a new variable: base, or else base2, base3 and so
// on.
func (s *scope) local(base string) string {
	name := base
	for n := 2; s.taken(name); n++ {
		name = base + strconv.Itoa(n)
	}
	if s.names == nil {
		s.names = map[string]bool{}
	}
	s.names[name] = true
	return name
}

// offset returns a name for the variable with the offset of the value of a
// field: that of the field, or nameAt where it is taken.
func (s *scope) offset(field string) string {
	base := unexported(field)
	if s.taken(base) {
		base += "At"
	}
	return s.local(base)
}

func (s *scope) taken(name string) bool {
	for in := s; in != nil; in = in.parent {
		if in.names[name] {
			return true
		}
	}
	return name == "_" || slices.Contains(fixed, name) || token.IsKeyword(name) || doc.IsPredeclared(name) ||
		s.g.names.taken[name] || s.g.names.types[name] || s.g.imports.Has(name)
}
