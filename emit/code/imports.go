package code

import "strconv"

// Imports gives every imported package of a package a name that is free there.
type Imports struct {
	taken func(name string) bool
	names map[string]string // name by import path
	clash map[string]bool   // import paths whose name is not that of the package clause
	paths map[string]string // the reverse of names
}

// NewImports returns the names for one package, in which the names that taken
// reports already stand for something else.
func NewImports(taken func(name string) bool) *Imports {
	return &Imports{taken: taken, names: map[string]string{}, clash: map[string]bool{}, paths: map[string]string{}}
}

// Name returns the name of the package with the given import path, whose
// package clause says name. It is that name unless it is taken; then it is the
// first free one of name2, name3 and so on. The first call decides.
func (i *Imports) Name(path, name string) string {
	if given, ok := i.names[path]; ok {
		return given
	}
	given := name
	for n := 2; i.Has(given) || i.taken(given); n++ {
		given = name + strconv.Itoa(n)
	}
	i.names[path] = given
	i.paths[given] = path
	i.clash[path] = given != name
	return given
}

// Has reports whether name is the name of an imported package.
func (i *Imports) Has(name string) bool {
	_, ok := i.paths[name]
	return ok
}

// spec returns the import spec of a path, with a name only where it is needed.
func (i *Imports) spec(path string) string {
	if i.clash[path] {
		return i.names[path] + " " + strconv.Quote(path)
	}
	return strconv.Quote(path)
}
