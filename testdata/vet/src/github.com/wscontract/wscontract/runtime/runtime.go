// Package runtime has the names of the real one that the analyzers look for.
package runtime

import (
	"context"
	"iter"
)

type (
	Server               struct{}
	Options              struct{}
	None                 struct{}
	CloseInfo            struct{}
	CloseCode            int
	Route                struct{ Channel, Path string }
	Channel[In, Out any] struct{ Route }
	Hub[Out any]         struct{}
	Conn[Out any]        struct{}
	Handler[In, Out any] struct {
		OnConnect    func(ctx context.Context, c *Conn[Out]) error
		OnMessage    func(ctx context.Context, c *Conn[Out], m In) error
		OnDisconnect func(ctx context.Context, c *Conn[Out], why CloseInfo)
	}
)

func NewServer(Options) *Server { return &Server{} }

func Handle[In, Out any](*Server, Channel[In, Out], Handler[In, Out]) *Hub[Out] { return nil }

func (*Conn[Out]) Send(context.Context, Out) error            { return nil }
func (*Conn[Out]) SendWait(context.Context, Out) error        { return nil }
func (*Conn[Out]) SendJSON(context.Context, []byte) error     { return nil }
func (*Conn[Out]) Join(...string)                             {}
func (*Conn[Out]) Close(CloseCode, string) error              { return nil }
func (*Conn[Out]) Context() context.Context                   { return nil }
func (*Conn[Out]) Hub() *Hub[Out]                             { return nil }
func (*Hub[Out]) All() iter.Seq[*Conn[Out]]                   { return nil }
func (*Hub[Out]) Broadcast(context.Context, Out) (int, error) { return 0, nil }
