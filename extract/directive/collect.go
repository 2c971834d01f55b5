package directive

import (
	"fmt"
	"go/ast"
	"go/token"
)

// Collect finds the directives of a package in the syntax of its files, by the
// type declaration they stand on, and everything that is wrong with them. The
// directives it returns are right as far as the syntax tells: a type that is
// declared by the name of another package's type may turn out to be no place
// for them; see [CheckPlace].
func Collect(fset *token.FileSet, files []*ast.File) (map[*ast.TypeSpec][]Directive, []Error) {
	c := collector{fset: fset, kinds: newKinds(files), found: map[*ast.TypeSpec][]Directive{}}
	for _, file := range files {
		c.file(file)
	}
	return c.found, c.errs
}

type collector struct {
	fset  *token.FileSet
	kinds kinds
	found map[*ast.TypeSpec][]Directive
	errs  []Error
}

func (c *collector) file(file *ast.File) {
	var places *places // most files need none
	for _, group := range file.Comments {
		var onType []Directive
		for _, comment := range group.List {
			if !suspicious(comment.Text) {
				continue
			}
			if places == nil {
				places = findPlaces(file)
			}
			spec := places.types[group]
			d, errs, ok := Parse(comment.Slash, comment.Text)
			switch {
			case !ok:
				if err := nearMiss(comment.Slash, comment.Text, spec != nil); err != nil {
					c.errs = append(c.errs, *err)
				}
			case spec != nil:
				c.errs = append(c.errs, errs...)
				onType = append(onType, d)
			case Lookup(d.Name) != nil:
				c.errs = append(c.errs, *misplaced(&d, "%s", places.wayOut(c.fset, group)))
			case !d.Spaced || Nearest(d.Name, Names()) != "":
				c.errs = append(c.errs, *unknown(&d))
			}
		}
		if onType != nil {
			c.onType(places.types[group], onType)
		}
	}
}

// onType checks the directives in the doc comment of a type.
func (c *collector) onType(spec *ast.TypeSpec, directives []Directive) {
	kept, errs := Check(directives, c.kinds.Target(spec))
	c.errs = append(c.errs, errs...)
	if kept != nil {
		c.found[spec] = kept
	}
}

// The places of a file are what its comments belong to.
type places struct {
	file   *ast.File
	types  map[*ast.CommentGroup]*ast.TypeSpec // doc comments of types
	others map[*ast.CommentGroup]string        // the rest of the clause "ws:x belongs on a struct type, …"
	bodies []*ast.BlockStmt
}

const moveAbove = "move it above the type that is meant"

func findPlaces(file *ast.File) *places {
	p := &places{
		file:   file,
		types:  map[*ast.CommentGroup]*ast.TypeSpec{},
		others: map[*ast.CommentGroup]string{},
	}
	p.others[file.Doc] = "not on a package; " + moveAbove
	for _, decl := range file.Decls {
		if gen, ok := decl.(*ast.GenDecl); ok {
			p.genDecl(gen)
		}
		ast.Inspect(decl, p.node)
	}
	return p
}

// genDecl notes the comments of an import, const, var or type declaration.
func (p *places) genDecl(decl *ast.GenDecl) {
	what := map[token.Token]string{
		token.IMPORT: "an import", token.CONST: "a constant", token.VAR: "a variable", token.TYPE: "a group of types",
	}[decl.Tok]
	p.others[decl.Doc] = "not on " + what + "; " + moveAbove
	for _, spec := range decl.Specs {
		switch spec := spec.(type) {
		case *ast.ImportSpec:
			p.others[spec.Doc], p.others[spec.Comment] = p.others[decl.Doc], p.others[decl.Doc]
		case *ast.ValueSpec:
			p.others[spec.Doc], p.others[spec.Comment] = p.others[decl.Doc], p.others[decl.Doc]
		case *ast.TypeSpec:
			doc := spec.Doc
			if !decl.Lparen.IsValid() {
				doc = decl.Doc
			}
			if doc != nil {
				p.types[doc] = spec
			}
			p.others[spec.Comment] = "in the comment above it; move it above " + spec.Name.Name
		}
	}
}

// node notes the comments of functions and fields.
func (p *places) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncDecl:
		p.others[n.Doc] = "not on a function; " + moveAbove
	case *ast.BlockStmt:
		p.bodies = append(p.bodies, n)
		return false
	case *ast.InterfaceType:
		for _, m := range n.Methods.List {
			p.others[m.Doc] = "not on a method; " + moveAbove
			p.others[m.Comment] = p.others[m.Doc]
		}
	case *ast.StructType:
		for _, f := range n.Fields.List {
			p.others[f.Doc] = "not on a field; move it above the type, or say it in the field's tag"
			p.others[f.Comment] = p.others[f.Doc]
		}
	}
	return true
}

// wayOut says where a directive stands that is not in the doc comment of a
// type, and what to do about it.
func (p *places) wayOut(fset *token.FileSet, group *ast.CommentGroup) string {
	for _, body := range p.bodies {
		if body.Pos() < group.Pos() && group.Pos() < body.End() {
			return "not inside a function; move it and its type to package level"
		}
	}
	if what := p.others[group]; what != "" {
		return what
	}
	for _, decl := range p.file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if decl.End() <= group.Pos() {
			continue
		}
		if !ok || gen.Tok != token.TYPE || len(gen.Specs) == 0 {
			break
		}
		spec := gen.Specs[0].(*ast.TypeSpec)
		if group.End() < decl.Pos() && !gen.Lparen.IsValid() {
			return fmt.Sprintf("directly above it; remove the blank line between it and type %s", spec.Name.Name)
		}
		break
	}
	return "in its doc comment; " + moveAbove
}
