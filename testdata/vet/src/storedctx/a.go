package storedctx

import (
	"context"

	"github.com/wscontract/wscontract/runtime"
)

type out struct{}

type room struct {
	ctx  context.Context
	all  map[string]context.Context
	conn *runtime.Conn[out]
}

type session struct{ ctx context.Context }

var last context.Context

func (r *room) connect(ctx context.Context, c *runtime.Conn[out]) error {
	r.ctx = ctx // want `^this keeps the context of one connection in r, which all connections share; pass it as an argument, or keep it in a value of the connection$`
	r.all["a"] = ctx
	return nil
}

func handler(r *room) runtime.Handler[out, out] {
	return runtime.Handler[out, out]{
		OnConnect: r.connect,
		OnMessage: func(ctx context.Context, c *runtime.Conn[out], m out) error {
			r.ctx = c.Context() // want `in r, which all connections share`
			last = ctx          // want `in last, which all connections share`
			var s session
			s.ctx = ctx
			ctx = context.WithValue(ctx, r, s)
			own := &session{}
			own.ctx = ctx
			return nil
		},
	}
}
