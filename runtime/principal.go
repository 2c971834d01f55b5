package runtime

import (
	"cmp"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// principalID returns what tells a principal from others, or "" when nothing
// does: what [Options.PrincipalID] says, else what a method PrincipalID says, else
// the principal itself, if it is a string or an integer.
func (o *Options) principalID(principal any) string {
	if principal == nil {
		return ""
	}
	if o.PrincipalID != nil {
		return o.PrincipalID(principal)
	}
	if p, ok := principal.(interface{ PrincipalID() string }); ok {
		return p.PrincipalID()
	}
	switch v := reflect.ValueOf(principal); {
	case v.Kind() == reflect.String:
		return v.String()
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	}
	return ""
}

// expiry returns when the session of a principal ends; the zero time is never.
func (o *Options) expiry(principal any) time.Time {
	if principal == nil {
		return time.Time{}
	}
	if o.PrincipalExpiry != nil {
		return o.PrincipalExpiry(principal)
	}
	if p, ok := principal.(interface{ ExpiresAt() time.Time }); ok {
		return p.ExpiresAt()
	}
	return time.Time{}
}

// An identity is who a client is, as the connection has to know it.
type identity struct {
	principal any
	id        string
	expires   time.Duration // see socket.Now; 0: never
}

// newIdentity asks the hooks about a principal, and reports false when the
// session has ended already.
func (o *Options) newIdentity(principal any) (i identity, ok bool) {
	i = identity{principal: principal, id: o.principalID(principal)}
	i.expires, ok = fromNow(o.expiry(principal))
	return i, ok
}

// fromNow puts a time on the clock of connections. It reports false for one that
// is over.
func fromNow(at time.Time) (time.Duration, bool) {
	const never = 100 * 365 * 24 * time.Hour
	left := time.Until(at)
	if at.IsZero() || left > never {
		return 0, true
	}
	return socket.Now() + left, left > 0
}

// ExpireAt is the [Peer]'s.
func (c *conn) ExpireAt(at time.Time) {
	expires, ok := fromNow(at)
	if !ok {
		c.shut(sessionExpired, dropThenClose)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.life.closing {
		c.who.expires = expires
		c.setAlarm(socket.Now())
	}
}

var sessionExpired = CloseInfo{Code: CloseUnauthenticated, Reason: "session expired"}

// enrol notes whose connection it is; strike is its reverse.
func (m *Manager) enrol(c *conn) {
	if c.who.id == "" {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	conns := m.principals[c.who.id]
	if conns == nil {
		conns = map[*conn]struct{}{}
		m.principals[c.who.id] = conns
	}
	conns[c] = struct{}{}
}

func (m *Manager) strike(c *conn) {
	if c.who.id == "" {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	conns := m.principals[c.who.id]
	delete(conns, c)
	if len(conns) == 0 {
		delete(m.principals, c.who.id)
	}
}

// Principal yields the connections of a principal on all channels, in the order
// in which they connected. The id is that of [Options.PrincipalID].
func (m *Manager) Principal(id string) iter.Seq[Peer] {
	return func(yield func(Peer) bool) {
		for _, c := range m.connsOf(id) {
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
// were, also those whose OnConnect has not returned yet. It does not keep the
// principal from coming back: when somebody logs out, end the session first, so
// that Authenticate refuses it, and call this then.
//
//	n := srv.Connections().ClosePrincipal("ada", runtime.CloseUnauthenticated, "logged out")
func (m *Manager) ClosePrincipal(id string, code CloseCode, reason string) int {
	return closeAll(m.connsOf(id), code, reason)
}

// connsOf returns the connections of a principal that have not begun to close.
func (m *Manager) connsOf(id string) []*conn {
	m.mu.RLock()
	defer m.mu.RUnlock()
	conns := make([]*conn, 0, len(m.principals[id]))
	for c := range m.principals[id] {
		conns = append(conns, c)
	}
	slices.SortFunc(conns, func(a, b *conn) int { return cmp.Or(cmp.Compare(a.opened, b.opened), cmp.Compare(a.id, b.id)) })
	return conns
}

// knows reports whether a connection can be found.
func (m *Manager) knows(c *conn) bool {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.byID[c.id] == c
}
