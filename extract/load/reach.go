package load

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/source"
)

// A reach finds the part of the units that contracts can reach. The rest is
// left out, so that neither it nor what only it imports has to be built and
// type-checked, and an error there does no harm. A declaration is kept if
//
//   - it declares a type with a directive, or a constant;
//   - it declares a type in a package with a union interface, and the type has
//     a method of a name that the interface requires, or may embed a type that
//     has: it may be a variant;
//   - it declares a name that occurs in a kept declaration of its package, or
//     behind a dot in one of another package, whatever the name refers to there
//     (function bodies do not count);
//   - it declares a method of a type whose name so occurs.
//
// That keeps too much rather than too little.
type reach struct {
	loader   *loader
	packages map[string]*namespace // by import path
}

// A namespace holds the declarations of a unit.
type namespace struct {
	decls map[string][]*declaration // by the names they declare, or that of the receiver
	seen  map[string]bool           // names that occur
}

// A declaration is a function, or one spec of another declaration.
type declaration struct {
	unit *unit
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
	// imports are the units that it imports, by their names in the file, and
	// those imported with a dot.
	imports map[string]string
	dotted  []string
}

// prune finds out which declarations of the units are kept.
func (l *loader) prune() {
	r := reach{loader: l, packages: map[string]*namespace{}}
	units := l.sortedUnits()
	for _, u := range units {
		r.packages[u.meta.PkgPath] = &namespace{decls: map[string][]*declaration{}, seen: map[string]bool{}}
		u.sources = nil
	}
	each(units, r.index)
	for _, u := range units {
		r.keepRoots(u)
	}
}

// index notes the declarations of a unit by name.
func (r *reach) index(u *unit) {
	space := r.packages[u.meta.PkgPath]
	for _, file := range u.syntax {
		f := r.newSourceFile(file)
		u.sources = append(u.sources, f)
		add := func(node ast.Node, names ...*ast.Ident) {
			d := &declaration{unit: u, file: f, node: node}
			f.decls[node] = d
			for _, name := range names {
				space.decls[name.Name] = append(space.decls[name.Name], d)
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
}

func (r *reach) newSourceFile(file *ast.File) *sourceFile {
	f := &sourceFile{File: file, decls: map[ast.Node]*declaration{}, qualifiers: map[string]bool{}, imports: map[string]string{}}
	for _, spec := range file.Imports {
		path := importPath(spec)
		if r.packages[path] == nil {
			continue
		}
		if name := r.loader.importName(spec).Name; name == "." {
			f.dotted = append(f.dotted, path)
		} else {
			f.imports[name] = path
		}
	}
	return f
}

// keepRoots keeps what is kept whether its name occurs or not.
func (r *reach) keepRoots(u *unit) {
	variants := u.possibleVariants()
	for _, f := range u.sources {
		for _, decl := range f.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range gen.Specs {
				t, isType := spec.(*ast.TypeSpec)
				if gen.Tok == token.CONST || isType && (u.directives[t] != nil || variants(t)) {
					r.keep(f.decls[spec])
				}
			}
		}
	}
}

// possibleVariants returns which types may implement a union interface.
func (u *unit) possibleVariants() func(*ast.TypeSpec) bool {
	required, all := u.unionMethods()
	if len(required) == 0 && !all {
		return func(*ast.TypeSpec) bool { return false }
	}
	has := map[string]bool{}
	for _, file := range u.syntax {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && (all || required[f.Name.Name]) {
				if name := receiver(f); name != nil {
					has[name.Name] = true
				}
			}
		}
	}
	return func(spec *ast.TypeSpec) bool { return has[spec.Name.Name] || mayEmbed(spec.Type) }
}

// unionMethods returns the names of the methods that the union interfaces of a
// package require, and whether that may be any because it takes types to tell.
func (u *unit) unionMethods() (required map[string]bool, all bool) {
	required = map[string]bool{}
	for spec, directives := range u.directives {
		if !slices.ContainsFunc(directives, func(d directive.Directive) bool { return d.Name == "union" }) {
			continue
		}
		switch t := spec.Type.(type) {
		case *ast.StructType:
		case *ast.InterfaceType:
			for _, m := range t.Methods.List {
				all = all || m.Names == nil
				for _, name := range m.Names {
					required[name.Name] = true
				}
			}
		default:
			all = true
		}
	}
	return required, all
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
				if path, ok := d.file.imports[x.Name]; ok {
					r.occurs(path, n.Sel.Name)
				}
			}
		case *ast.Ident:
			r.occurs(d.unit.meta.PkgPath, n.Name)
			for _, path := range d.file.dotted {
				r.occurs(path, n.Name)
			}
		}
		return true
	})
}

// occurs keeps what declares a name in a package.
func (r *reach) occurs(path, name string) {
	space := r.packages[path]
	if space.seen[name] {
		return
	}
	space.seen[name] = true
	for _, d := range space.decls[name] {
		r.keep(d)
	}
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
	return source.EmbeddedName(f.Recv.List[0].Type)
}
