// # Analyzer blocking
//
// blocking: report handlers that wait without an end
//
// The functions of a runtime.Handler run one at a time for each connection. While one
// waits for a channel, nothing more is read from that client, and when the client
// leaves, the goroutine stays. Wait for the context as well:
//
//	OnMessage: func(ctx context.Context, c *runtime.Conn[chat.Event], m chat.Command) error {
//		result := <-jobs.done // waits for ever if nobody sends
//
//		select {
//		case result := <-jobs.done:
//			…
//		case <-ctx.Done():
//			return ctx.Err()
//		}
//	}
//
// The context of OnDisconnect does not end. It should not wait, or set a time limit.
//
// Only what is sure is reported: a receive that is no case of a select, or a loop
// over a channel, where the channel is not made in the function, its elements carry a
// value that is used, and neither the function nor one that it calls sends to it. A
// select without a case is reported as well.
package check

import (
	"go/ast"
	"go/token"
	"go/types"
)

var blockingAnalyzer = newAnalyzer("blocking", runBlocking)

func runBlocking(p *pass) {
	for _, c := range p.callbacks() {
		var sent map[*types.Var]bool
		p.waits(c.body, func(n ast.Node, from ast.Expr) {
			wayOut := [2]string{"wait for ctx.Done()", "also when the client is gone; use a select with ctx.Done()"}
			if c.name == "OnDisconnect" {
				wayOut = [2]string{"let it return", "and its context does not end; use a select with a time limit"}
			}
			if from == nil {
				p.reportf(n, "%s never returns, and the goroutine of the connection stays; %s", c.name, wayOut[0])
				return
			}
			root := p.root(from)
			if root == nil || !shared(root, c) || !p.carriesValue(from) {
				return
			}
			if sent == nil {
				sent = p.sentTo(c.body)
			}
			if !sent[p.variable(from)] {
				p.reportf(n, "%s waits for %s, %s", c.name, types.ExprString(from), wayOut[1])
			}
		})
	}
}

// waits calls found for each receive that is no case of a select and whose value is
// used, for each loop over a channel, and with a nil channel for each select without
// a case. A value that is dropped may be waited for because the channel is closed to
// say something. What a function literal does may be done on another goroutine.
func (p *pass) waits(within ast.Node, found func(at ast.Node, from ast.Expr)) {
	ast.Inspect(within, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SelectStmt:
			if len(n.Body.List) == 0 {
				found(n, nil)
			}
			for _, stmt := range n.Body.List {
				for _, s := range stmt.(*ast.CommClause).Body {
					p.waits(s, found)
				}
			}
			return false
		case *ast.ExprStmt:
			receive, ok := ast.Unparen(n.X).(*ast.UnaryExpr)
			return !ok || receive.Op != token.ARROW
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				found(n, n.X)
			}
		case *ast.RangeStmt:
			found(n.X, n.X) // carriesValue tells whether it is a channel
		}
		return true
	})
}

// sentTo returns the variables and fields that hold the channels to which a function
// sends, or one that it calls: what it takes from them it may only have borrowed.
func (p *pass) sentTo(body *ast.BlockStmt) map[*types.Var]bool {
	sent := map[*types.Var]bool{}
	sends := func(n ast.Node) {
		if send, ok := n.(*ast.SendStmt); ok {
			if v := p.variable(send.Chan); v != nil {
				sent[v] = true
			}
		}
	}
	ast.Inspect(body, func(n ast.Node) bool {
		sends(n)
		if call, ok := n.(*ast.CallExpr); ok {
			if f := p.function(call.Fun); f.body != nil {
				ast.Inspect(f.body, func(n ast.Node) bool { sends(n); return true })
			}
		}
		return true
	})
	return sent
}

// variable returns the variable that an expression names: v, pkg.v, or the field of x.v.
func (p *pass) variable(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	v, _ := p.TypesInfo.Uses[id].(*types.Var)
	if v != nil {
		v = v.Origin()
	}
	return v
}

// carriesValue tells that an expression is a channel, not one of empty structs, which
// is mostly closed to say that something is ready, and not one of package time.
func (p *pass) carriesValue(ch ast.Expr) bool {
	t := p.TypesInfo.TypeOf(ch)
	if t == nil {
		return false
	}
	c, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	if st, ok := c.Elem().Underlying().(*types.Struct); ok && st.NumFields() == 0 {
		return false
	}
	n, ok := types.Unalias(c.Elem()).(*types.Named)
	return !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "time"
}
