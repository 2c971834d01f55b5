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
// Only what is sure is reported: a receive that is no case of a select, from a
// channel that is not made in the function, whose elements carry a value, and to
// which the function does not send. A select without a case is reported as well.
package check

import (
	"go/ast"
	"go/token"
	"go/types"
)

var blockingAnalyzer = newAnalyzer("blocking", runBlocking)

func runBlocking(p *pass) {
	for _, c := range p.callbacks() {
		sent := p.sentTo(c.body)
		p.waits(c.body, func(n ast.Node, from ast.Expr) {
			if from == nil {
				p.reportf(n, "%s never returns, and the goroutine of the connection stays; wait for ctx.Done()", c.name)
				return
			}
			root := p.root(from)
			if root == nil || sent[root] || !shared(root, c) || !p.carriesValue(from) {
				return
			}
			p.reportf(n, "%s waits for %s, also when the client is gone; use a select with ctx.Done()", c.name, types.ExprString(from))
		})
	}
}

// waits calls found for each receive that is no case of a select, and with a nil
// channel for each select without a case. What a function literal does may be done
// on another goroutine.
func (p *pass) waits(body *ast.BlockStmt, found func(at ast.Node, from ast.Expr)) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SelectStmt:
			if len(n.Body.List) == 0 {
				found(n, nil)
			}
			for _, stmt := range n.Body.List {
				for _, s := range stmt.(*ast.CommClause).Body {
					p.waits(&ast.BlockStmt{List: []ast.Stmt{s}}, found)
				}
			}
			return false
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				found(n, n.X)
			}
		}
		return true
	})
}

// sentTo returns the variables to whose channels a function sends: it may use them
// to count, as a semaphore.
func (p *pass) sentTo(body *ast.BlockStmt) map[*types.Var]bool {
	sent := map[*types.Var]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		if send, ok := n.(*ast.SendStmt); ok {
			if root := p.root(send.Chan); root != nil {
				sent[root] = true
			}
		}
		return true
	})
	return sent
}

// carriesValue tells that a channel is not one of empty structs, which is mostly
// closed to say that something is ready, and not one of package time.
func (p *pass) carriesValue(ch ast.Expr) bool {
	t, ok := p.TypesInfo.TypeOf(ch).Underlying().(*types.Chan)
	if !ok {
		return false
	}
	if st, ok := t.Elem().Underlying().(*types.Struct); ok && st.NumFields() == 0 {
		return false
	}
	n, ok := types.Unalias(t.Elem()).(*types.Named)
	return !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != "time"
}
