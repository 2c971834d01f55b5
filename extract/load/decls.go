package load

import (
	"maps"
	"slices"
	"sync"

	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/source"
)

// A declEntry is the cached answer about a package that Packages does not report on.
type declEntry struct {
	once     sync.Once
	decls    *source.Decls
	mistakes diag.List
}

// declsOf returns the declarations of a package; see [source.Program.Decls].
func (l *loader) declsOf(path string) *source.Decls {
	u := l.units[path]
	if u != nil && u.decls != nil {
		return u.decls
	}
	l.declsMu.Lock()
	e := l.decls[path]
	if e == nil {
		e = new(declEntry)
		l.decls[path] = e
	}
	l.declsMu.Unlock()
	e.once.Do(func() {
		e.decls = &source.Decls{}
		if u == nil && l.listed[path] != nil {
			u = newUnit(l.listed[path], false)
			l.readAndParse(u)
		}
		if u == nil {
			return
		}
		e.decls = source.Read(l.fset, u.syntax, u.directives)
		for _, d := range u.mistakes {
			// In another module nobody here can mend a syntax error or reword
			// what looks like a directive. But where a directive cannot be
			// understood, no guess is safe.
			if l.local(path) || !u.unparsed && d.Code != "near-miss" {
				e.mistakes = append(e.mistakes, d)
			}
		}
	})
	return e.decls
}

// mistakes returns what is wrong in the packages that declsOf was asked for;
// see [source.Program.Mistakes].
func (l *loader) mistakes() diag.List {
	l.declsMu.Lock()
	defer l.declsMu.Unlock()
	var list diag.List
	for _, path := range slices.Sorted(maps.Keys(l.decls)) {
		list = append(list, l.decls[path].mistakes...)
	}
	list.Sort()
	return list
}
