package directive

import (
	"go/ast"
	"go/token"
)

// An Ignore is a ws:ignore with the piece of source that it covers.
type Ignore struct {
	Rule, Reason string
	Pos, End     token.Pos // of the directive
	From, To     token.Pos // of what it covers
}

// Ignores finds the ws:ignore of some files. One covers
//
//	//ws:ignore RULE REASON
//	the declaration, field or statement that begins on the next line
//
//	or the one that begins or ends on its line //ws:ignore RULE REASON
//
// with all that is in it. One that covers nothing is a mistake; mistakes in the
// arguments are found by [Collect].
func Ignores(fset *token.FileSet, files []*ast.File) ([]Ignore, []Error) {
	var found []Ignore
	var errs []Error
	for _, file := range files {
		var first, last map[int]ast.Node // by line
		for _, group := range file.Comments {
			for _, comment := range group.List {
				if !suspicious(comment.Text) {
					continue
				}
				d, wrong, ok := Parse(comment.Slash, comment.Text)
				if !ok || d.Name != "ignore" || wrong != nil || len(d.Args) != 2 {
					continue
				}
				if first == nil {
					first, last = outermost(fset, file)
				}
				line := fset.PositionFor(comment.Slash, false).Line
				covered := first[line]
				if covered == nil || covered.Pos() > comment.Slash {
					covered = last[line]
				}
				if covered == nil || covered.Pos() > comment.Slash {
					covered = first[fset.PositionFor(group.End(), false).Line+1]
				}
				if covered == nil {
					errs = append(errs, *misplaced(&d, "and none begins on this line or below this comment; move it"))
					continue
				}
				found = append(found, Ignore{
					Rule: d.Args[0].Value, Reason: d.Args[1].Value, Pos: d.Pos, End: d.End, From: covered.Pos(), To: covered.End(),
				})
			}
		}
	}
	return found, errs
}

// outermost returns, by line, the outermost declaration, field or statement that begins
// there, and the one that ends there.
func outermost(fset *token.FileSet, file *ast.File) (first, last map[int]ast.Node) {
	first, last = map[int]ast.Node{}, map[int]ast.Node{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.BlockStmt:
			return true
		case ast.Decl, ast.Spec, *ast.Field, ast.Stmt, *ast.KeyValueExpr:
			if line := fset.PositionFor(n.Pos(), false).Line; first[line] == nil {
				first[line] = n
			}
			if line := fset.PositionFor(n.End(), false).Line; last[line] == nil {
				last[line] = n
			}
		}
		return true
	})
	return first, last
}
