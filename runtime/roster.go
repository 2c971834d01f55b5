package runtime

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"sync"
)

// A roster knows whose connections there are, from the moment in which it is
// asked who a client is: nobody whose sessions are closed slips through in a
// handshake.
type roster struct {
	mu       sync.Mutex
	conns    map[string]map[*conn]struct{} // that have not begun to close, by principal
	arrivals map[*arrival]struct{}
}

// An arrival is a handshake. It notes the principals whose connections were closed
// since it began.
type arrival struct {
	closed map[string]CloseError
}

func newRoster() roster {
	return roster{conns: map[string]map[*conn]struct{}{}, arrivals: map[*arrival]struct{}{}}
}

// arrive begins a handshake; enrol or leave ends it.
func (r *roster) arrive() *arrival {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := &arrival{}
	r.arrivals[a] = struct{}{}
	return a
}

func (r *roster) leave(a *arrival) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.arrivals, a)
}

// enrol adds the connection that a handshake has become. It reports false, and how
// to close it, when the connections of its principal were closed meanwhile.
func (r *roster) enrol(a *arrival, c *conn) (end CloseError, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.arrivals, a)
	id := c.who.id
	if id == "" {
		return end, true
	}
	if end, closed := a.closed[id]; closed {
		return end, false
	}
	if r.conns[id] == nil {
		r.conns[id] = map[*conn]struct{}{}
	}
	r.conns[id][c] = struct{}{}
	return end, true
}

// strike removes a connection.
func (r *roster) strike(c *conn) {
	if c.who.id == "" {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	conns := r.conns[c.who.id]
	delete(conns, c)
	if len(conns) == 0 {
		delete(r.conns, c.who.id)
	}
}

// of returns the connections of a principal, in the order in which they came.
func (r *roster) of(id string) []*conn {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.SortedFunc(maps.Keys(r.conns[id]), func(a, b *conn) int {
		return cmp.Or(cmp.Compare(a.opened, b.opened), cmp.Compare(a.id, b.id))
	})
}

// expel tells the handshakes that go on how to close the connections of a
// principal.
func (r *roster) expel(id string, end CloseError) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for a := range r.arrivals {
		if a.closed == nil {
			a.closed = map[string]CloseError{}
		}
		a.closed[id] = end
	}
}

// Principal yields the connections of a principal on all channels, in the order
// in which they connected. The id is that of [Options.PrincipalID].
func (m *Manager) Principal(id string) iter.Seq[Peer] {
	return func(yield func(Peer) bool) {
		for _, c := range m.roster.of(id) {
			if !m.knows(c) { // its OnConnect has not agreed yet
				continue
			}
			if !yield(c.self) {
				return
			}
		}
	}
}

// ClosePrincipal closes all connections of a principal, and returns how many that
// were, also those whose OnConnect has not returned yet. Handshakes that go on at
// that moment end in the same way, but do not count. It does not keep the
// principal from coming back: when somebody logs out, end the session first, so
// that Authenticate refuses it, and call this then. A code that cannot be sent
// becomes 1011.
//
//	n := srv.Connections().ClosePrincipal("ada", runtime.CloseUnauthenticated, "logged out")
func (m *Manager) ClosePrincipal(id string, code CloseCode, reason string) int {
	m.roster.expel(id, CloseError{Code: code.orInternal(), Reason: reason})
	return closeAll(m.roster.of(id), code, reason)
}

// knows reports whether a connection can be found.
func (m *Manager) knows(c *conn) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.byID[c.id] == c
}
