package runtime

import (
	"context"
	"fmt"
	"iter"
	"sync"
)

// A Manager knows the open connections of a server, of all channels. Its
// methods may be called from any goroutine, and none of them waits for a
// client. The server adds each connection when its OnConnect has returned nil,
// and removes it when it begins to close.
type Manager struct {
	group  group // everyone
	roster roster

	mu   sync.RWMutex
	byID map[string]*conn
	hubs map[string]*hub
}

func newManager() *Manager {
	return &Manager{byID: map[string]*conn{}, hubs: map[string]*hub{}, roster: newRoster()}
}

func (m *Manager) addHub(h *hub) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hubs[h.Channel] = h
}

// remember makes a connection known. Its lock is held, and it is not closing.
func (m *Manager) remember(c *conn) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.byID[c.id] = c
	m.group.add(c)
	c.hub.group.add(c)
}

// forget is its reverse, and reports whether the connection was known.
func (m *Manager) forget(c *conn) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.byID[c.id] != c {
		return false
	}
	delete(m.byID, c.id)
	m.group.remove(c)
	c.hub.group.remove(c)
	return true
}

// Add puts a connection back that Remove took out. It reports false when the
// connection is closed or was never here.
func (m *Manager) Add(p Peer) bool {
	c := p.core()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.server.manager != m || c.life.closing || !c.life.connected {
		return false
	}
	m.remember(c)
	return true
}

// Remove takes a connection out of the manager, its channel and its rooms
// without closing it: broadcasts and CloseAll do not reach it any more.
func (m *Manager) Remove(id string) (Peer, bool) {
	p, ok := m.Get(id)
	if !ok || !m.forget(p.core()) { // somebody else was first
		return nil, false
	}
	p.Leave(p.Rooms()...)
	return p, true
}

// Get returns the connection with an ID.
func (m *Manager) Get(id string) (Peer, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	c, ok := m.byID[id]
	if !ok {
		return nil, false
	}
	return c.self, true
}

// Len returns how many connections there are.
func (m *Manager) Len() int { return m.group.len() }

// LenOf returns how many connections a channel has.
func (m *Manager) LenOf(channel string) int {
	if h := m.hub(channel); h != nil {
		return h.group.len()
	}
	return 0
}

// All yields the connections, in the order in which they connected.
func (m *Manager) All() iter.Seq[Peer] { return peers(&m.group) }

// Channel yields the connections of a channel, in the order in which they
// connected. A channel that does not exist has none.
func (m *Manager) Channel(name string) iter.Seq[Peer] {
	if h := m.hub(name); h != nil {
		return peers(&h.group)
	}
	return peers(new(group))
}

// peers yields the members that a group has when it is asked.
func peers(g *group) iter.Seq[Peer] {
	return func(yield func(Peer) bool) {
		for _, c := range g.all() {
			if !yield(c.self) {
				return
			}
		}
	}
}

func (m *Manager) hub(channel string) *hub {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.hubs[channel]
}

// Broadcast queues a message that is already encoded for the open connections
// of a channel, and returns for how many. The error is a *[ValidationError] when
// the message breaks the contract, or says that there is no such channel.
func (m *Manager) Broadcast(ctx context.Context, channel string, data []byte) (int, error) {
	h := m.hub(channel)
	if h == nil {
		return 0, fmt.Errorf("runtime: there is no channel %q", channel)
	}
	message, err := h.sealJSON(data)
	if err != nil {
		return 0, err
	}
	return h.deliver(message, h.group.all()), nil
}

// CloseAll closes all connections, and returns how many that were. The manager
// is then empty. It does not keep new connections from coming; see
// [Server.Shutdown]. A code that cannot be sent becomes 1011.
func (m *Manager) CloseAll(code CloseCode, reason string) int {
	return closeAll(m.group.all(), code, reason)
}

// Stats counts what was sent on a channel.
func (m *Manager) Stats(channel string) Stats {
	if h := m.hub(channel); h != nil {
		return h.statistics()
	}
	return Stats{}
}
