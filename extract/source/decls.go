package source

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/directive"
)

// ReadDecls reads the package-level types and constants of a package from its
// syntax, and reports what is wrong with its directives.
func ReadDecls(fset *token.FileSet, files []*ast.File, position func(token.Pos) contract.Position) (*Decls, diag.List) {
	directives, errs := Collect(fset, files)
	return Read(fset, files, directives), Diagnostics(errs, position)
}

// Collect finds the directives of a package, and everything that is wrong with
// directives in it.
func Collect(fset *token.FileSet, files []*ast.File) (map[*ast.TypeSpec][]directive.Directive, []directive.Error) {
	directives, errs := directive.Collect(files)
	_, misplaced := directive.Ignores(fset, files)
	return directives, append(errs, misplaced...)
}

// Read reads the declarations of a package whose directives Collect has found.
func Read(fset *token.FileSet, files []*ast.File, directives map[*ast.TypeSpec][]directive.Directive) *Decls {
	r := declReader{directives: directives, decls: &Decls{Types: map[string]*Decl{}, Values: map[string]*Decl{}}}
	files = slices.SortedFunc(slices.Values(files), func(a, b *ast.File) int {
		return cmp.Compare(fset.File(a.FileStart).Name(), fset.File(b.FileStart).Name())
	})
	var docs []string
	for _, file := range files {
		if doc, _ := docText(file.Doc); doc != "" {
			docs = append(docs, doc)
		}
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.GenDecl); ok {
				r.genDecl(decl)
			}
		}
	}
	r.decls.Doc = strings.Join(docs, "\n\n")
	r.decls.Ignores, _ = directive.Ignores(fset, files) // mistakes are those of Collect
	return r.decls
}

// Diagnostics makes diagnostics of errors in directives.
func Diagnostics(errs []directive.Error, position func(token.Pos) contract.Position) diag.List {
	var list diag.List
	for _, err := range errs {
		d := diag.Diagnostic{Pos: position(err.Pos), End: position(err.End), Code: err.Code, Message: err.Message, Fix: err.Fix}
		for _, r := range err.Related {
			d.Related = append(d.Related, diag.Related{Pos: position(r.Pos), Message: r.Message})
		}
		list = append(list, d)
	}
	return list
}

// A declReader collects the declarations of a package. Where broken code
// declares a name twice, the first declaration counts.
type declReader struct {
	directives map[*ast.TypeSpec][]directive.Directive
	decls      *Decls
}

func (r *declReader) genDecl(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if r.decls.Types[spec.Name.Name] != nil {
				continue
			}
			doc := spec.Doc
			if !decl.Lparen.IsValid() {
				doc = decl.Doc
			}
			d := newDecl(spec.Name, doc, spec.Comment)
			d.Directives = r.directives[spec]
			d.Type = spec.Type
			r.decls.Types[d.Name] = d
		case *ast.ValueSpec:
			if decl.Tok != token.CONST {
				continue
			}
			doc := spec.Doc
			if !decl.Lparen.IsValid() {
				doc = decl.Doc
			}
			for i, name := range spec.Names {
				if name.Name == "_" || r.decls.Values[name.Name] != nil {
					continue
				}
				d := newDecl(name, doc, spec.Comment)
				if d.Type = spec.Type; i < len(spec.Values) {
					d.Value = spec.Values[i]
				}
				r.decls.Values[name.Name] = d
				r.decls.ValueOrder = append(r.decls.ValueOrder, name.Name)
			}
		}
	}
}

func newDecl(name *ast.Ident, above, behind *ast.CommentGroup) *Decl {
	d := &Decl{Name: name.Name, Pos: name.Pos()}
	d.Doc, d.Deprecated = DocOf(above, behind)
	return d
}

// DocOf returns the text of the doc comment of a declaration or field, or else of
// the comment on its line.
func DocOf(above, behind *ast.CommentGroup) (doc, deprecated string) {
	if doc, deprecated = docText(above); doc == "" && deprecated == "" {
		doc, deprecated = docText(behind)
	}
	return doc, deprecated
}

// docText returns the text of a comment without directives, and apart from it
// the text of the paragraph that begins with "Deprecated: ".
func docText(group *ast.CommentGroup) (doc, deprecated string) {
	if group == nil {
		return "", ""
	}
	// Text leaves out directives in Go's form, but not those with a space.
	if slices.ContainsFunc(group.List, isSpaced) {
		group = &ast.CommentGroup{List: slices.DeleteFunc(slices.Clone(group.List), isSpaced)}
		if len(group.List) == 0 {
			return "", ""
		}
	}
	doc = strings.TrimSpace(group.Text())
	if !strings.Contains(doc, "Deprecated:") {
		return doc, ""
	}
	var kept []string
	for _, paragraph := range strings.Split(doc, "\n\n") {
		if text, ok := strings.CutPrefix(paragraph, "Deprecated: "); ok && deprecated == "" {
			deprecated = strings.Join(strings.Fields(text), " ")
		} else {
			kept = append(kept, paragraph)
		}
	}
	return strings.Join(kept, "\n\n"), deprecated
}

// isSpaced tells that a comment is a directive of the form with a space.
func isSpaced(c *ast.Comment) bool {
	return strings.HasPrefix(c.Text, "// ws:") && directive.Is(c.Text)
}

// EmbeddedName returns the identifier that gives an embedded field its name.
func EmbeddedName(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.StarExpr:
		return EmbeddedName(e.X)
	case *ast.SelectorExpr:
		return e.Sel
	case *ast.ParenExpr:
		return EmbeddedName(e.X)
	case *ast.IndexExpr:
		return EmbeddedName(e.X)
	case *ast.IndexListExpr:
		return EmbeddedName(e.X)
	}
	return nil
}
