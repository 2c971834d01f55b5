package runtime

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// A Handler is what a channel does. Each function may be nil.
//
// For one connection they are called one at a time (but see Concurrency):
// OnConnect, then OnMessage for each message in order, then OnDisconnect. For
// different connections they run at the same time.
//
// A function that panics ends its connection with 1011, and no other.
type Handler[In, Out any] struct {
	// OnConnect is called for a client that may enter. Until it has returned
	// nil, nobody else finds the connection, and broadcasts do not reach it,
	// except in rooms that it joins. An error closes the connection: with 1011,
	// or as [Reject] says.
	OnConnect func(ctx context.Context, c *Conn[Out]) error
	// OnMessage is called for each message that keeps the contract; ctx is the
	// connection's. The client is told of an error, but not its text, unless
	// it is an [*Error]. The connection stays open, unless the error is that
	// of [Reject].
	OnMessage func(ctx context.Context, c *Conn[Out], m In) error
	// OnError, if it is not nil, answers a message that was refused, or whose
	// OnMessage failed, in the place of an error frame: for protocols that have
	// errors of their own. why is a *[ValidationError] or what OnMessage returned;
	// data is the message, until OnError returns. After nil nothing more is said;
	// an error is answered as one of OnMessage is, and why itself as if there were
	// no OnError. Limits, logs and metrics count the message all the same.
	OnError func(ctx context.Context, c *Conn[Out], data []byte, why error) error
	// OnDisconnect is called exactly once for each connection whose OnConnect
	// returned nil. Nothing can be sent any more, and it has left its rooms: a
	// handler that has to tell others there keeps their names in a [Key]. ctx has
	// the values of the connection's context, and has not ended.
	OnDisconnect func(ctx context.Context, c *Conn[Out], why CloseInfo)

	// Middleware stands around OnMessage, within [Options.Middleware].
	Middleware []Middleware
	// Concurrency is how many messages of one connection are handled at the
	// same time. When that many are, nothing more is read. Default 1: in the
	// order in which they came. With more, there is no order, and OnMessage must
	// be ready for that; OnConnect still comes before all of them, and
	// OnDisconnect after all have returned.
	Concurrency int
}

// A RawHandler handles messages that stay JSON, for programs that learn of a
// channel at run time. It may keep a message.
type RawHandler = Handler[json.RawMessage, json.RawMessage]

// Handle serves a channel of a contract, and returns its hub, from which
// messages go to all its clients. It panics when the server has a channel of
// that name, or one whose path matches the same requests, and when the channel
// requires authentication and [Options.Authenticate] is nil.
func Handle[In, Out any](srv *Server, ch Channel[In, Out], handler Handler[In, Out]) *Hub[Out] {
	if ch.ClientToServer.Decode == nil || ch.ServerToClient.Append == nil || ch.ServerToClient.Validate == nil {
		panic(fmt.Sprintf("runtime: channel %q has no codec; use the generated variable Channels, and NoMessages for a direction without messages", ch.Channel))
	}
	h := &hub{
		Route:       srv.resolve(ch.Route),
		server:      srv,
		handshake:   ch.Handshake,
		rooms:       map[string]*group{},
		validate:    ch.ServerToClient.Validate,
		concurrency: max(1, handler.Concurrency),
		stats:       tally{channel: ch.Channel, metrics: srv.stats.metrics},
	}
	typed := &Hub[Out]{hub: h, codec: ch.ServerToClient}
	h.open = func() *conn {
		c := &Conn[Out]{typed: typed}
		c.self = c
		return &c.conn
	}
	decode := func(data []byte) (In, error) {
		m, err := ch.ClientToServer.Decode(data)
		if err == nil {
			err = h.checkIn(data)
		}
		if err != nil {
			return m, &refusal{err}
		}
		return m, nil
	}
	onMessage := handler.OnMessage
	if onMessage == nil {
		onMessage = func(context.Context, *Conn[Out], In) error { return nil }
	}
	if middleware := slices.Concat(srv.opts.Middleware, handler.Middleware); len(middleware) > 0 {
		chain := wrap(func(ctx context.Context, m *Inbound) error {
			v, err := decode(m.Data)
			if err != nil {
				return err
			}
			m.Message = v
			return onMessage(ctx, m.Peer.(*Conn[Out]), v)
		}, middleware...)
		h.receive = func(ctx context.Context, c *conn, data []byte) error {
			return chain(ctx, &Inbound{Peer: c.self, Data: data})
		}
	} else {
		h.receive = func(ctx context.Context, c *conn, data []byte) error {
			v, err := decode(data)
			if err != nil {
				return err
			}
			return onMessage(ctx, c.self.(*Conn[Out]), v)
		}
	}
	if handler.OnConnect != nil {
		h.onConnect = func(ctx context.Context, c *conn) error {
			return handler.OnConnect(ctx, c.self.(*Conn[Out]))
		}
	}
	if handler.OnError != nil {
		h.onError = func(ctx context.Context, c *conn, data []byte, why error) error {
			return handler.OnError(ctx, c.self.(*Conn[Out]), data, why)
		}
	}
	if handler.OnDisconnect != nil {
		h.onDisconnect = func(ctx context.Context, c *conn, why CloseInfo) {
			handler.OnDisconnect(ctx, c.self.(*Conn[Out]), why)
		}
	}
	srv.register(h)
	return typed
}

// HandleRoute serves a channel that is known only by its route: messages stay
// JSON. A validator that is nil accepts every message that is JSON. A route
// without a path stands at [Options.Prefix]/CHANNEL. It panics as [Handle] does.
//
// [HandshakeOf] with T = json.RawMessage returns the parameters of the path, as
//
//	{"params":{"room":"general"},"query":{}}
func (s *Server) HandleRoute(route Route, v Validators, handler RawHandler) *Hub[json.RawMessage] {
	var handshake Handshake
	if _, names := muxPattern(route.Path); len(names) > 0 {
		for _, name := range names {
			handshake.Params = append(handshake.Params, Param{Name: name})
		}
		handshake.Decode = func(data []byte) (any, error) { return json.RawMessage(data), nil }
	}
	return Handle(s, Channel[json.RawMessage, json.RawMessage]{
		Handshake:      handshake,
		Route:          route,
		ClientToServer: rawCodec(v.ClientToServer),
		ServerToClient: rawCodec(v.ServerToClient),
	}, handler)
}
