package runtime

import (
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// Each connection has one alarm on the server's timing wheel, for whatever comes
// first of what it has to do at a time: the next heartbeat, the end of its
// session, a look at a callback that takes long, and, when it is closing, the
// end of the patience with its client.

// tickOf returns how precise the wheel has to be: an eighth of the shortest time
// that is measured with it, and a quarter of a second at most.
func tickOf(o *Options) time.Duration {
	shortest := min(o.HeartbeatTimeout, o.CloseTimeout)
	if o.HeartbeatInterval > 0 {
		shortest = min(shortest, o.HeartbeatInterval)
	}
	return min(max(shortest/8, time.Millisecond), 250*time.Millisecond)
}

// setAlarm sets the alarm for what comes first, if anything does. The lock is
// held.
func (c *conn) setAlarm(now time.Duration) {
	var first time.Duration
	for _, at := range c.appointments() {
		if at != 0 && (first == 0 || at < first) {
			first = at
		}
	}
	if first == 0 {
		c.server.wheel.Stop(&c.alarm)
		return
	}
	c.server.wheel.Set(&c.alarm, c, first-now)
}

func (c *conn) appointments() [3]time.Duration {
	if c.life.closing {
		return [3]time.Duration{c.life.deadline}
	}
	return [3]time.Duration{c.heart.next, c.who.expires, c.life.lookAt}
}

// ring is called by the wheel.
func (c *conn) ring() {
	now := socket.Now()
	c.mu.Lock()
	due := func(at time.Duration) bool { return at != 0 && at <= now }
	end, hangsUp := CloseInfo{}, false
	switch {
	case c.life.closing:
		hangsUp = due(c.life.deadline)
		if hangsUp {
			c.life.deadline = 0
		}
	case due(c.who.expires):
		end = sessionExpired
	case due(c.heart.next) && !c.beat(now):
		end = CloseInfo{Code: CloseTooSlow, Reason: "no answer to ping"}
	case due(c.life.lookAt):
		c.lookOut(now)
	}
	c.setAlarm(now)
	c.mu.Unlock()
	switch {
	case hangsUp:
		_ = c.sock.HangUp()
	case end.Code != 0:
		c.shut(end, dropThenClose)
	}
}
