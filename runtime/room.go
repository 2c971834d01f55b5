package runtime

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"slices"
)

// A Hub is a channel that is served. Its methods may be called from any
// goroutine, and none of them waits for a client.
type Hub[Out any] struct {
	hub   *hub
	codec Codec[Out]
}

// Channel is the name of the channel.
func (h *Hub[Out]) Channel() string { return h.hub.Channel }

// Broadcast queues a message for every client of the channel, and returns for
// how many. It is encoded once. A message that has no JSON form reaches nobody,
// and is logged. ctx is as in [Conn.Send].
func (h *Hub[Out]) Broadcast(ctx context.Context, v Out) int {
	return h.everyone().Broadcast(ctx, v)
}

// To returns the clients that are in at least one of the rooms. No rooms are
// nobody.
func (h *Hub[Out]) To(rooms ...string) Audience[Out] {
	return Audience[Out]{hub: h, rooms: slices.Clone(rooms)}
}

// Except returns all clients but these.
func (h *Hub[Out]) Except(conns ...*Conn[Out]) Audience[Out] {
	return h.everyone().Except(conns...)
}

func (h *Hub[Out]) everyone() Audience[Out] { return Audience[Out]{hub: h, everyone: true} }

// Len returns how many clients there are.
func (h *Hub[Out]) Len() int { return h.hub.group.len() }

// All yields the clients, in the order in which they connected.
func (h *Hub[Out]) All() iter.Seq[*Conn[Out]] { return h.everyone().All() }

// Get returns the client with an ID.
func (h *Hub[Out]) Get(id string) (*Conn[Out], bool) {
	p, ok := h.hub.server.manager.Get(id)
	if !ok {
		return nil, false
	}
	c, ok := p.(*Conn[Out])
	if !ok || c.typed != h {
		return nil, false
	}
	return c, true
}

// CloseAll closes the connections of all clients, and returns how many that
// were. It does not keep new ones from coming. A code that cannot be sent becomes
// 1011.
func (h *Hub[Out]) CloseAll(code CloseCode, reason string) int {
	return closeAll(h.hub.group.all(), code, reason)
}

// Stats counts what was sent on the channel.
func (h *Hub[Out]) Stats() Stats { return h.hub.statistics() }

// An Audience is some of the clients of a channel, as they are at the moment it
// is used.
type Audience[Out any] struct {
	hub      *Hub[Out]
	everyone bool
	rooms    []string
	except   []*conn
}

// Except leaves clients out.
func (a Audience[Out]) Except(conns ...*Conn[Out]) Audience[Out] {
	a.except = slices.Clone(a.except)
	for _, c := range conns {
		a.except = append(a.except, &c.conn)
	}
	return a
}

// Broadcast queues a message for the audience; see [Hub.Broadcast].
func (a Audience[Out]) Broadcast(ctx context.Context, v Out) int {
	m, err := seal(a.hub.hub, a.hub.codec, v)
	if err != nil {
		s := a.hub.hub.server
		s.noise(ctx, s.log, slog.LevelError, manyLines, "cannot broadcast", "channel", a.hub.Channel(), "type", fmt.Sprintf("%T", v), "error", err)
		return 0
	}
	return a.hub.hub.deliver(m, a.members())
}

// Len returns how many clients there are.
func (a Audience[Out]) Len() int { return len(a.members()) }

// All yields the clients: those of a channel in the order in which they
// connected, those of a room in the order in which they joined.
func (a Audience[Out]) All() iter.Seq[*Conn[Out]] {
	return func(yield func(*Conn[Out]) bool) {
		for _, c := range a.members() {
			if !yield(c.self.(*Conn[Out])) {
				return
			}
		}
	}
}

// members returns each client once. The caller must not change the list.
func (a Audience[Out]) members() []*conn {
	var list []*conn
	switch {
	case a.everyone:
		list = a.hub.hub.group.all()
	case len(a.rooms) == 1:
		list = a.hub.hub.room(a.rooms[0])
	default:
		seen := map[*conn]bool{}
		for _, room := range a.rooms {
			for _, c := range a.hub.hub.room(room) {
				if !seen[c] {
					seen[c] = true
					list = append(list, c)
				}
			}
		}
	}
	if len(a.except) == 0 {
		return list
	}
	rest := make([]*conn, 0, len(list))
	for _, c := range list {
		if !slices.Contains(a.except, c) {
			rest = append(rest, c)
		}
	}
	return rest
}
