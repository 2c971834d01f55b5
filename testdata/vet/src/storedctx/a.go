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

// A method of a value has its own copy of it.
func (s session) connect(ctx context.Context, c *runtime.Conn[out]) error {
	s.ctx = ctx
	return nil
}

type pointing struct {
	room
	shared *room
}

func (p pointing) connect(ctx context.Context, c *runtime.Conn[out]) error {
	p.ctx = ctx
	p.shared.ctx = ctx // want `in p, which all connections share`
	return nil
}

// What takes it away again may have a lock.
func (r *room) lend(ctx context.Context, c *runtime.Conn[out], m out) error {
	r.ctx = ctx
	defer func() { r.ctx = nil }()
	return nil
}

type derived struct {
	ctx    context.Context
	cancel context.CancelFunc
}

// A context that ends with that of the connection is not better.
func (d *derived) connect(ctx context.Context, c *runtime.Conn[out]) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	d.ctx = ctx // want `in d, which all connections share`
	return nil
}

func (d *derived) message(ctx context.Context, c *runtime.Conn[out], m out) error {
	d.ctx, d.cancel = context.WithCancel(c.Context()) // want `in d, which all connections share`
	return nil
}

// One that does not is.
func (d *derived) disconnect(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
	d.ctx = context.WithoutCancel(ctx)
	ctx = context.Background()
	d.ctx = ctx
}

func assigned(s session, p pointing, d *derived) (handlers [3]runtime.Handler[out, out]) {
	handlers[0].OnConnect = s.connect
	handlers[0].OnMessage = p.shared.lend
	handlers[1].OnConnect = p.connect
	handlers[2].OnConnect, handlers[2].OnMessage = d.connect, d.message
	handlers[2].OnDisconnect = d.disconnect
	return handlers
}
