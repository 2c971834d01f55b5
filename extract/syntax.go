package extract

import (
	"go/ast"
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// Types come from export data, which knows neither columns nor comments. What
// is said about a declaration therefore comes from its syntax: this file leads
// from types to the declarations in [Decls].

// A syntax is a type expression in a declaration.
type syntax struct {
	path string // of the package
	expr ast.Expr
	decl *source.Decl
}

// A structSyntax is a struct type in a declaration. The zero value stands for
// one whose source is not at hand.
type structSyntax struct {
	syntax
	literal *ast.StructType
}

// declOf returns the declaration of a named type. It is never nil.
func (x *extractor) declOf(obj *types.TypeName) *source.Decl {
	if obj.Pkg() != nil {
		if d := x.prog.Decls(obj.Pkg().Path()).Types[obj.Name()]; d != nil {
			return d
		}
	}
	return &source.Decl{Name: obj.Name(), Pos: obj.Pos()}
}

// syntaxOf returns the right-hand side of the declaration of a named type.
func (x *extractor) syntaxOf(n *types.Named) syntax {
	d := x.declOf(n.Obj())
	return syntax{path: n.Obj().Pkg().Path(), expr: d.Type, decl: d}
}

// structOf follows names until it finds the struct type that an expression is,
// points to, or holds.
func (x *extractor) structOf(s syntax) structSyntax {
	for range 100 { // an invalid declaration can have no end
		switch e := s.expr.(type) {
		case *ast.StructType:
			return structSyntax{s, e}
		case *ast.ParenExpr:
			s.expr = e.X
		case *ast.StarExpr:
			s.expr = e.X
		case *ast.ArrayType:
			s.expr = e.Elt
		case *ast.MapType:
			s.expr = e.Value
		case *ast.IndexExpr:
			s.expr = e.X
		case *ast.IndexListExpr:
			s.expr = e.X
		case *ast.Ident:
			d := x.prog.Decls(s.path).Types[e.Name]
			if d == nil {
				return structSyntax{}
			}
			s = syntax{path: s.path, expr: d.Type, decl: d}
		case *ast.SelectorExpr:
			src := x.sources[s.path]
			if src == nil {
				return structSyntax{}
			}
			obj, ok := src.Info.Uses[e.Sel].(*types.TypeName)
			if !ok || obj.Pkg() == nil {
				return structSyntax{}
			}
			d := x.declOf(obj)
			s = syntax{path: obj.Pkg().Path(), expr: d.Type, decl: d}
		default:
			return structSyntax{}
		}
	}
	return structSyntax{}
}

// field returns the declaration of a field by its Go name, and which of the
// names of that declaration it is; nil if it is not known.
func (s structSyntax) field(name string) (*ast.Field, ast.Node) {
	if s.literal == nil {
		return nil, nil
	}
	for _, f := range s.literal.Fields.List {
		for _, id := range f.Names {
			if id.Name == name {
				return f, id
			}
		}
		if len(f.Names) == 0 {
			if id := source.EmbeddedName(f.Type); id != nil && id.Name == name {
				return f, f.Type
			}
		}
	}
	return nil, nil
}

// A fieldSyntax is what the source says about one field.
type fieldSyntax struct {
	pos        contract.Position
	doc        string
	deprecated string
	typ        syntax
	tag        fieldTag
}

// fieldOf returns what the source says about a field of the struct s. Where the
// source is not at hand, it is what the type knows.
func (x *extractor) fieldOf(s structSyntax, v *types.Var, tag string) fieldSyntax {
	f := fieldSyntax{pos: x.position(v.Pos())}
	f.tag = plainTag(tag, f.pos)
	decl, node := s.field(v.Name())
	if decl == nil {
		return f
	}
	f.pos = x.position(node.Pos())
	f.doc, f.deprecated = source.DocOf(decl.Doc, decl.Comment)
	f.typ = syntax{path: s.path, expr: decl.Type, decl: s.decl}
	f.tag = plainTag(tag, f.pos)
	if decl.Tag != nil {
		if t, ok := readTag(decl.Tag); ok && t.text == tag {
			t.position = x.position
			f.tag = t
		}
	}
	return f
}
