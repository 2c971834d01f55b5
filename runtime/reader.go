package runtime

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// buffers holds what messages are read into: there is none while a client is
// silent.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 1<<10); return &b }}

// keepBuffer is the largest buffer that goes back to the pool.
const keepBuffer = 64 << 10

// serve is the goroutine of a new connection.
func (c *conn) serve() {
	defer c.done()
	c.hub.stats.isOpened()
	if c.connect() {
		c.working.Add(1)
		go c.readOn() // on a stack of its own, which has not grown for OnConnect
	}
}

// readOn reads until the end of the connection, or until somebody else does.
//
// Idle connections wait here, in Next. What stands on the stack then is memory
// that each of them costs, so nothing is kept between two messages. A callback
// makes the stack grow, and a goroutine that waits does not give back all of
// that. So a new one waits behind a message of a client that speaks rarely, and
// behind the answer to a heartbeat.
func (c *conn) readOn() {
	defer c.done()
	for {
		op, err := c.sock.Next()
		if err != nil {
			c.ended(err)
			return
		}
		idle := op != socket.Text && op != socket.Binary
		if !idle {
			if !c.read(op == socket.Binary) {
				return
			}
			heard := c.sock.Heard()
			idle = heard-c.heard >= rarely
			c.heard = heard
		}
		if idle {
			c.working.Add(1)
			go c.readOn()
			return
		}
	}
}

// rarely is the time between two messages from which the second costs a
// goroutine more, which is a microsecond, and the connection then 2 KiB less.
const rarely = 10 * time.Millisecond

// connect runs OnConnect, and lets the connection be found if it agrees. It
// reports whether this goroutine has to read.
func (c *conn) connect() (reads bool) {
	defer func() {
		_, relieved := c.leave()
		reads = !relieved
	}()
	c.sock.OnControl(c.pinged, c.ponged)
	if c.hub.onConnect != nil {
		c.mu.Lock()
		c.life.lookAt = c.opened + lookAfter
		c.setAlarm(c.opened)
		c.mu.Unlock()
		err := c.call("OnConnect", func() error { return c.hub.onConnect(c.ctx, c) })
		if err != nil {
			c.logFailure("OnConnect", err)
			c.fail(err)
			return
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.life.connected = true
	if !c.life.closing {
		now := socket.Now()
		c.startHeart(now)
		c.setAlarm(now)
		c.server.manager.remember(c)
	}
	return
}

// read reads and handles the message that Next has found. It reports false when
// this goroutine has no more to read. At the end of a connection reading goes
// on, for the client's answer to our close frame, and what comes before it is
// forgotten.
func (c *conn) read(binary bool) (reads bool) {
	buf := buffers.Get().(*[]byte)
	data, err := c.sock.Read((*buf)[:0])
	if err != nil {
		c.ended(err)
		return false
	}
	*buf = data
	now := c.sock.Heard() // the end of the message
	if !c.admit(data, binary, now) {
		recycle(buf)
		return true
	}
	now, ok := c.enter(now)
	if !ok {
		recycle(buf)
		return true
	}
	if c.hub.concurrency > 1 {
		c.working.Add(1)
		go func() {
			defer c.done()
			c.handle(buf, now)
		}()
		return true
	}
	return c.handle(buf, now)
}

func recycle(buf *[]byte) {
	if cap(*buf) <= keepBuffer {
		buffers.Put(buf)
	}
}

// admit holds a message against the limits that need not look into it.
func (c *conn) admit(data []byte, binary bool, now time.Duration) bool {
	end := CloseInfo{Code: CloseTooMany, Reason: "too many messages"}
	if binary && c.server.opts.RefuseBinary {
		end = CloseInfo{Code: CloseUnsupported, Reason: "binary messages are refused"}
	} else if c.rate.take(now, c.hub.Rate, 2*max(1, c.hub.Rate)) {
		return true
	}
	if c.shut(end, flushThenClose) { // what comes behind is forgotten without a word
		c.hub.stats.isReceived(Receipt{Bytes: len(data), Outcome: OutcomeRefused})
	}
	return false
}

// handle handles one message, whose turn it is since start. It reports whether
// this goroutine has to read on.
func (c *conn) handle(buf *[]byte, start time.Duration) (reads bool) {
	data := *buf
	outcome := OutcomePanicked // what a callback leaves behind that ends its goroutine
	defer func() {
		now, relieved := c.leave()
		c.hub.stats.isReceived(Receipt{Bytes: len(data), Outcome: outcome, Took: now - start})
		reads = !relieved
	}()
	err := c.call("OnMessage", func() error { return c.hub.receive(c.ctx, c, data) })
	if outcome = outcomeOf(err); outcome == OutcomeInvalid || outcome == OutcomeFailed {
		c.reply(err, data)
	}
	recycle(buf)
	return
}

// outcomeOf says what became of a message, from the error of its handling.
func outcomeOf(err error) Outcome {
	if err == nil {
		return OutcomeHandled
	}
	if _, ok := errors.AsType[*refusal](err); ok {
		return OutcomeInvalid
	}
	if errors.Is(err, errPanicked) {
		return OutcomePanicked
	}
	return OutcomeFailed
}

// reply answers a message that was refused, or whose handler failed.
func (c *conn) reply(err error, data []byte) {
	refused, isRefused := errors.AsType[*refusal](err)
	if isRefused {
		err = refused.err
	} else {
		c.logFailure("OnMessage", err)
	}
	answer := err
	if c.hub.onError != nil {
		answer = c.call("OnError", func() error { return c.hub.onError(c.ctx, c, data, err) })
	}
	switch _, rejects := errors.AsType[*RejectError](answer); {
	case answer == nil, errors.Is(answer, errPanicked):
	case isRefused && errors.Is(answer, err):
		c.sendFrame(refusalFrame(err, data))
	case rejects:
		c.fail(answer)
	default:
		c.sendFrame(failureFrame(answer, data))
	}
	if isRefused {
		c.countInvalid()
	}
}

// countInvalid closes the connection of a client that sends what is invalid again
// and again.
func (c *conn) countInvalid() {
	perSecond := c.server.opts.InvalidRate / 60
	c.mu.Lock()
	ok := c.invalid.take(socket.Now(), perSecond, max(1, c.server.opts.InvalidRate))
	c.mu.Unlock()
	if !ok {
		c.shut(CloseInfo{Code: ClosePolicy, Reason: "too many invalid messages"}, flushThenClose)
	}
}

// logFailure logs an error of a callback, unless it is meant for the client.
// That the client is gone, or reads too slowly, is no failure of the program.
func (c *conn) logFailure(what string, err error) {
	_, forClient := errors.AsType[*Error](err)
	_, rejects := errors.AsType[*RejectError](err)
	if forClient || rejects || errors.Is(err, errPanicked) {
		return
	}
	if errors.Is(err, ErrClosed) || errors.Is(err, ErrSlow) || errors.Is(err, ErrDropped) || c.ctx.Err() != nil && errors.Is(err, context.Canceled) {
		c.hub.log(c).DebugContext(c.ctx, what+" failed", "error", err)
		return
	}
	c.server.noise(c.ctx, c.hub.log(c), slog.LevelError, manyLines, what+" failed", "error", err)
}

// ended shuts the connection after a read that failed.
func (c *conn) ended(err error) {
	if closed, ok := errors.AsType[*socket.Closed](err); ok {
		// What it asked for before goes out first: it may still read.
		c.shut(CloseInfo{Code: CloseCode(closed.Code), Reason: closed.Reason, Remote: true}, flushThenClose)
		return
	}
	info := CloseInfo{Err: err}
	if fault, ok := errors.AsType[*socket.Fault](err); ok {
		info.Code, info.Reason = CloseCode(fault.Code), fault.Reason
	} else if errors.Is(err, socket.ErrTimeout) {
		info.Code, info.Reason = CloseTooSlow, "message was not complete in time"
	} else {
		c.abort(CloseInfo{Code: CloseAbnormal, Reason: "connection lost", Remote: true, Err: err})
		return
	}
	// Frames cannot be told apart any more. The close frame goes out, and the
	// client is heard to its end, or its network would discard the frame.
	c.mu.Lock()
	c.out.half = true
	c.mu.Unlock()
	c.shut(info, dropThenClose)
	c.sock.Drain(c.server.opts.CloseTimeout)
}

// pinged answers a ping. Of several, only the last has to be answered (RFC
// 6455, 5.5.3).
func (c *conn) pinged(payload string) error {
	if err := c.countControl(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.life.closing {
		c.out.control().pong = socket.ControlFrame(socket.Pong, payload)
		c.startWriter()
	}
	return nil
}

// ponged takes the answer to a ping. Others count for nothing.
func (c *conn) ponged(payload string) error {
	if err := c.countControl(); err != nil {
		return err
	}
	c.mu.Lock()
	roundTrip, ok := c.heart.answered(payload)
	c.mu.Unlock()
	if ok {
		c.hub.stats.metrics.Pinged(c.hub.Channel, roundTrip)
	}
	return nil
}

func (c *conn) countControl() error {
	rate := c.server.opts.ControlRate
	if !c.control.take(socket.Now(), rate, max(1, 10*rate)) {
		return &socket.Fault{Code: uint16(ClosePolicy), Reason: "too many pings"}
	}
	return nil
}
