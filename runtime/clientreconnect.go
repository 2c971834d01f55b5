package runtime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"
)

// ErrDisconnected tells that a [ReconnectingClient] has no connection at the
// moment, and [ConnectOptions.FailFast] is set.
var ErrDisconnected = errors.New("runtime: not connected at the moment")

// ConnectOptions configure [Connect]. The zero value is in order for a channel
// without parameters.
type ConnectOptions[In, Out any] struct {
	// DialOptions are those of each connection.
	DialOptions

	// Prepare is called before each attempt to connect, with a copy of the
	// DialOptions to change: for a fresh Token, or a Handshake that says which
	// message was seen last. An error counts as an attempt that failed; one that
	// wraps [ErrUnauthenticated] is the last.
	Prepare func(ctx context.Context, opts *DialOptions) error
	// OnConnect is called with each new connection, before anybody else uses it:
	// to subscribe again, to ask for what was missed, to read what the server
	// says first. What it receives, Receive does not return. gap is nil for the
	// first connection. An error closes the connection, and counts as an attempt
	// that failed. ctx ends with the client. It must use c: the methods of the
	// ReconnectingClient wait until it has returned.
	OnConnect func(ctx context.Context, c *Client[In, Out], gap *Gap) error
	// OnDisconnect is called when a connection has ended or an attempt failed, and
	// there will be another: with the reason, and the time until then. The client
	// waits for it to return.
	OnDisconnect func(err error, wait time.Duration)

	// Advise decides what to do after an attempt that failed, or a connection
	// that has ended. Default: [ReconnectAfter]; and where there is a Prepare, a
	// connection that is closed with [CloseUnauthenticated] is tried again once,
	// since its token may have run out.
	Advise func(err error) Reconnect
	// MinBackoff bounds the time before the first attempt to reconnect, and
	// doubles with each that fails. The time itself is random, from 0 to the
	// bound: of 1000 clients of a server that was restarted, about 1000 come back
	// in the first second when it is 1 s, and 100 when it is 10 s. Default 1 s.
	MinBackoff time.Duration
	// MaxBackoff is where the bound stops to grow. Default 30 s.
	MaxBackoff time.Duration
	// StableAfter is how long a connection has to last for the back-off to
	// begin again. Default 10 s.
	StableAfter time.Duration
	// MaxAttempts is after how many attempts in a row that failed the client
	// gives up. A connection that did not last for StableAfter counts as one.
	// Default: never, also when negative.
	MaxAttempts int
	// FailFast makes Send fail with [ErrDisconnected] while there is no
	// connection. Default false: it waits for one.
	FailFast bool
}

// withDefaults fills in the defaults.
func (o ConnectOptions[In, Out]) withDefaults() ConnectOptions[In, Out] {
	o.MinBackoff = cmp.Or(max(0, o.MinBackoff), time.Second)
	o.MaxBackoff = max(o.MinBackoff, cmp.Or(max(0, o.MaxBackoff), 30*time.Second))
	o.StableAfter = cmp.Or(max(0, o.StableAfter), 10*time.Second)
	return o
}

// A Gap is the error of [ReconnectingClient.Receive] between the last message
// from one connection and the first from the next. What the server sent in
// between is lost, unless the contract has a way to ask for it. So may be what
// was sent to it last: that Send returned nil means that the network took it.
type Gap struct {
	// Err is what has ended the connection.
	Err error
	// Down is how long there was no connection.
	Down time.Duration
	// Attempts is how many it took to connect again.
	Attempts int

	since time.Time // when the connection has ended
}

func (g *Gap) Error() string {
	return fmt.Sprintf("runtime: messages may be missing: connected again after %v: %v", g.Down.Round(time.Millisecond), g.Err)
}

// A GiveUpError tells that a [ReconnectingClient] does not try any more: the
// server or [ConnectOptions.Advise] said never, or MaxAttempts failed.
type GiveUpError struct {
	// Attempts is how many have failed in a row.
	Attempts int
	// Err is the last error: a *[CloseError], a *[HandshakeError], or what the
	// network, Prepare or OnConnect said.
	Err error
}

func (e *GiveUpError) Error() string {
	return fmt.Sprintf("runtime: gave up (%d in a row failed): %v", e.Attempts, e.Err)
}

// Unwrap returns the last error.
func (e *GiveUpError) Unwrap() error { return e.Err }

// Is makes every GiveUpError an [ErrClosed].
func (e *GiveUpError) Is(target error) bool { return target == ErrClosed }

// A ReconnectingClient is a [Client] that connects again when its connection has
// ended, as the table of [CloseCodes] says: never, at once, or after a random
// time that grows. Its methods may be called from any goroutine; Receive by one
// at a time, if the order matters. Whoever connects must call Close.
//
// It costs one goroutine and about 6 KB beside its [Client].
type ReconnectingClient[In, Out any] struct {
	address string
	channel Channel[In, Out]
	opts    ConnectOptions[In, Out]
	ctx     context.Context
	cancel  context.CancelCauseFunc
	done    chan struct{} // closed when the client has ended; err is then set
	err     error

	mu      sync.Mutex
	sending *Client[In, Out] // the connection there is, or nil
	changed chan struct{}    // closed when sending changes
	reading *session[In, Out]
	newest  *session[In, Out]
}

// A session is one connection of a ReconnectingClient, in a list from the one
// whose messages are received to the newest. In between there is never more than
// one that is over: of those, the messages that nobody has received are dropped.
type session[In, Out any] struct {
	client *Client[In, Out] // nil before the first
	gap    *Gap             // what lies before it, or nil
	next   *session[In, Out]
	over   chan struct{} // closed when next is set
}

// Connect connects to a channel of the server at an address, as [Dial] does, and
// again whenever the connection has ended. It does not wait for that: Send and
// Receive do. The client ends with ctx, as with Close.
//
// The error says what is wrong with the address or the parameters.
func Connect[In, Out any](ctx context.Context, address string, ch Channel[In, Out], opts ConnectOptions[In, Out]) (*ReconnectingClient[In, Out], error) {
	if opts.Prepare == nil { // or else it may set what is missing
		if _, err := target(address, ch.Route, &ch.Handshake, opts.Handshake); err != nil {
			return nil, err
		}
	}
	r := &ReconnectingClient[In, Out]{
		address: address,
		channel: ch,
		opts:    opts.withDefaults(),
		done:    make(chan struct{}),
		changed: make(chan struct{}),
		reading: &session[In, Out]{over: make(chan struct{})},
	}
	r.newest = r.reading
	r.ctx, r.cancel = context.WithCancelCause(ctx)
	go r.run()
	return r, nil
}

// Send sends a message, as [Client.Send] does. While there is no connection it
// waits for one, or fails at once; see [ConnectOptions.FailFast].
//
// No message is sent twice. The error is a *[CloseError] when the connection has
// ended in the middle of it: then nobody knows whether the server has got it. It
// is a *[GiveUpError] when there will be no connection any more.
func (r *ReconnectingClient[In, Out]) Send(ctx context.Context, m In) error {
	for {
		c, err := r.connection(ctx, !r.opts.FailFast)
		if err != nil {
			return err
		}
		data, err := c.encode(m)
		if err != nil {
			return err
		}
		begun, err := c.send(ctx, data)
		if begun || !errors.Is(err, ErrClosed) {
			return err
		}
		r.withdraw(c)
	}
}

// Ready waits until there is a connection, and OnConnect has returned. The error
// is that of ctx, or says why there will be none.
func (r *ReconnectingClient[In, Out]) Ready(ctx context.Context) error {
	_, err := r.connection(ctx, true)
	return err
}

// connection returns the connection there is.
func (r *ReconnectingClient[In, Out]) connection(ctx context.Context, wait bool) (*Client[In, Out], error) {
	for {
		r.mu.Lock()
		c, changed := r.sending, r.changed
		r.mu.Unlock()
		if c != nil {
			return c, nil
		}
		select {
		case <-r.done:
			return nil, r.err
		default:
		}
		if !wait {
			return nil, ErrDisconnected
		}
		select {
		case <-changed:
		case <-r.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Receive returns the next message. Beside the errors of [Client.Receive], of
// which a *[CloseError] is only returned after Close, it is
//
//   - a *[Gap] when the connection has ended and there is a new one,
//   - a *[GiveUpError] when there will be no connection any more.
//
// After all but the last, and a *CloseError, Receive can be called again. Somebody
// should: a client whose messages nobody receives stops reading.
func (r *ReconnectingClient[In, Out]) Receive(ctx context.Context) (Out, error) {
	var none Out
	for {
		r.mu.Lock()
		s := r.reading
		r.mu.Unlock()
		if s.client != nil {
			m, err := s.client.Receive(ctx)
			if _, over := errors.AsType[*CloseError](err); !over {
				return m, err
			}
		}
		select {
		case <-s.over:
		case <-ctx.Done():
			return none, ctx.Err()
		case <-r.done:
		}
		gap, moved := r.advance(s)
		switch {
		case gap != nil:
			return none, gap
		case !moved:
			return none, r.err
		}
	}
}

// advance goes on from a session that is over. It reports false when it was the
// last. Of several goroutines that receive, one gets the gap.
func (r *ReconnectingClient[In, Out]) advance(from *session[In, Out]) (gap *Gap, moved bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.reading != from {
		return nil, true
	}
	if from.next == nil {
		return nil, false
	}
	r.reading = from.next
	return r.reading.gap, true
}

// All yields what Receive returns, until the client or ctx ends. A client that
// ends with [CloseNormal], whoever said so, ends the sequence without an error.
func (r *ReconnectingClient[In, Out]) All(ctx context.Context) iter.Seq2[Out, error] {
	return func(yield func(Out, error) bool) {
		for {
			m, err := r.Receive(ctx)
			final := r.final(err)
			if closed, ok := errors.AsType[*CloseError](err); final && ok && closed.Code == CloseNormal {
				return
			}
			if !yield(m, err) || final || err != nil && ctx.Err() != nil {
				return
			}
		}
	}
}

// final reports whether err is what the client has ended with.
func (r *ReconnectingClient[In, Out]) final(err error) bool {
	select {
	case <-r.done:
		return errors.Is(err, r.err)
	default:
		return false
	}
}

// Close ends the client: the connection as [Client.Close] does, or the attempt
// to make one. When it returns nothing of the client runs any more, nor do its
// callbacks, from which it must not be called. It may be called again.
func (r *ReconnectingClient[In, Out]) Close() error {
	r.cancel(&CloseError{Code: CloseNormal})
	<-r.done
	return nil
}
