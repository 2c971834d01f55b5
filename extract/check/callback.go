package check

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

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
	name string // OnConnect, OnMessage or OnDisconnect
	function
	// The receiver, and the parameters; nil if they have no name, and where the
	// function sets them to something else.
	recv, ctx, conn, message types.Object
}

// callbacks finds the functions that stand in literals of runtime.Handler, are
// named there, or are assigned to its fields.
func (p *pass) callbacks() []callback {
	if !importsRuntime(p.Pass) || p.TypesInfo == nil {
		return nil
	}
	var found []callback
	seen := map[token.Pos]bool{}
	add := func(field ast.Expr, value ast.Expr) {
		id, ok := field.(*ast.Ident)
		f := p.function(value)
		if !ok || f.body == nil || seen[f.body.Pos()] {
			return
		}
		seen[f.body.Pos()] = true
		c := callback{name: id.Name, function: f}
		c.recv = p.param(f.recv, 0)
		c.ctx, c.conn, c.message = p.param(f.typ.Params, 0), p.param(f.typ.Params, 1), p.param(f.typ.Params, 2)
		p.forget(&c)
		found = append(found, c)
	}
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if !p.isHandler(n) {
					break
				}
				for _, e := range n.Elts {
					if kv, ok := e.(*ast.KeyValueExpr); ok {
						add(kv.Key, kv.Value)
					}
				}
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if sel, ok := lhs.(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) && p.isHandler(sel.X) {
						add(sel.Sel, n.Rhs[i])
					}
				}
			}
			return true
		})
	}
	return found
}

// isHandler tells that an expression is a runtime.Handler or a pointer to one.
func (p *pass) isHandler(e ast.Expr) bool {
	t := p.TypesInfo.TypeOf(e)
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	return runtimeType(t, "Handler") != nil
}

// forget removes the parameters to which the function assigns. A context that is
// made of the one it was stays that of the connection.
func (p *pass) forget(c *callback) {
	assigned := func(lhs, rhs ast.Expr) {
		switch {
		case p.is(lhs, c.ctx) && (rhs == nil || !p.isContextOf(rhs, c)):
			c.ctx = nil
		case p.is(lhs, c.conn):
			c.conn = nil
		case p.is(lhs, c.message):
			c.message = nil
		}
	}
	ast.Inspect(c.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				assigned(lhs, assignedTo(n, i))
			}
		case *ast.RangeStmt:
			assigned(n.Key, nil)
			assigned(n.Value, nil)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				assigned(n.X, nil)
			}
		}
		return true
	})
}

// assignedTo returns what an assignment gives to its i-th left side: of a call
// with several results, the call for the first and nil for the others.
func assignedTo(n *ast.AssignStmt, i int) ast.Expr {
	switch {
	case len(n.Lhs) == len(n.Rhs):
		return n.Rhs[i]
	case i == 0:
		return n.Rhs[0]
	}
	return nil
}

// isContextOf tells that an expression is the context that a callback gets, that of
// its connection, or one that ends with these.
func (p *pass) isContextOf(e ast.Expr, c *callback) bool {
	if p.is(e, c.ctx) {
		return true
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	if p.methodOn(call, c.conn) == "Context" {
		return true
	}
	f, ok := typeutil.Callee(p.TypesInfo, call).(*types.Func)
	return ok && f.Pkg() != nil && f.Pkg().Path() == "context" && strings.HasPrefix(f.Name(), "With") &&
		f.Name() != "WithoutCancel" && len(call.Args) > 0 && p.isContextOf(call.Args[0], c)
}

// is tells that an expression is the name of an object.
func (p *pass) is(e ast.Expr, obj types.Object) bool {
	if e == nil || obj == nil {
		return false
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && p.TypesInfo.Uses[id] == obj
}

// methodOn returns the name of the method that a call calls on an object, or "".
func (p *pass) methodOn(call *ast.CallExpr, obj types.Object) string {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || !p.is(sel.X, obj) {
		return ""
	}
	return sel.Sel.Name
}
