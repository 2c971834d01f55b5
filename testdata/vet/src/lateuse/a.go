package lateuse

import (
	"context"

	"github.com/wscontract/wscontract/runtime"
)

type (
	in  struct{}
	out struct{}
)

var hub *runtime.Hub[out]

var literal = runtime.Handler[in, out]{
	OnConnect: func(ctx context.Context, c *runtime.Conn[out]) error {
		c.Join("lobby")
		if err := c.Close(1008, "full"); err != nil {
			return err
		}
		return c.Send(ctx, out{})
	},
	OnMessage: func(ctx context.Context, c *runtime.Conn[out], m in) error {
		c.Send(ctx, out{})
		c.Close(1000, "bye")
		return c.Send(ctx, out{}) // want `^the connection was closed above, so Send returns ErrClosed; do it before Close$`
	},
	OnDisconnect: func(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
		c.Send(ctx, out{}) // want `^the connection is closed when OnDisconnect runs, so Send returns ErrClosed; tell the other clients through the hub, or remove it$`
		go func() {
			c.SendJSON(ctx, nil) // want `so SendJSON returns ErrClosed`
		}()
		c.Join("left") // want `so Join does nothing`
		hub.Broadcast(ctx, out{})
	},
}

type room struct{ none *runtime.Hub[runtime.None] }

func (r *room) gone(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
	_ = c.Send(ctx, out{}) // want `the connection is closed when OnDisconnect runs`
}

func (r *room) handler() runtime.Handler[in, out] {
	return runtime.Handler[in, out]{OnDisconnect: r.gone}
}

func (r *room) tell(ctx context.Context) {
	r.none.Broadcast(ctx, runtime.None{}) // want `^the contract of this channel has no messages from the server, so Broadcast always fails; give it a field ServerToClient$`
}

// notCalled has the form of a callback and is none.
func notCalled(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
	c.Send(ctx, out{})
}

var cases = &runtime.Handler[in, out]{
	OnMessage: func(ctx context.Context, c *runtime.Conn[out], m in) error {
		switch {
		case m == in{}:
			c.Close(1000, "bye")
			return c.SendWait(ctx, out{}) // want `the connection was closed above, so SendWait returns ErrClosed`
		default:
			return c.SendWait(ctx, out{})
		}
	},
	OnDisconnect: func(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
		c.SendWait(ctx, out{}) // want `so SendWait returns ErrClosed`
	},
}

// Another connection is meant where the parameter is set to it.
var others = map[string]*runtime.Handler[in, out]{"": {
	OnDisconnect: func(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
		for c := range c.Hub().All() {
			c.Send(ctx, out{})
		}
		for c = range c.Hub().All() {
			c.Send(ctx, out{})
		}
	},
	OnMessage: func(ctx context.Context, c *runtime.Conn[out], m in) error {
		c.Close(1000, "bye")
		return c.Send(ctx, out{}) // want `the connection was closed above`
	},
}}

func generic[In any](ctx context.Context, c *runtime.Conn[out], m In) error {
	c.Close(1000, "bye")
	return c.Send(ctx, out{}) // want `the connection was closed above`
}

var instance = runtime.Handler[in, out]{OnMessage: generic[in]}

func inVariables(other func(context.Context, *runtime.Conn[out], runtime.CloseInfo)) (handlers []runtime.Handler[in, out]) {
	gone := func(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
		c.Send(ctx, out{}) // want `the connection is closed when OnDisconnect runs`
	}
	var told = func(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
		c.Send(ctx, out{}) // want `the connection is closed when OnDisconnect runs`
	}
	set := func(ctx context.Context, c *runtime.Conn[out], why runtime.CloseInfo) {
		c.Send(ctx, out{})
	}
	set(context.TODO(), nil, runtime.CloseInfo{})
	set = other
	return []runtime.Handler[in, out]{{OnDisconnect: gone}, {OnDisconnect: told}, {OnDisconnect: set}, {OnDisconnect: other}}
}
