package runtime

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// A hub is a channel that is served, without the types of its messages: the
// functions were made by [Handle], which knows them.
type hub struct {
	Route     // with the server's defaults
	server    *Server
	handshake Handshake

	open         func() *conn // allocates a *Conn[Out]
	onConnect    func(context.Context, *conn) error
	receive      func(context.Context, *conn, []byte) error // decodes and handles a message
	onError      func(ctx context.Context, c *conn, data []byte, why error) error
	onDisconnect func(context.Context, *conn, CloseInfo)
	validate     func([]byte) error // of what the server sends
	concurrency  int                // messages of one connection that are handled at once

	check atomic.Pointer[Validators] // of Server.RegisterValidator
	stats tally
	group group // everyone

	mu    sync.Mutex
	rooms map[string]*group
}

// enter puts a connection into a room; exit takes it out, and forgets a room
// that is empty.
func (h *hub) enter(room string, c *conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := h.rooms[room]
	if g == nil {
		g = new(group)
		h.rooms[room] = g
	}
	g.add(c)
}

func (h *hub) exit(room string, c *conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := h.rooms[room]
	g.remove(c)
	if g.len() == 0 {
		delete(h.rooms, room)
	}
}

// room returns who is in a room.
func (h *hub) room(name string) []*conn {
	h.mu.Lock()
	g := h.rooms[name]
	h.mu.Unlock()
	if g == nil {
		return nil
	}
	return g.all()
}

// checkIn asks the validator that was registered for messages from clients.
func (h *hub) checkIn(data []byte) error {
	if v := h.check.Load(); v != nil && v.ClientToServer != nil {
		return v.ClientToServer(data)
	}
	return nil
}

// checkOut holds a message of the server against the contract, and asks the
// validator that was registered.
func (h *hub) checkOut(data []byte) error {
	if err := h.validate(data); err != nil {
		return err
	}
	if v := h.check.Load(); v != nil && v.ServerToClient != nil {
		return v.ServerToClient(data)
	}
	return nil
}

// sealJSON makes the frame of a message that is already encoded.
func (h *hub) sealJSON(data []byte) (socket.Message, error) {
	if err := h.checkOut(data); err != nil {
		return socket.Message{}, err
	}
	return h.message(append(make([]byte, socket.HeaderRoom, socket.HeaderRoom+len(data)), data...)), nil
}

// message makes a message of a payload that stands behind socket.HeaderRoom
// bytes; b is kept.
func (h *hub) message(b []byte) socket.Message {
	if !h.server.opts.Compression {
		return socket.NewMessage(b, -1)
	}
	return socket.NewMessage(b, h.server.opts.CompressionThreshold)
}

// scratch holds what messages are encoded into.
var scratch = sync.Pool{New: func() any { b := make([]byte, socket.HeaderRoom, 1<<10); return &b }}

// unsent says of a message without a JSON form, or that breaks its contract,
// which one it is: the error of a codec speaks of a value somewhere in it.
func unsent[T any](channel string, v T, err error) error {
	return fmt.Errorf("runtime: channel %q: cannot send %T: %w", channel, v, err)
}

// seal makes the frame of a message: one allocation, of the right size.
func seal[T any](h *hub, codec Codec[T], v T) (socket.Message, error) {
	buf := scratch.Get().(*[]byte)
	defer scratch.Put(buf)
	b, err := codec.Append((*buf)[:socket.HeaderRoom], v)
	if err != nil {
		return socket.Message{}, err
	}
	if h.server.opts.ValidateOutgoing {
		if err := h.checkOut(b[socket.HeaderRoom:]); err != nil {
			return socket.Message{}, err
		}
	}
	if cap(b) <= keepBuffer {
		*buf = b
	}
	return h.message(append([]byte(nil), b...)), nil
}

// deliver queues a message for some connections, and returns for how many.
func (h *hub) deliver(m socket.Message, to []*conn) int {
	now := socket.Now()
	n := 0
	for _, c := range to {
		if c.send(m, now) == nil {
			n++
		}
	}
	h.stats.metrics.Broadcast(h.Channel, n)
	return n
}

// closeAll closes some connections, and returns how many were open.
func closeAll(conns []*conn, code CloseCode, reason string) int {
	info := CloseInfo{Code: code.orInternal(), Reason: reason}
	n := 0
	for _, c := range conns {
		if c.shut(info, flushThenClose) {
			n++
		}
	}
	return n
}

func (h *hub) log(c *conn) *slog.Logger {
	return h.server.log.With("channel", h.Channel, "conn", c.id)
}

// RegisterValidator gives the channel of that name validators that messages
// have to pass beside those of its contract, in place of an earlier call's. A
// nil function accepts. The channel may also be registered later, and be served
// already.
//
// What a validator says of a client's message, the client is told.
func (s *Server) RegisterValidator(channel string, v Validators) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.checks[channel] = &v
	if h := s.hubs[channel]; h != nil {
		h.check.Store(&v)
	}
}
