// # Analyzer storedctx
//
// storedctx: report the context of one connection kept where all of them see it
//
// The functions of a runtime.Handler run for many connections at once. Each gets the
// context of its own connection, which ends with it. Kept in a variable or a
// struct that the connections share, it is overwritten by whoever comes next, and
// what uses it stops when some stranger leaves:
//
//	OnConnect: func(ctx context.Context, c *runtime.Conn[chat.Event]) error {
//		room.ctx = ctx // room is shared
//		return nil
//	}
//
// Pass the context as an argument, or keep it in a value that the function makes for
// its connection.
package check

import (
	"go/ast"
	"go/types"
)

var storedctxAnalyzer = newAnalyzer("storedctx", runStoredctx)

func runStoredctx(p *pass) {
	for _, c := range p.callbacks() {
		if c.ctx == nil && c.conn == nil {
			continue
		}
		ast.Inspect(c.body, func(n ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok || len(assign.Lhs) != len(assign.Rhs) {
				return true
			}
			for i, rhs := range assign.Rhs {
				if !p.is(rhs, c.ctx) && !p.isContextOf(rhs, c.conn) {
					continue
				}
				if root := p.root(assign.Lhs[i]); root != nil && shared(root, c) {
					p.reportf(assign, "this keeps the context of one connection in %s, which all connections share; pass it as an argument, or keep it in a value of the connection", root.Name())
				}
			}
			return true
		})
	}
}

// isContextOf tells that an expression is conn.Context().
func (p *pass) isContextOf(e ast.Expr, conn types.Object) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok && p.methodOn(call, conn) == "Context"
}

// root returns the variable in which x, x.f and (*x).f.g store. An element of a
// map or a list may be that of one connection, so there is none.
func (p *pass) root(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, _ := p.TypesInfo.Uses[e].(*types.Var)
		return v
	case *ast.SelectorExpr:
		if sel := p.TypesInfo.Selections[e]; sel == nil { // pkg.Var
			v, _ := p.TypesInfo.Uses[e.Sel].(*types.Var)
			return v
		}
		return p.root(e.X)
	case *ast.StarExpr:
		return p.root(e.X)
	}
	return nil
}

// shared tells that a variable is declared outside of a callback, and is not one of
// its parameters.
func shared(v *types.Var, c callback) bool {
	inside := func(n ast.Node) bool { return n.Pos() <= v.Pos() && v.Pos() < n.End() }
	return !inside(c.typ.Params) && !inside(c.body)
}
