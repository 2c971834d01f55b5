package runtime

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// An outbox is what the writer has to do beside the queue. Pings and pongs
// overtake messages; the close frame comes last.
type outbox struct {
	writing bool      // there is a writer
	answers bool      // a callback runs that has sent nothing; see answer.go
	frames  *controls // or nil, when there are none
	half    bool      // nothing is read any more: tell the client that nothing follows

	room chan struct{} // closed when the queue has been emptied a little; nil when nobody waits
}

// controls are the control frames that wait, one of a kind.
type controls struct{ ping, pong, close []byte }

// control returns where to put one.
func (o *outbox) control() *controls {
	if o.frames == nil {
		o.frames = new(controls)
	}
	return o.frames
}

// batchBytes is how much the writer puts on the network at once.
const batchBytes = 64 << 10

// A batch is what goes to the network at once. One frame alone is written from
// where it is; several are put together in a buffer from a pool.
type batch struct {
	frames   int
	messages int  // of the frames
	last     bool // the close frame is among them
	only     []byte
	buf      *[]byte
}

var batches = sync.Pool{New: func() any { return new([]byte) }}

func (b *batch) add(frame []byte) {
	b.frames++
	switch b.frames {
	case 1:
		b.only = frame
		return
	case 2:
		if b.buf == nil {
			b.buf = batches.Get().(*[]byte)
		}
		*b.buf = append((*b.buf)[:0], b.only...)
	}
	*b.buf = append(*b.buf, frame...)
}

func (b *batch) bytes() []byte {
	if b.frames == 1 {
		return b.only
	}
	return *b.buf
}

// reset makes the batch empty, and keeps its buffer; release gives that back.
func (b *batch) reset() { *b = batch{buf: b.buf} }

func (b *batch) release() {
	if b.buf != nil && cap(*b.buf) <= 2*batchBytes {
		batches.Put(b.buf)
	}
}

// send queues a message. It never waits for the client.
func (c *conn) send(m socket.Message, now time.Duration) error {
	opts := &c.server.opts
	frame := m.For(c.sock)
	c.mu.Lock()
	if c.life.closing {
		c.mu.Unlock()
		return ErrClosed
	}
	v, dropped := c.queue.offer(item{frame, now}, c.hub.Overflow, opts.QueueBytes, opts.QueueAge)
	c.hub.stats.sent.Add(1)
	if v == queued {
		c.startWriter()
	}
	c.mu.Unlock()
	c.hub.stats.isDropped(dropped, dropReason(c.hub.Overflow))

	switch v {
	case refused:
		return ErrDropped
	case overflow:
		c.shut(tooSlow(ErrSlow), dropThenClose)
		return ErrSlow
	}
	return nil
}

// sendWait queues a message as soon as it fits.
func (c *conn) sendWait(ctx context.Context, m socket.Message) error {
	frame := m.For(c.sock)
	for {
		c.mu.Lock()
		if c.life.closing { // which mostly ends ctx, too
			c.mu.Unlock()
			return ErrClosed
		}
		if err := ctx.Err(); err != nil {
			c.mu.Unlock()
			return err
		}
		if c.queue.fits(len(frame), c.server.opts.QueueBytes) {
			c.queue.push(item{frame, socket.Now()})
			c.hub.stats.sent.Add(1)
			c.startWriter()
			c.mu.Unlock()
			return nil
		}
		if c.out.room == nil {
			c.out.room = make(chan struct{})
		}
		room := c.out.room
		c.mu.Unlock()
		select {
		case <-room:
		case <-c.ctx.Done():
		case <-ctx.Done():
		}
	}
}

// sendFrame queues an answer of the server's own. When it cannot be queued, the
// connection is at its end or the client does not read.
func (c *conn) sendFrame(payload []byte) {
	_ = c.send(c.hub.message(append(make([]byte, socket.HeaderRoom), payload...)), socket.Now())
}

// startWriter makes sure that somebody writes what is queued. The lock is held.
func (c *conn) startWriter() {
	if !c.out.writing {
		c.out.writing = true
		c.working.Add(1)
		go c.write()
	}
}

// write is the writing goroutine. It exists only while there is something to
// write, and puts all that has gathered during one write into the next.
func (c *conn) write() {
	defer c.done()
	var b batch
	defer b.release()
	for {
		now, ok := c.fill(&b)
		if !ok {
			return
		}
		if err := c.sock.Write(b.bytes(), now, c.server.opts.WriteTimeout); err != nil {
			c.writeFailed(err, b.messages)
			return
		}
		c.hub.stats.isDelivered(b.messages, len(b.bytes()))
		if b.last {
			c.wroteLast()
			return
		}
	}
}

// fill takes the next frames, and says when it did. It reports false when there
// is nothing to write, and the writer has to end.
func (c *conn) fill(b *batch) (now time.Duration, ok bool) {
	b.reset()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.queue.len() == 0 && c.out.frames == nil {
		c.out.writing = false
		return 0, false
	}
	now = socket.Now()
	c.dropStale(now)
	var control controls
	if c.out.frames != nil {
		control = *c.out.frames
		c.out.frames = nil
	}
	if control.pong != nil {
		b.add(control.pong)
	}
	if control.ping != nil {
		b.add(control.ping)
	}
	for size := 0; c.queue.len() > 0; b.messages++ {
		size += c.queue.next()
		if b.messages > 0 && size > batchBytes {
			break
		}
		b.add(c.queue.pop())
	}
	if c.out.room != nil { // also when all of it was stale
		close(c.out.room)
		c.out.room = nil
	}
	switch {
	case control.close == nil:
	case c.queue.len() == 0:
		b.add(control.close)
		b.last = true
	default:
		c.out.control().close = control.close
	}
	c.out.writing = b.frames > 0
	return now, c.out.writing
}

// dropStale applies the overflow policy to what has waited too long. The lock is
// held, and is let go for a moment if there is something.
func (c *conn) dropStale(now time.Duration) {
	age := c.server.opts.QueueAge
	if !c.queue.stale(now, age) {
		return
	}
	dropped := 0
	drops := c.hub.Overflow == OverflowDropOldest || c.hub.Overflow == OverflowDropNewest
	if drops {
		dropped = c.queue.expire(now, age)
	}
	c.mu.Unlock()
	defer c.mu.Lock()
	if drops {
		c.hub.stats.isDropped(dropped, dropReason(c.hub.Overflow))
	} else {
		c.shut(tooSlow(ErrSlow), dropThenClose)
	}
}

// wroteLast is called when the close frame is out.
func (c *conn) wroteLast() {
	c.mu.Lock()
	half := c.out.half
	c.mu.Unlock()
	if half {
		c.sock.CloseWrite()
	}
}

// tooSlow is the end of a client that does not read. Its error is an [ErrSlow].
func tooSlow(err error) CloseInfo {
	return CloseInfo{Code: CloseTooSlow, Reason: "client reads too slowly", Err: err}
}

// writeFailed ends the connection after a write that failed: what was written
// may be half a frame, so nothing can follow, not even a close frame. The
// messages of that write are lost.
func (c *conn) writeFailed(err error, messages int) {
	info, why := CloseInfo{Code: CloseAbnormal, Reason: "connection lost", Remote: true, Err: err}, DroppedEnded
	if errors.Is(err, socket.ErrTimeout) {
		info, why = tooSlow(errors.Join(ErrSlow, err)), DroppedSlow
	}
	c.mu.Lock()
	messages += c.queue.clear()
	c.mu.Unlock()
	c.hub.stats.isDropped(messages, why)
	c.abort(info)
}
