package directive

import (
	"go/ast"
	"go/token"
)

// Collect finds the directives of a package in the syntax of its files, by the
// type declaration they stand on, and everything that is wrong with them. The
// directives it returns are right as far as the syntax tells: a type that is
// declared by the name of another package's type may turn out to be no place
// for them; see [CheckPlace].
func Collect(files []*ast.File) (map[*ast.TypeSpec][]Directive, []Error) {
	c := collector{kinds: newKinds(files), found: map[*ast.TypeSpec][]Directive{}}
	for _, file := range files {
		c.file(file)
	}
	return c.found, c.errs
}

type collector struct {
	kinds kinds
	found map[*ast.TypeSpec][]Directive
	errs  []Error
}

func (c *collector) file(file *ast.File) {
	var types map[*ast.CommentGroup]*ast.TypeSpec // by doc comment
	for _, group := range file.Comments {
		var onType []Directive
		for _, comment := range group.List {
			if !suspicious(comment.Text) {
				continue
			}
			if types == nil {
				types = typeDocs(file)
			}
			spec := types[group]
			d, errs, ok := Parse(comment.Slash, comment.Text)
			switch {
			case !ok:
				if err := nearMiss(comment.Slash, comment.Text, spec != nil); err != nil {
					c.errs = append(c.errs, *err)
				}
			case spec != nil:
				c.errs = append(c.errs, errs...)
				onType = append(onType, d)
			case Lookup(d.Name) != nil && Lookup(d.Name).Anywhere:
				if !d.Spaced || d.plausible() {
					_, wrong := Check([]Directive{d}, Target{Kind: AnyType})
					c.errs = append(append(c.errs, errs...), wrong...)
				}
			case Lookup(d.Name) != nil:
				if !d.Spaced || d.plausible() {
					c.errs = append(c.errs, *misplaced(&d, "%s", findPlaces(file).wayOut(group)))
				}
			case !d.Spaced || Nearest(d.Name, Names()) != "":
				c.errs = append(c.errs, *unknown(&d))
			}
		}
		if onType != nil {
			c.onType(types[group], onType)
		}
	}
}

// typeDocs returns the type declarations of a file by their doc comments.
func typeDocs(file *ast.File) map[*ast.CommentGroup]*ast.TypeSpec {
	types := map[*ast.CommentGroup]*ast.TypeSpec{}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, spec := range gen.Specs {
			spec := spec.(*ast.TypeSpec)
			if gen.Lparen.IsValid() {
				types[spec.Doc] = spec
			} else {
				types[gen.Doc] = spec
			}
		}
	}
	return types
}

// onType checks the directives in the doc comment of a type.
func (c *collector) onType(spec *ast.TypeSpec, directives []Directive) {
	kept, errs := Check(directives, c.kinds.Target(spec))
	c.errs = append(c.errs, errs...)
	if kept != nil {
		c.found[spec] = kept
	}
}
