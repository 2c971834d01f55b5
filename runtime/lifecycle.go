package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// A life says where a connection stands between the handshake and its end.
//
//	OnConnect ──nil──→ connected ──shut──→ closing ──last goroutine out──→ released
//	    └────error───────────────────shut────↗
//
// Everything is decided under the connection's lock, so that of all that can
// end a connection at the same moment (a close frame, a broken network, a slow
// client, a callback, a panic, a shutdown), one does, and OnDisconnect runs once.
type life struct {
	connected bool // OnConnect returned nil
	closing   bool // shut was called; info is set
	told      bool // shut has told everybody but OnDisconnect
	left      bool // OnDisconnect has run or runs
	retiring  *CloseError
	info      *CloseInfo    // how it ends
	deadline  time.Duration // for the client to close; then the socket is closed

	// Who reads and handles; see turn.go.
	running  int           // how many of OnConnect and OnMessage
	deaf     bool          // nobody reads
	relieved bool          // somebody else reads than the callback's goroutine
	turn     chan struct{} // closed when the message that waits may look again
	since    time.Duration // when the last callback began
	lookAt   time.Duration // when to look how long it takes; 0: not
}

// A farewell says how a connection is shut.
type farewell int

const (
	flushThenClose farewell = iota // what is queued goes out first
	dropThenClose                  // what is queued is dropped
	hangUp                         // no close frame either: nobody is there
)

// shut begins the end of the connection. From now on nothing is sent, joined
// or handled; the context has ended; nobody finds the connection any more. The
// close frame goes out behind what the writer is writing. It reports whether
// it was the one to do so.
func (c *conn) shut(info CloseInfo, how farewell) bool {
	c.mu.Lock()
	if c.life.closing {
		c.mu.Unlock()
		return false
	}
	c.life.closing = true
	c.life.info = &info
	c.working.Add(1) // until everybody is told, whoever calls this
	dropped := 0
	if how != flushThenClose {
		dropped = c.queue.clear()
	}
	if how != hangUp {
		reason := info.Reason
		if info.Remote { // the answer to a close frame has its code
			reason = ""
		}
		c.out.control().close = socket.CloseFrame(uint16(info.Code), reason)
		c.startWriter()
	}
	now := socket.Now()
	c.life.deadline = now + c.server.opts.CloseTimeout
	c.setAlarm(now)
	c.wake()
	rooms := c.rooms
	c.rooms = nil
	for room := range rooms {
		c.hub.exit(room, c)
	}
	c.mu.Unlock()

	end := info.ending(now - c.opened)
	c.hub.stats.metrics.Closed(c.hub.Channel, end)
	if end.Slow {
		c.hub.stats.isDropped(dropped, DroppedSlow)
	} else {
		c.hub.stats.isDropped(dropped, DroppedEnded)
	}
	c.server.manager.roster.strike(c)
	c.server.manager.forget(c)
	c.cancel(&CloseError{Code: info.Code, Reason: info.Reason})
	if how == hangUp {
		_ = c.sock.HangUp()
	}
	c.mu.Lock()
	c.life.told = true
	disconnect := c.claimDisconnect()
	c.mu.Unlock()
	if disconnect {
		go c.disconnect()
	}
	c.done()
	return true
}

// claimDisconnect reports whether the caller has to run OnDisconnect now. The
// lock is held. The caller's goroutine counts as working until it has.
func (c *conn) claimDisconnect() bool {
	if !c.life.told || !c.life.connected || c.life.running > 0 || c.life.left {
		return false
	}
	c.life.left = true
	c.working.Add(1)
	return true
}

// disconnect runs OnDisconnect.
func (c *conn) disconnect() {
	defer c.done()
	c.server.log.Debug("disconnected", "channel", c.hub.Channel, "conn", c.id, "why", *c.life.info)
	if c.hub.onDisconnect == nil {
		return
	}
	// The connection's context has ended; what is left to do has not.
	ctx := context.WithoutCancel(c.ctx)
	_ = c.call("OnDisconnect", func() error {
		c.hub.onDisconnect(ctx, c, *c.life.info)
		return nil
	})
}

// done is called by a goroutine that needs the connection no longer.
func (c *conn) done() {
	if c.working.Add(-1) > 0 {
		return
	}
	_ = c.sock.Close()
	c.mu.Lock()
	c.life.deadline = 0
	c.setAlarm(0)
	c.mu.Unlock()
	c.server.forget(c)
}

// abort ends the connection without a word: there is nobody to say it to, or no
// time.
func (c *conn) abort(info CloseInfo) {
	if !c.shut(info, hangUp) {
		_ = c.sock.HangUp()
	}
}

// retire closes the connection when no callback runs, so that the last one can
// finish and what it sends goes out.
func (c *conn) retire(code CloseCode, reason string) {
	c.mu.Lock()
	c.life.retiring = &CloseError{Code: code, Reason: reason}
	busy := c.life.running > 0
	c.mu.Unlock()
	if !busy {
		c.shut(CloseInfo{Code: code, Reason: reason}, flushThenClose)
	}
}

// call runs a callback. A panic ends the connection, and nothing else; so does
// the end of the goroutine by runtime.Goexit, as in t.FailNow.
func (c *conn) call(what string, f func() error) (err error) {
	returned := false
	defer func() {
		if returned {
			return
		}
		r := recover()
		c.hub.stats.isPanicked(what)
		if r == nil {
			c.server.noise(c.ctx, c.hub.log(c), slog.LevelError, someLines, what+" ended its goroutine")
		} else {
			c.server.noise(c.ctx, c.hub.log(c), slog.LevelError, someLines, "panic in "+what, "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
		}
		err = errPanicked
		c.fail(err)
	}()
	err = f()
	returned = true
	return err
}

// fail closes the connection for an error of a callback: as the error says, if
// it is a [RejectError], and else with 1011 and no detail.
func (c *conn) fail(err error) {
	info := CloseInfo{Code: CloseInternal, Reason: "internal error", Err: err}
	if e, ok := errors.AsType[*RejectError](err); ok && e.Code.sendable() {
		info.Code, info.Reason = e.Code, e.Reason
	}
	c.shut(info, flushThenClose)
}
