package runtime

import (
	"errors"
	"sync"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// An outbox is what the writer has to do beside the queue. Pings and pongs
// overtake messages; the close frame comes last.
type outbox struct {
	writing bool // there is a writer
	ping    []byte
	pong    []byte
	close   []byte
	half    bool // nothing is read any more: tell the client that nothing follows
}

// batchBytes is how much the writer puts on the network at once.
const batchBytes = 64 << 10

// batches holds what frames are put together in.
var batches = sync.Pool{New: func() any { b := make([]byte, 0, 4<<10); return &b }}

// send queues a sealed frame. It never waits for the client.
func (c *conn) send(frame []byte, now time.Time) error {
	opts := &c.server.opts
	c.mu.Lock()
	if c.life.closing {
		c.mu.Unlock()
		return ErrClosed
	}
	v, dropped := c.queue.offer(item{frame, now}, c.hub.Overflow, opts.QueueBytes, opts.QueueAge)
	c.hub.stats.sent.Add(1)
	c.hub.stats.dropped.Add(uint64(dropped))
	if v == queued {
		c.startWriter()
	}
	c.mu.Unlock()

	switch v {
	case refused:
		return ErrDropped
	case overflow:
		c.shut(CloseInfo{Code: CloseTooSlow, Reason: "client reads too slowly"}, dropThenClose)
		return ErrSlow
	}
	return nil
}

// sendFrame queues an answer of the server's own. When it cannot be queued, the
// connection is at its end or the client does not read.
func (c *conn) sendFrame(payload []byte) {
	_ = c.send(socket.Seal(socket.Text, append(make([]byte, socket.HeaderRoom), payload...)), time.Now())
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
	buf := batches.Get().(*[]byte)
	defer func() {
		if cap(*buf) <= batchBytes {
			batches.Put(buf)
		}
	}()
	for {
		frames, messages, last := c.batch(buf)
		if len(frames) == 0 {
			return
		}
		if err := c.sock.Write(frames, c.server.opts.WriteTimeout); err != nil {
			c.hub.stats.dropped.Add(uint64(messages))
			c.writeFailed(err)
			return
		}
		c.hub.stats.delivered.Add(uint64(messages))
		if last {
			c.mu.Lock()
			half := c.out.half
			c.mu.Unlock()
			if half {
				c.sock.CloseWrite()
			}
			return
		}
	}
}

// batch takes the next frames, of which so many are messages. It returns none
// when there is nothing to write, and the writer must end. last tells that the
// close frame is among them.
func (c *conn) batch(buf *[]byte) (frames []byte, messages int, last bool) {
	opts := &c.server.opts
	now := time.Now()
	c.mu.Lock()
	if c.queue.stale(now, opts.QueueAge) {
		if c.hub.Overflow == OverflowDropOldest || c.hub.Overflow == OverflowDropNewest {
			c.hub.stats.dropped.Add(uint64(c.queue.expire(now, opts.QueueAge)))
		} else if !c.life.closing {
			c.mu.Unlock()
			c.shut(CloseInfo{Code: CloseTooSlow, Reason: "client reads too slowly"}, dropThenClose)
			c.mu.Lock()
		}
	}
	defer c.mu.Unlock()

	// One frame alone is written from where it is; several are put together.
	var only []byte
	n := 0
	*buf = (*buf)[:0]
	add := func(frame []byte) {
		if n++; n == 1 {
			only = frame
			return
		}
		if n == 2 {
			*buf = append(*buf, only...)
		}
		*buf = append(*buf, frame...)
	}
	if c.out.pong != nil {
		add(c.out.pong)
		c.out.pong = nil
	}
	if c.out.ping != nil {
		add(c.out.ping)
		c.out.ping = nil
	}
	size := 0
	for c.queue.len() > 0 {
		size += len(c.queue.items[c.queue.head].frame)
		if messages > 0 && size > batchBytes {
			break
		}
		add(c.queue.pop())
		messages++
	}
	if c.queue.len() == 0 && c.out.close != nil {
		add(c.out.close)
		c.out.close = nil
		last = true
	}
	switch n {
	case 0:
		c.out.writing = false
		return nil, 0, false
	case 1:
		return only, messages, last
	}
	return *buf, messages, last
}

// writeFailed ends the connection after a write that failed: what was written
// may be half a frame, so nothing can follow, not even a close frame.
func (c *conn) writeFailed(err error) {
	info := CloseInfo{Code: CloseAbnormal, Reason: "connection lost", Remote: true, Err: err}
	if errors.Is(err, socket.ErrTimeout) {
		info = CloseInfo{Code: CloseTooSlow, Reason: "client reads too slowly", Err: err}
	}
	c.mu.Lock()
	c.hub.stats.dropped.Add(uint64(c.queue.clear()))
	c.mu.Unlock()
	c.abort(info)
}
