package runtime

import (
	"reflect"
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
