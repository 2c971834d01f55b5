package check

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"
)

// isRuntimeFunc tells that a call is one of a function of package runtime.
func isRuntimeFunc(p *analysis.Pass, call *ast.CallExpr, name string) bool {
	f, ok := typeutil.Callee(p.TypesInfo, call).(*types.Func)
	return ok && f.Name() == name && f.Pkg() != nil && f.Pkg().Path() == runtimePath && f.Signature().Recv() == nil
}

// A callback is one of the functions of a runtime.Handler, whose body is in this
// package.
type callback struct {
	name      string // OnConnect, OnMessage or OnDisconnect
	typ       *ast.FuncType
	body      *ast.BlockStmt
	ctx, conn types.Object // the parameters; nil if they have no name
}

// callbacks finds the functions that stand in literals of runtime.Handler, or
// are named there.
func (p *pass) callbacks() []callback {
	if !importsRuntime(p.Pass) || p.TypesInfo == nil {
		return nil
	}
	var found []callback
	seen := map[token.Pos]bool{}
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || runtimeType(p.TypesInfo.TypeOf(lit), "Handler") == nil {
				return true
			}
			for _, e := range lit.Elts {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok {
					continue
				}
				c := callback{name: kv.Key.(*ast.Ident).Name}
				c.typ, c.body = p.function(kv.Value)
				if c.body == nil || seen[c.body.Pos()] {
					continue
				}
				seen[c.body.Pos()] = true
				c.ctx, c.conn = p.param(c.typ, 0), p.param(c.typ, 1)
				found = append(found, c)
			}
			return true
		})
	}
	return found
}

// function returns the function that an expression is: a literal, or the name of
// one of this package.
func (p *pass) function(e ast.Expr) (*ast.FuncType, *ast.BlockStmt) {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return e.Type, e.Body
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil, nil
	}
	f, ok := p.TypesInfo.Uses[id].(*types.Func)
	if !ok {
		return nil, nil
	}
	for _, file := range p.files {
		for _, decl := range file.Decls {
			if d, ok := decl.(*ast.FuncDecl); ok && d.Body != nil && p.TypesInfo.Defs[d.Name] == f.Origin() {
				return d.Type, d.Body
			}
		}
	}
	return nil, nil
}

// param returns the object of the i-th parameter of a function, or nil.
func (p *pass) param(f *ast.FuncType, i int) types.Object {
	for _, field := range f.Params.List {
		for _, name := range field.Names {
			if i == 0 {
				return p.TypesInfo.Defs[name]
			}
			i--
		}
		if len(field.Names) == 0 {
			i--
		}
		if i < 0 {
			return nil
		}
	}
	return nil
}

// is tells that an expression is the name of an object.
func (p *pass) is(e ast.Expr, obj types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && obj != nil && p.TypesInfo.Uses[id] == obj
}

// methodOn returns the name of the method that a call calls on an object, or "".
func (p *pass) methodOn(call *ast.CallExpr, obj types.Object) string {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !p.is(sel.X, obj) {
		return ""
	}
	return sel.Sel.Name
}
