package runtime

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// A Conn is the server's side of a connection to one client, on a channel
// where the server sends Out. It has the methods of [Peer], and may be used
// from any goroutine.
type Conn[Out any] struct {
	conn
	typed *Hub[Out]
}

// Send queues a message for the client, and does not wait for the client to
// take it. Messages arrive in the order in which they were sent.
//
// The error is [ErrClosed] when the connection is closed or closing, [ErrSlow]
// or [ErrDropped] when the client reads too slowly, or says why v has no JSON
// form. ctx carries values; that it has ended does not matter, since a handler
// may have to tell others that its own client is gone.
func (c *Conn[Out]) Send(ctx context.Context, v Out) error {
	m, err := seal(c.hub, c.typed.codec, v)
	if err != nil {
		return unsent(c.Channel(), v, err)
	}
	return c.answer(m, socket.Now())
}

// SendWait is Send for a sender that would rather wait than lose anything, such
// as one that reads a long list from a database: when the queue is full, it
// waits until the message has room there, whatever the channel's overflow policy
// is, or until ctx ends, with the context's error. When the connection begins to
// close, the error is [ErrClosed]. A client that takes nothing is still closed
// after [Options.WriteTimeout] or [Options.QueueAge].
//
// Of several that wait, any may be the next. To broadcast is never to wait.
func (c *Conn[Out]) SendWait(ctx context.Context, v Out) error {
	m, err := seal(c.hub, c.typed.codec, v)
	if err != nil {
		return unsent(c.Channel(), v, err)
	}
	return c.sendWait(ctx, m)
}

// Hub returns the hub of the connection's channel.
func (c *Conn[Out]) Hub() *Hub[Out] { return c.typed }

// HandshakeOf returns the parameters that the client gave, in the channel
// struct of the contract:
//
//	room := runtime.HandshakeOf[chat.Chat](c).Params.Room
//
// It panics when T is not the struct of the connection's channel. A channel
// without parameters has the zero value of any T.
func HandshakeOf[T any](p Peer) T {
	c := p.core()
	if c.handshake == nil {
		var none T
		return none
	}
	v, ok := c.handshake.(T)
	if !ok {
		panic(fmt.Sprintf("runtime: the parameters of channel %q are a %T, not a %T", c.hub.Channel, c.handshake, v))
	}
	return v
}

// newID returns 130 random bits as text.
func newID() string { return rand.Text() }
