package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// A functionFact is a function that serves channels whenever it is called, itself or
// by what it calls.
type functionFact struct {
	Name   string   // as types.Func.FullName has it
	Serves []string // channels, as "PATH.FIELD"
	Calls  []string // names of functions
}

// findFunctions returns the functions of a package that serve channels.
func (k *known) findFunctions(p *analysis.Pass) []functionFact {
	serving := map[string]bool{} // names
	for _, f := range k.facts {
		for _, f := range f.Functions {
			serving[f.Name] = true
		}
	}
	if len(serving) == 0 && !importsRuntime(p) {
		return nil
	}
	var found []functionFact
	for _, file := range k.files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil {
				continue
			}
			obj, ok := p.TypesInfo.Defs[decl.Name].(*types.Func)
			if !ok {
				continue
			}
			f := functionFact{Name: obj.FullName()}
			certainCalls(decl.Body, func(call *ast.CallExpr) {
				if isRuntimeFunc(p, call, "Handle") && len(call.Args) == 3 {
					if path, field := channelOf(p, call.Args[1]); path != "" {
						f.Serves = append(f.Serves, path+"."+field)
					}
				} else if callee := typeutil.StaticCallee(p.TypesInfo, call); callee != nil {
					f.Calls = append(f.Calls, callee.FullName())
				}
			})
			found = append(found, f)
		}
	}
	serves := func(f functionFact) bool {
		return len(f.Serves) > 0 || slices.ContainsFunc(f.Calls, func(name string) bool { return serving[name] })
	}
	for changed := true; changed; {
		changed = false
		for _, f := range found {
			if !serving[f.Name] && serves(f) {
				serving[f.Name], changed = true, true
			}
		}
	}
	return slices.DeleteFunc(found, func(f functionFact) bool { return !serving[f.Name] })
}

// certainCalls calls do for the calls that a function makes in its own statements, and
// not those in blocks, in other functions, and behind && and ||, which may not happen.
func certainCalls(body *ast.BlockStmt, do func(*ast.CallExpr)) {
	var inspect func(ast.Node) bool
	inspect = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt, *ast.FuncLit:
			return false
		case *ast.IfStmt: // not what is behind else
			if n.Init != nil {
				ast.Inspect(n.Init, inspect)
			}
			ast.Inspect(n.Cond, inspect)
			return false
		case *ast.BinaryExpr:
			if n.Op == token.LAND || n.Op == token.LOR {
				ast.Inspect(n.X, inspect)
				return false
			}
		case *ast.CallExpr:
			do(n)
		}
		return true
	}
	for _, stmt := range body.List {
		ast.Inspect(stmt, inspect)
	}
}

// servedFrom returns the channels that are served whenever a function is called, as
// [functionFact] has them.
func (k *known) servedFrom(name string) []string {
	functions := map[string]functionFact{}
	for _, f := range k.functions {
		functions[f.Name] = f
	}
	for _, f := range k.facts {
		for _, f := range f.Functions {
			functions[f.Name] = f
		}
	}
	served, seen := map[string]bool{}, map[string]bool{}
	var visit func(string)
	visit = func(name string) {
		if seen[name] {
			return
		}
		seen[name] = true
		for _, channel := range functions[name].Serves {
			served[channel] = true
		}
		for _, callee := range functions[name].Calls {
			visit(callee)
		}
	}
	visit(name)
	return slices.Sorted(maps.Keys(served))
}
