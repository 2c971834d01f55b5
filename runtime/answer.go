package runtime

import (
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// The first message that a callback sends to its own client, when nothing else
// waits to be written, is an answer, as a rule the only one. It is written by
// the goroutine that sends it, as far as the network takes it without waiting,
// and costs no other goroutine. All else is queued, and so what comes together
// is written together.

// answer sends a message that may be an answer. It never waits for the client.
func (c *conn) answer(m socket.Message, now time.Duration) error {
	if !c.claimAnswer() {
		return c.send(m, now)
	}
	frame := m.For(c.sock)
	n, err := c.sock.TryWrite(frame, now, c.server.opts.WriteTimeout)
	switch {
	case err != nil:
		c.writeFailed(err, 1)
		c.done()
	case n < len(frame):
		go c.finish(frame, n)
	default:
		c.hub.stats.isDelivered(1, n)
		c.mu.Lock()
		more := c.queue.len() > 0 || c.out.frames != nil
		c.out.writing = more
		c.mu.Unlock()
		if more {
			go c.write()
		} else {
			c.done()
		}
	}
	return nil
}

// claimAnswer makes the caller the writer, if there is none and nothing waits.
func (c *conn) claimAnswer() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.out.answers || c.life.closing || c.out.writing || c.queue.len() > 0 || c.out.frames != nil || !c.sock.CanTry() {
		return false
	}
	c.out.answers, c.out.writing = false, true
	c.working.Add(1)
	c.hub.stats.sent.Add(1)
	return true
}

// finish writes what is left of an answer behind its first n bytes, and goes on
// as the writer.
func (c *conn) finish(frame []byte, n int) {
	if err := c.sock.Write(frame[n:], socket.Now(), c.server.opts.WriteTimeout); err != nil {
		c.writeFailed(err, 1)
		c.done()
		return
	}
	c.hub.stats.isDelivered(1, len(frame))
	c.write()
}
