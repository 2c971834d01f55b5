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
// While a callback runs nothing is read, so silence proves nothing; the client
// then has until some time after the callback.
type heartbeat struct {
	timer   *time.Timer
	waiting bool          // for the answer to a ping
	sent    time.Duration // when that was; see socket.Now
	payload string        // of that ping
	heard   time.Duration // when the ping was answered, or a callback ended
}

// startHeart begins with a random part of the interval, so that clients that
// came together are not asked together. The lock is held.
func (c *conn) startHeart() {
	if interval := c.server.opts.HeartbeatInterval; interval > 0 {
		c.heart.timer = time.AfterFunc(interval/2+rand.N(interval/2+1), c.beat)
	}
}

// stop is called with the lock held.
func (h *heartbeat) stop() {
	if h.timer != nil {
		h.timer.Stop()
	}
}

// answered is called at a pong, with the lock held.
func (h *heartbeat) answered(payload string) (roundTrip time.Duration, ok bool) {
	if !h.waiting || payload != h.payload {
		return 0, false
	}
	h.heard = socket.Now()
	h.payload = "" // a second answer counts for nothing
	return h.heard - h.sent, true
}

// beat runs when it is time for a ping, and when it is time for its answer.
func (c *conn) beat() {
	opts := &c.server.opts
	c.mu.Lock()
	if c.life.closing {
		c.mu.Unlock()
		return
	}
	h := &c.heart
	switch {
	case !h.waiting:
		h.waiting = true
		h.sent = socket.Now()
		h.payload = strconv.FormatUint(rand.Uint64(), 36)
		c.out.ping = socket.ControlFrame(socket.Ping, h.payload)
		c.startWriter()
		h.timer.Reset(opts.HeartbeatTimeout)
	case c.life.busy:
		h.timer.Reset(opts.HeartbeatTimeout)
	case max(h.heard, c.sock.Heard()) > h.sent:
		h.waiting = false
		h.timer.Reset(max(opts.HeartbeatInterval-opts.HeartbeatTimeout, opts.HeartbeatInterval/10))
	default:
		c.mu.Unlock()
		c.shut(CloseInfo{Code: CloseTooSlow, Reason: "no answer to ping"}, dropThenClose)
		return
	}
	c.mu.Unlock()
}
