package extract

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// Type errors do not stop extraction: the rest of a package may refer to names
// that are about to be generated. Those within a declaration that a channel
// reaches matter, and are reported as Go reports them.

// A declName is the name of a package-level declaration.
type declName struct{ path, name string }

// reach notes that a channel reaches a declaration.
func (x *extractor) reach(obj *types.TypeName, at place) {
	d := declName{obj.Pkg().Path(), obj.Name()}
	if _, ok := x.reached[d]; !ok {
		x.reached[d] = at
	}
}

// invalid notes a type that could not be determined, and returns a stand-in.
func (x *extractor) invalid(at place) *contract.Type {
	x.invalids = append(x.invalids, at)
	x.reachAliases(at.syntax, at, map[ast.Expr]bool{})
	return &contract.Type{Kind: contract.Any}
}

// reachAliases notes the declarations that a type expression names. The error
// may be in one that is no type of the contract, such as an alias.
func (x *extractor) reachAliases(s syntax, at place, seen map[ast.Expr]bool) {
	if s.expr == nil || seen[s.expr] {
		return
	}
	seen[s.expr] = true
	ast.Inspect(s.expr, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		if decl := x.prog.Decls(s.path).Types[id.Name]; decl != nil {
			d := declName{s.path, id.Name}
			if _, ok := x.reached[d]; !ok {
				x.reached[d] = at
			}
			x.reachAliases(syntax{path: s.path, expr: decl.Type, decl: decl}, at, seen)
		}
		return true
	})
}

// A span is a piece of source that matters to the contract, and why.
type span struct {
	from, to token.Pos
	why      string
}

// typeErrors reports the type errors that touch the contract.
func (x *extractor) typeErrors() {
	paths := map[string]bool{}
	for d := range x.reached {
		paths[d.path] = true
	}
	reported := false
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		errs := x.prog.Errors(path)
		if len(errs) == 0 {
			continue
		}
		spans := x.spans(path)
		others := otherDeclarations(errs)
		for _, err := range errs {
			if strings.HasPrefix(err.Msg, "\t") {
				continue
			}
			i := slices.IndexFunc(spans, func(s span) bool { return s.from <= err.Pos && err.Pos <= s.to })
			if i < 0 {
				continue
			}
			reported = true
			d := x.errorf(x.position(err.Pos), "type-error", "%s, in %s", err.Msg, spans[i].why)
			for _, name := range strings.Fields(err.Msg) {
				for _, pos := range others[name] {
					d.relate(x.position(pos), "the other declaration")
				}
			}
		}
	}
	if reported {
		return // that is why types could not be determined
	}
	for _, at := range x.invalids {
		x.errorf(at.pos, "type-error", "%s: this type could not be determined; see what go vet says about its package", at)
	}
}

// otherDeclarations are, by name, the places that go/types reports behind an
// error as errors of their own, which begin with a tab:
//
//	Say redeclared in this block
//		other declaration of Say
func otherDeclarations(errs []types.Error) map[string][]token.Pos {
	others := map[string][]token.Pos{}
	for _, err := range errs {
		if name, ok := strings.CutPrefix(err.Msg, "\tother declaration of "); ok {
			others[name] = append(others[name], err.Pos)
		}
	}
	return others
}

// spans are the declarations of a package that matter: those of the types that
// are reached, their constants, and the signatures of their methods.
func (x *extractor) spans(path string) []span {
	var spans []span
	why := func(name string) (string, bool) {
		at, ok := x.reached[declName{path, name}]
		return fmt.Sprintf("%s, which channel %s needs", name, at.channel), ok
	}
	src := x.sources[path]
	if src == nil {
		decls := x.prog.Decls(path)
		for _, name := range slices.Sorted(maps.Keys(decls.Types)) {
			d := decls.Types[name]
			if w, ok := why(name); ok && d.Type != nil {
				spans = append(spans, span{d.Pos, d.Type.End(), w})
			}
		}
		return spans
	}
	for _, file := range src.Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				if decl.Recv == nil || len(decl.Recv.List) == 0 {
					continue
				}
				receiver := source.EmbeddedName(decl.Recv.List[0].Type)
				if receiver == nil {
					continue
				}
				if w, ok := why(receiver.Name); ok {
					spans = append(spans, span{decl.Pos(), decl.Type.End(), w})
				}
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					name := ""
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						name = spec.Name.Name
					case *ast.ValueSpec:
						if id, ok := spec.Type.(*ast.Ident); ok && decl.Tok == token.CONST {
							name = id.Name
						}
					}
					if w, ok := why(name); ok {
						spans = append(spans, span{spec.Pos(), spec.End(), w})
					}
				}
			}
		}
	}
	return spans
}
