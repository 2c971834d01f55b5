package extract

import (
	"go/ast"
	"go/token"
)

// A reach finds the part of the units that contracts can reach. The rest is
// left out, so that neither it nor what only it imports has to be built and
// type-checked, and an error there does no harm. A declaration is kept if
//
//   - it declares a type with a directive, or a constant;
//   - it declares a type in a package with a union interface, and the type has
//     methods or may embed a type that has: it may be a variant;
//   - it declares a name that occurs in a kept declaration of any package,
//     whatever the name refers to there (function bodies do not count);
//   - it declares a method of a type whose name so occurs.
//
// That keeps too much rather than too little: two declarations of the same name
// in different packages are not told apart.
type reach struct {
	decls map[string][]*declaration // by the names they declare, or that of the receiver
	names map[string]bool           // that occur
}

// A declaration is a function, or one spec of another declaration.
type declaration struct {
	file *sourceFile
	node ast.Node
	kept bool
}

// A sourceFile is a file of a unit and what a reach found out about it.
type sourceFile struct {
	*ast.File
	decls map[ast.Node]*declaration
	// qualifiers are the names x in expressions x.Y of kept declarations.
	qualifiers map[string]bool
}

// prune finds out which declarations of the units are kept.
func (l *loader) prune() {
	r := reach{decls: map[string][]*declaration{}, names: map[string]bool{}}
	units := l.sortedUnits()
	for _, u := range units {
		u.sources = nil
		for _, file := range u.syntax {
			f := &sourceFile{File: file, decls: map[ast.Node]*declaration{}, qualifiers: map[string]bool{}}
			u.sources = append(u.sources, f)
			r.index(f)
		}
	}
	for _, u := range units {
		r.keepRoots(u)
	}
}

// index notes the declarations of a file by name.
func (r *reach) index(f *sourceFile) {
	add := func(node ast.Node, names ...*ast.Ident) {
		d := &declaration{file: f, node: node}
		f.decls[node] = d
		for _, name := range names {
			r.decls[name.Name] = append(r.decls[name.Name], d)
		}
	}
	for _, decl := range f.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			if name := receiver(decl); name != nil {
				add(decl, name)
			} else {
				add(decl, decl.Name)
			}
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					add(spec, spec.Name)
				case *ast.ValueSpec:
					add(spec, spec.Names...)
				}
			}
		}
	}
}

// keepRoots keeps what is kept whether its name occurs or not.
func (r *reach) keepRoots(u *unit) {
	hasMethods := map[string]bool{}
	for _, file := range u.syntax {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && receiver(f) != nil {
				hasMethods[receiver(f).Name] = true
			}
		}
	}
	union := u.hasUnionInterface()
	for _, f := range u.sources {
		for _, decl := range f.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gen.Specs {
				t, isType := spec.(*ast.TypeSpec)
				if gen.Tok == token.CONST || isType && (u.directives[t] != nil ||
					union && (hasMethods[t.Name.Name] || mayEmbed(t.Type))) {
					r.keep(f.decls[spec])
				}
			}
		}
	}
}

// keep keeps a declaration and everything whose name occurs in it.
func (r *reach) keep(d *declaration) {
	if d.kept {
		return
	}
	d.kept = true
	ast.Inspect(d.node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			return false
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok {
				d.file.qualifiers[x.Name] = true
			}
		case *ast.Ident:
			if !r.names[n.Name] {
				r.names[n.Name] = true
				for _, named := range r.decls[n.Name] {
					r.keep(named)
				}
			}
		}
		return true
	})
}

// hasUnionInterface tells that ws:union stands on a type of the package that is
// not a struct.
func (u *unit) hasUnionInterface() bool {
	for spec, directives := range u.directives {
		if _, ok := spec.Type.(*ast.StructType); ok {
			continue
		}
		for _, d := range directives {
			if d.Name == "union" {
				return true
			}
		}
	}
	return false
}

// mayEmbed tells that a declared type may have methods that are not declared
// for it.
func mayEmbed(expr ast.Expr) bool {
	switch e := expr.(type) {
	case *ast.StructType:
		for _, field := range e.Fields.List {
			if field.Names == nil {
				return true
			}
		}
		return false
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr, *ast.ParenExpr:
		return true // a struct type by its name
	}
	return false
}

// receiver returns the name of the type that a method belongs to, or nil.
func receiver(f *ast.FuncDecl) *ast.Ident {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return nil
	}
	return embeddedName(f.Recv.List[0].Type)
}
