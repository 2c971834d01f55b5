package runtime

import (
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// A heartbeat finds out whether the client is still there. Every interval it
// sends a ping with a number nobody can guess; a client from which nothing was
// heard since, neither the number nor a part of a message, is gone.
//
// While nothing is read, silence proves nothing; the client then has until some
// time after that.
type heartbeat struct {
	next    time.Duration // when to look again; 0 without heartbeats
	waiting bool          // for the answer to a ping
	sent    time.Duration // when that was; see socket.Now
	number  uint64        // in that ping; 0 once it was answered
	heard   time.Duration // when the ping was answered, or reading went on
}

// startHeart begins with a random part of the interval, so that clients that
// came together are not asked together. The lock is held.
func (c *conn) startHeart(now time.Duration) {
	if interval := c.server.opts.HeartbeatInterval; interval > 0 {
		c.heart.next = now + interval/2 + rand.N(interval/2+1)
	}
}

// answered is called at a pong, with the lock held.
func (h *heartbeat) answered(payload string) (roundTrip time.Duration, ok bool) {
	if !h.waiting || h.number == 0 || payload != strconv.FormatUint(h.number, 36) {
		return 0, false
	}
	h.heard = socket.Now()
	h.number = 0 // a second answer counts for nothing
	return h.heard - h.sent, true
}

// beat is called when it is time for a ping, and when it is time for its
// answer. It reports false when there is nobody. The lock is held.
//
// There is one ping at a time. Where an answer may take longer than the interval,
// the next ping goes out when the interval is over and the answer is there: a
// proxy that cuts what is idle cares for the interval.
func (c *conn) beat(now time.Duration) (alive bool) {
	opts, h := &c.server.opts, &c.heart
	switch {
	case !h.waiting:
		h.waiting = true
		h.sent = now
		h.number = max(1, rand.Uint64())
		c.out.control().ping = socket.ControlFrame(socket.Ping, strconv.FormatUint(h.number, 36))
		c.startWriter()
		h.next = now + min(opts.HeartbeatInterval, opts.HeartbeatTimeout)
	case c.life.deaf:
		h.next = now + opts.HeartbeatTimeout
	case max(h.heard, c.sock.Heard()) >= h.sent: // in fake time the answer takes none
		h.waiting = false
		if h.next = h.sent + opts.HeartbeatInterval; h.next <= now {
			return c.beat(now)
		}
	case now < h.sent+opts.HeartbeatTimeout:
		h.next = h.sent + opts.HeartbeatTimeout
	default:
		return false
	}
	return true
}
