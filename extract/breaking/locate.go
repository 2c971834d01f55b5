package breaking

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// Locate gives the declarations of a package in a contract their positions, from
// the source of that time. Lock files have no positions, since these change with
// every line that is added above; the source beside them has. The files are given
// by the names that positions shall have. Files that do not parse are read as far
// as they do.
func Locate(c *contract.Contract, path string, files map[string][]byte) {
	l := locator{fset: token.NewFileSet(), found: map[string]contract.Position{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if file, _ := parser.ParseFile(l.fset, name, files[name], parser.SkipObjectResolution); file != nil {
			l.read(file)
		}
	}
	for _, ch := range c.Channels {
		if ch.GoPackage == path {
			l.set(&ch.Pos, ch.Go)
			for field, t := range map[string]*contract.Type{"Params": ch.Params, "Query": ch.Query} {
				if t != nil {
					l.fields(ch.Go+"."+field, t.Struct)
				}
			}
		}
	}
	for _, n := range c.Types {
		if n.Package == path {
			l.named(c, n)
		}
	}
}

// A locator has the positions of declarations by their names: T for a type or a
// constant, T.F for a field, T.F.G for one of an anonymous struct.
type locator struct {
	fset  *token.FileSet
	found map[string]contract.Position
}

func (l *locator) add(name string, pos token.Pos) {
	p := l.fset.Position(pos)
	l.found[name] = contract.Position{File: p.Filename, Line: p.Line, Column: p.Column}
}

func (l *locator) read(file *ast.File) {
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range gen.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				l.add(spec.Name.Name, spec.Name.Pos())
				l.readFields(spec.Name.Name, spec.Type)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					l.add(name.Name, name.Pos())
				}
			}
		}
	}
}

// readFields adds the fields of the structs in a type expression.
func (l *locator) readFields(prefix string, expr ast.Expr) {
	switch e := expr.(type) {
	case *ast.StructType:
		for _, f := range e.Fields.List {
			for _, name := range f.Names {
				l.add(prefix+"."+name.Name, name.Pos())
				l.readFields(prefix+"."+name.Name, f.Type)
			}
		}
	case *ast.StarExpr:
		l.readFields(prefix, e.X)
	case *ast.ArrayType:
		l.readFields(prefix, e.Elt)
	case *ast.MapType:
		l.readFields(prefix, e.Value)
	}
}

func (l *locator) set(pos *contract.Position, name string) {
	if p, ok := l.found[name]; ok {
		*pos = p
	}
}

func (l *locator) named(c *contract.Contract, n *contract.Named) {
	l.set(&n.Pos, n.Name)
	switch {
	case n.Struct != nil:
		l.fields(n.Name, n.Struct)
	case n.Enum != nil:
		for _, v := range n.Enum.Values {
			l.set(&v.Pos, v.Go)
		}
	case n.Union != nil:
		l.fields(n.Name, n.Union.Envelope)
		for _, v := range n.Union.Variants {
			name := n.Name + "." + v.Field
			if t := c.Named(v.Type.Name); v.Field == "" && t != nil {
				name = t.Name
			}
			l.set(&v.Pos, name)
		}
	}
}

// fields sets the positions of the fields of a struct. One that is promoted
// stands where the embedding type is.
func (l *locator) fields(prefix string, st *contract.Struct) {
	if st == nil {
		return
	}
	for _, f := range st.Fields {
		l.set(&f.Pos, prefix)
		name := prefix + "." + strings.Join(selectors(f), ".")
		l.set(&f.Pos, name)
		t := f.Type
		for t.Elem != nil {
			t = t.Elem
		}
		l.fields(name, t.Struct)
	}
	for _, c := range st.Consts {
		l.set(&c.Pos, prefix)
	}
}
