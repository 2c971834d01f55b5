package directive

import (
	"fmt"
	"go/ast"
	"go/token"
)

// The places of a file are what its comments belong to, apart from types.
type places struct {
	file *ast.File
	// notes are the rest of the clause "ws:x belongs on a struct type, ...".
	// Where a declaration has no comment, the key is nil.
	notes  map[*ast.CommentGroup]string
	bodies []*ast.BlockStmt
}

const moveAbove = "move it above the type that is meant"

func findPlaces(file *ast.File) *places {
	p := &places{file: file, notes: map[*ast.CommentGroup]string{}}
	p.notes[file.Doc] = "not on a package; " + moveAbove
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
	p.notes[decl.Doc] = "not on " + what + "; " + moveAbove
	for _, spec := range decl.Specs {
		switch spec := spec.(type) {
		case *ast.ImportSpec:
			p.notes[spec.Doc], p.notes[spec.Comment] = p.notes[decl.Doc], p.notes[decl.Doc]
		case *ast.ValueSpec:
			p.notes[spec.Doc], p.notes[spec.Comment] = p.notes[decl.Doc], p.notes[decl.Doc]
		case *ast.TypeSpec:
			p.notes[spec.Comment] = "in the comment above it; move it above " + spec.Name.Name
		}
	}
}

// node notes the comments of functions and fields.
func (p *places) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncDecl:
		p.notes[n.Doc] = "not on a function; " + moveAbove
	case *ast.BlockStmt:
		p.bodies = append(p.bodies, n)
		return false
	case *ast.InterfaceType:
		for _, m := range n.Methods.List {
			p.notes[m.Doc] = "not on a method; " + moveAbove
			p.notes[m.Comment] = p.notes[m.Doc]
		}
	case *ast.StructType:
		for _, f := range n.Fields.List {
			p.notes[f.Doc] = "not on a field; move it above the type, or say it in the field's tag"
			p.notes[f.Comment] = p.notes[f.Doc]
		}
	}
	return true
}

// wayOut says where a directive stands that is not in the doc comment of a
// type, and what to do about it.
func (p *places) wayOut(group *ast.CommentGroup) string {
	for _, body := range p.bodies {
		if body.Pos() < group.Pos() && group.Pos() < body.End() {
			return "not inside a function; move it and its type to package level"
		}
	}
	if what := p.notes[group]; what != "" {
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
