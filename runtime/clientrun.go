package runtime

import (
	"context"
	"errors"
	"time"
)

// run is the goroutine of a ReconnectingClient: it connects, waits for the end
// of the connection, and begins again.
//
//	attempt ──connected──→ OnConnect ──nil──→ in use ──ended──→ wait ──→ attempt
//	   └───────failed──────────┴──error───────────────────────────↗ └──→ given up
func (r *ReconnectingClient[In, Out]) run() {
	defer r.end()
	b := backoff{first: r.opts.MinBackoff, most: r.opts.MaxBackoff}
	var lost Gap     // since the last connection, if there was one
	failures := 0    // in a row
	renewed := false // was tried again for a fresh token, since a connection was stable
	for r.ctx.Err() == nil {
		lost.Attempts++
		c, gap, err := r.attempt(lost)
		failures++
		if err == nil {
			opened := time.Now()
			r.publish(c, gap)
			err = r.outlast(c)
			lost = Gap{Err: err, since: time.Now()}
			if lost.since.Sub(opened) >= r.opts.StableAfter {
				b.failed, failures, renewed = 0, 0, false
			}
		}
		advice := r.advise(err, &renewed)
		if advice == ReconnectNever || r.opts.MaxAttempts > 0 && failures >= r.opts.MaxAttempts {
			if r.ctx.Err() == nil {
				r.err = &GiveUpError{Attempts: failures, Err: err}
			}
			return
		}
		r.pause(err, b.after(err, advice))
	}
}

// end is the last that the goroutine does.
func (r *ReconnectingClient[In, Out]) end() {
	if r.err == nil {
		r.err = context.Cause(r.ctx)
	}
	r.cancel(r.err)
	r.mu.Lock()
	r.sending = nil
	left := []*Client[In, Out]{r.reading.client, r.newest.client}
	r.mu.Unlock()
	for _, c := range left { // nobody may have received to the end
		if c != nil {
			_ = c.Close()
		}
	}
	close(r.done)
}

// attempt makes a connection that can be used, and says what was missed before
// it.
func (r *ReconnectingClient[In, Out]) attempt(lost Gap) (*Client[In, Out], *Gap, error) {
	opts := r.opts.DialOptions
	opts.Header = opts.Header.Clone()
	if r.opts.Prepare != nil {
		if err := r.opts.Prepare(r.ctx, &opts); err != nil {
			return nil, nil, err
		}
	}
	c, err := Dial(r.ctx, r.address, r.channel, opts)
	if err != nil {
		return nil, nil, err
	}
	var gap *Gap
	if lost.Err != nil {
		lost.Down = time.Since(lost.since)
		gap = &lost
	}
	if r.opts.OnConnect == nil {
		return c, gap, nil
	}
	stop := context.AfterFunc(r.ctx, func() { _ = c.Close() })
	err = r.opts.OnConnect(r.ctx, c, gap)
	stop()
	if err != nil {
		_ = c.Close()
		return nil, nil, err
	}
	return c, gap, nil
}

// publish lets everybody use a new connection. Of one before it that nobody has
// received anything from, the messages are dropped.
func (r *ReconnectingClient[In, Out]) publish(c *Client[In, Out], gap *Gap) {
	s := &session[In, Out]{client: c, gap: gap, over: make(chan struct{})}
	r.mu.Lock()
	skipped := r.newest
	r.reading.next = s
	if skipped == r.reading {
		close(skipped.over)
		skipped = nil
	}
	r.newest = s
	r.sending = c
	close(r.changed)
	r.changed = make(chan struct{})
	r.mu.Unlock()
	if skipped != nil {
		_ = skipped.client.Close() // its connection has ended: this does not wait
	}
}

// outlast waits for the end of a connection, and returns the reason.
func (r *ReconnectingClient[In, Out]) outlast(c *Client[In, Out]) error {
	select {
	case <-c.ended:
	case <-c.failed: // and the reader waits for a receiver
	case <-r.ctx.Done():
		_ = c.Close()
	}
	r.withdraw(c)
	return c.over("a message could not be sent")
}

// withdraw keeps others from using a connection that has ended.
func (r *ReconnectingClient[In, Out]) withdraw(c *Client[In, Out]) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.sending == c {
		r.sending = nil
	}
}

// advise says what to do after an attempt that failed, or a connection that has
// ended. Prepare may have a fresh token in place of one that has run out: that is
// tried once.
func (r *ReconnectingClient[In, Out]) advise(err error, renewed *bool) Reconnect {
	if r.opts.Advise != nil {
		return r.opts.Advise(err)
	}
	closed, ok := errors.AsType[*CloseError](err)
	if ok && closed.Code == CloseUnauthenticated && r.opts.Prepare != nil && !*renewed {
		*renewed = true
		return ReconnectNow
	}
	return ReconnectAfter(err)
}

// pause waits for the time of the next attempt, or the end of the client.
func (r *ReconnectingClient[In, Out]) pause(err error, wait time.Duration) {
	if r.ctx.Err() != nil {
		return
	}
	if r.opts.OnDisconnect != nil {
		r.opts.OnDisconnect(err, wait)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.ctx.Done():
	}
}
