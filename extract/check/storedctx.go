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
// its connection. A context that context.WithCancel and its like make of it ends with
// the connection, too. A function that gives the variable another value as well is
// passed over: it may lend the context while it holds a lock.
package check

import (
	"go/ast"
	"go/types"
)

var storedctxAnalyzer = newAnalyzer("storedctx", runStoredctx)

func runStoredctx(p *pass) {
	for _, c := range p.callbacks() {
		var stores []ast.Expr       // what is set to the context,
		others := map[string]bool{} // and what to something else
		ast.Inspect(c.body, func(n ast.Node) bool {
			assign, ok := n.(*ast.AssignStmt)
			if !ok {
				return true
			}
			for i, lhs := range assign.Lhs {
				if rhs := assignedTo(assign, i); rhs != nil && p.isContextOf(rhs, &c) {
					stores = append(stores, lhs)
				} else {
					others[types.ExprString(lhs)] = true
				}
			}
			return true
		})
		for _, lhs := range stores {
			if root := p.root(lhs); root != nil && shared(root, c) && !p.copied(lhs, c) && !others[types.ExprString(lhs)] {
				p.reportf(lhs, "this keeps the context of one connection in %s, which all connections share; pass it as an argument, or keep it in a value of the connection", root.Name())
			}
		}
	}
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

// copied tells that an expression is a part of the receiver of a callback, of which
// each call has its own copy, and not of something that the receiver points at.
func (p *pass) copied(e ast.Expr, c callback) bool {
	if p.is(e, c.recv) {
		return true
	}
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	s := p.TypesInfo.Selections[sel]
	return s != nil && !s.Indirect() && p.copied(sel.X, c)
}
