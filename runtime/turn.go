package runtime

import (
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// Who reads, and who handles.
//
// The goroutine that reads a connection also runs its callbacks, so an idle
// connection costs one goroutine, and a message none. While a callback runs,
// nothing is read: a client that sends faster than it is handled is slowed down
// by the network.
//
// A callback that runs for longer than lookAfter gets a lookout: a second
// goroutine goes on reading in its place, as far as one message, which then
// waits for its turn. So pings are answered, pongs are heard, and a client that
// leaves is noticed. When the callback returns, its goroutine finds itself
// relieved, and ends.
//
// With [Handler.Concurrency], the reader gives each message to a goroutine of
// its own instead, and waits when that many are at work. OnConnect has a lookout
// all the same, and messages wait for it.

// lookAfter is how long a callback runs before somebody reads in its place.
const lookAfter = 250 * time.Millisecond

// enter waits for the turn of a message that was read just now, and is followed
// by leave. It says when the turn came, and reports false when the connection
// is at its end, and no message is to be handled. Only the reader calls it, so
// there is one who waits.
func (c *conn) enter(now time.Duration) (start time.Duration, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.life.deaf = true
	for !c.life.over() && (!c.life.connected || c.life.running >= c.hub.concurrency) {
		turn := make(chan struct{})
		c.life.turn = turn
		c.mu.Unlock()
		<-turn
		c.mu.Lock()
		now = socket.Now()
	}
	if c.life.over() {
		c.hear(now)
		return now, false
	}
	c.life.running++
	c.life.since = now
	c.out.answers = true
	if c.hub.concurrency > 1 {
		c.hear(now)
	} else if c.life.lookAt == 0 {
		c.life.lookAt = now + lookAfter
		c.setAlarm(now)
	}
	return now, true
}

// over reports whether messages are not handled any more.
func (l *life) over() bool { return l.closing || l.retiring != nil }

// hear is called when somebody goes on reading. The lock is held.
func (c *conn) hear(now time.Duration) {
	c.life.deaf = false
	c.heart.heard = now
}

// wake lets a message that waits for its turn look again. The lock is held.
func (c *conn) wake() {
	if c.life.turn != nil {
		close(c.life.turn)
		c.life.turn = nil
	}
}

// lookOut relieves the reader, if a callback has kept it for long. The lock is
// held.
func (c *conn) lookOut(now time.Duration) {
	l := &c.life
	switch {
	case l.running == 0 || !l.deaf || l.relieved:
		l.lookAt = 0 // until the next message
	case now < l.since+lookAfter:
		l.lookAt = l.since + lookAfter // it is another callback by now
	default:
		l.lookAt = 0
		l.relieved = true
		c.hear(now)
		c.working.Add(1)
		go c.readOn()
	}
}

// leave is called after OnConnect and OnMessage, also when they panic. It
// reports whether the goroutine was relieved, and must not read.
func (c *conn) leave() (now time.Duration, relieved bool) {
	now = socket.Now()
	c.mu.Lock()
	c.life.running--
	c.out.answers = false
	relieved = c.life.relieved
	c.life.relieved = false
	if !relieved {
		c.hear(now)
	}
	c.wake()
	disconnect := c.claimDisconnect()
	retiring := c.life.retiring
	if c.life.running > 0 {
		retiring = nil
	}
	c.mu.Unlock()
	switch {
	case disconnect:
		go c.disconnect() // meanwhile the client's close frame is awaited here
	case retiring != nil:
		c.shut(CloseInfo{Code: retiring.Code, Reason: retiring.Reason}, flushThenClose)
	}
	return now, relieved
}
