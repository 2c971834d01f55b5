// # Analyzer lateuse
//
// lateuse: report messages that can never be sent
//
// When OnDisconnect runs, the connection is gone: Send returns ErrClosed, and Join
// does nothing. The same is so after Close, and on a channel whose contract has no
// messages from the server. Nobody looks at the error of such a call, and the
// message is lost without a word.
//
//	OnDisconnect: func(ctx context.Context, c *runtime.Conn[chat.Event], why runtime.CloseInfo) {
//		c.Send(ctx, chat.Left{}) // returns ErrClosed
//	}
//
// Tell the others instead, with the hub of the channel: room.Broadcast.
package check

import (
	"go/ast"
	"go/types"
	"slices"
)

var lateuseAnalyzer = newAnalyzer("lateuse", runLateuse)

func runLateuse(p *pass) {
	for _, c := range p.callbacks() {
		if c.conn == nil {
			continue
		}
		if c.name == "OnDisconnect" {
			p.afterDisconnect(c)
		}
		p.afterClose(c)
	}
	p.sendsNothing()
}

// sends are the methods of a connection that need it open, and what becomes of them.
var sends = map[string]string{
	"Send":     "Send returns ErrClosed",
	"SendWait": "SendWait returns ErrClosed",
	"SendJSON": "SendJSON returns ErrClosed",
	"Join":     "Join does nothing",
}

// afterDisconnect reports what OnDisconnect asks of its connection.
func (p *pass) afterDisconnect(c callback) {
	ast.Inspect(c.body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if effect := sends[p.methodOn(call, c.conn)]; effect != "" {
				p.reportf(call, "the connection is closed when OnDisconnect runs, so %s; tell the other clients through the hub, or remove it", effect)
			}
		}
		return true
	})
}

// afterClose reports what is asked of a connection in the statements after its Close.
func (p *pass) afterClose(c callback) {
	eachList(c.body, func(list []ast.Stmt) {
		closed := false
		for _, stmt := range list {
			call := callOf(stmt)
			if call == nil {
				continue
			}
			method := p.methodOn(call, c.conn)
			if effect := sends[method]; closed && effect != "" && c.name != "OnDisconnect" {
				p.reportf(call, "the connection was closed above, so %s; do it before Close", effect)
			}
			closed = closed || method == "Close"
		}
	})
}

// sendsNothing reports messages on a channel where the server sends none.
func (p *pass) sendsNothing() {
	if !importsRuntime(p.Pass) || p.TypesInfo == nil {
		return
	}
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
			if !ok || !slices.Contains([]string{"Send", "SendWait", "Broadcast"}, sel.Sel.Name) {
				return true
			}
			t := p.TypesInfo.TypeOf(sel.X)
			if t == nil {
				return true
			}
			if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
				t = ptr.Elem()
			}
			for _, name := range []string{"Conn", "Hub", "Audience"} {
				if of := runtimeType(t, name); of != nil && of.TypeArgs().Len() == 1 && runtimeType(of.TypeArgs().At(0), "None") != nil {
					p.reportf(call, "the contract of this channel has no messages from the server, so %s always fails; give it a field ServerToClient", sel.Sel.Name)
				}
			}
			return true
		})
	}
}
