package runtime

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
	"github.com/wscontract/wscontract/runtime/internal/timer"
)

// A Peer is a connection to a client of any channel, as the [Manager] sees it.
// Every Peer is a *[Conn] of its channel's type:
//
//	if c, ok := peer.(*runtime.Conn[chat.Event]); ok { … }
//
// All methods may be called from any goroutine, and none of them waits. Other
// packages cannot implement it.
type Peer interface {
	// ID is random and unique. It says nothing about the client.
	ID() string
	// Channel is the name of the channel.
	Channel() string
	// RemoteAddr is the network address of the client, as the HTTP server (or
	// middleware of it) gave it.
	RemoteAddr() string
	// Subprotocol is what was agreed on in the handshake, or "".
	Subprotocol() string
	// Principal is what [Options.Authenticate] returned, or nil.
	Principal() any
	// PrincipalID tells the principal from others, as [Options.PrincipalID]
	// says, or is "".
	PrincipalID() string
	// ExpireAt sets when the session ends, in place of what
	// [Options.PrincipalExpiry] says: for a client that has renewed it. Within a
	// second after, the connection is closed with 4401. The zero time is never.
	ExpireAt(time.Time)
	// Context ends when the connection begins to close. Its cause is a
	// *[CloseError]. It carries the values of the request's context.
	Context() context.Context

	// SendJSON sends a message that is already encoded, after checking it
	// against the contract. The data is copied. Errors are as those of
	// [Conn.Send], or a *[ValidationError].
	SendJSON(ctx context.Context, data []byte) error
	// Close says goodbye: what was sent before goes out, then a close frame.
	// It does not wait for that. The first call decides about code and reason;
	// later ones return ErrClosed.
	Close(code CloseCode, reason string) error

	// Join adds the connection to rooms of its channel, until Leave or the end.
	Join(rooms ...string)
	// Leave takes it out of them.
	Leave(rooms ...string)
	// Rooms returns the rooms it is in, sorted.
	Rooms() []string

	core() *conn
}

// A conn is a connection without the type of its messages. The methods of
// [Peer] are here, the life of a connection is in lifecycle.go, its reading
// and writing in reader.go and writer.go.
type conn struct {
	hub    *hub
	server *Server
	sock   *socket.Conn
	self   Peer // the *Conn[Out] this is part of

	id        string
	remote    string
	opened    time.Duration // when; see socket.Now
	who       identity      // its expiry is guarded by mu
	place     *place        // nil when it counts for nobody
	handshake any
	ctx       context.Context
	cancel    context.CancelCauseFunc

	// Used by the reading goroutine only.
	rate, control bucket
	heard         time.Duration // when the last message came

	// working counts the goroutines that need the connection: the reader, the
	// writer while there is one, and OnDisconnect. The last one out releases it.
	working atomic.Int32

	mu    sync.Mutex
	queue queue
	// Of messages that were refused.
	invalid bucket
	life    life
	out     outbox
	heart   heartbeat
	alarm   timer.Alarm[conn]
	rooms   map[string]struct{}
	bag     map[any]any
}

// newConn makes a connection whose OnConnect is still to be called.
func (h *hub) newConn(ctx context.Context, sock *socket.Conn, r *http.Request) *conn {
	c := h.open()
	c.hub, c.server, c.sock = h, h.server, sock
	c.id = newID()
	c.remote = r.RemoteAddr
	c.opened = socket.Now()
	c.ctx, c.cancel = context.WithCancelCause(ctx)
	c.working.Store(1)
	c.life.running, c.life.deaf, c.life.since = 1, true, c.opened // OnConnect
	return c
}

func (c *conn) core() *conn              { return c }
func (c *conn) ID() string               { return c.id }
func (c *conn) Channel() string          { return c.hub.Channel }
func (c *conn) RemoteAddr() string       { return c.remote }
func (c *conn) Subprotocol() string      { return c.sock.Subprotocol() }
func (c *conn) Principal() any           { return c.who.principal }
func (c *conn) PrincipalID() string      { return c.who.id }
func (c *conn) Context() context.Context { return c.ctx }

func (c *conn) SendJSON(_ context.Context, data []byte) error {
	m, err := c.hub.sealJSON(data)
	if err != nil {
		return err
	}
	return c.answer(m, socket.Now())
}

func (c *conn) Close(code CloseCode, reason string) error {
	if !code.sendable() {
		return fmt.Errorf("runtime: close code %d cannot be sent; use 1000 to 1014, or 3000 to 4999", code)
	}
	if !c.shut(CloseInfo{Code: code, Reason: reason}, flushThenClose) {
		return ErrClosed
	}
	return nil
}

func (c *conn) Join(rooms ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.life.closing {
		return
	}
	for _, room := range rooms {
		if _, ok := c.rooms[room]; ok {
			continue
		}
		if c.rooms == nil {
			c.rooms = map[string]struct{}{}
		}
		c.rooms[room] = struct{}{}
		c.hub.enter(room, c)
	}
}

func (c *conn) Leave(rooms ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, room := range rooms {
		if _, ok := c.rooms[room]; ok {
			delete(c.rooms, room)
			c.hub.exit(room, c)
		}
	}
}

func (c *conn) Rooms() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	rooms := make([]string, 0, len(c.rooms))
	for room := range c.rooms {
		rooms = append(rooms, room)
	}
	slices.Sort(rooms)
	return rooms
}
