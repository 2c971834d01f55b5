package runtime

import (
	"context"
	"errors"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// A Client is a client's side of a connection to a channel: it sends In and
// receives Out. Its methods may be called from any goroutine; Receive by one
// at a time, if the order matters. Whoever dials must call Close.
//
// Somebody should receive, also on a channel where nothing is expected: while
// nobody does, the client stops reading, and the server takes it for gone.
//
// A client that is silent costs one goroutine and about 12 KB. It ends with the
// connection; see [ReconnectingClient] for one that does not.
type Client[In, Out any] struct {
	channel Channel[In, Out]
	opts    DialOptions
	sock    *socket.Client

	pulse  pulse
	write  chan struct{} // holds a token for the one who may write
	events chan event[Out]
	ended  chan struct{} // closed when the reader has ended; err is then set
	failed chan struct{} // closed when nothing can be sent any more
	fail   func()        // closes failed
	quit   chan struct{} // closed by Close: the reader needs no receiver
	once   sync.Once
	err    error
}

// An event is what [Client.Receive] returns.
type event[Out any] struct {
	message Out
	err     error
}

// readAhead is how many messages a client reads before somebody receives them.
// While there is room, pings are answered.
const readAhead = 16

// Dial connects to a channel of the server at an address such as
// "wss://example.com". The path comes from the contract; a path in the address
// goes before it, for a server behind [http.StripPrefix]. ctx bounds only Dial.
//
// The error is a *[HandshakeError] when the server has refused.
func Dial[In, Out any](ctx context.Context, address string, ch Channel[In, Out], opts DialOptions) (*Client[In, Out], error) {
	url, err := target(address, ch.Route, &ch.Handshake, opts.Handshake)
	if err != nil {
		return nil, &misdialed{err}
	}
	opts = opts.withDefaults()
	sock, resp, err := socket.Dial(ctx, url, socket.DialConfig{
		Header:       opts.header(),
		Subprotocols: opts.Subprotocols,
		TLS:          opts.TLS,
		NetDial:      opts.NetDial,
		Timeout:      opts.HandshakeTimeout,
		MaxMessage:   opts.MaxMessageSize,
		Compress:     opts.Compression,
		CompressFrom: 512,
	})
	if err != nil {
		return nil, handshakeError(ch.Channel, resp, err)
	}
	c := &Client[In, Out]{
		channel: ch,
		opts:    opts,
		sock:    sock,
		pulse:   pulse{sock: sock, interval: opts.HeartbeatInterval, timeout: opts.HeartbeatTimeout},
		write:   make(chan struct{}, 1),
		events:  make(chan event[Out], readAhead),
		ended:   make(chan struct{}),
		failed:  make(chan struct{}),
		quit:    make(chan struct{}),
	}
	c.fail = sync.OnceFunc(func() { close(c.failed) })
	c.pulse.start()
	go c.read()
	return c, nil
}

// Subprotocol is what was agreed on in the handshake, or "".
func (c *Client[In, Out]) Subprotocol() string { return c.sock.Subprotocol() }

// Send sends a message. It waits until the network has taken it, or ctx ends;
// in the second case the message may be half written, and the connection is
// closed. After the end of the connection the error is a *[CloseError].
func (c *Client[In, Out]) Send(ctx context.Context, m In) error {
	data, err := c.encode(m)
	if err != nil {
		return err
	}
	_, err = c.send(ctx, data)
	return err
}

func (c *Client[In, Out]) encode(m In) ([]byte, error) {
	data, err := c.channel.ClientToServer.Append(nil, m)
	if err == nil && c.opts.ValidateOutgoing {
		err = c.channel.ClientToServer.Validate(data)
	}
	if err != nil {
		return nil, unsent(c.channel.Channel, m, err)
	}
	return data, nil
}

// send sends a message that is encoded. It also reports whether the server may
// have got something of it: never when the connection had ended before.
func (c *Client[In, Out]) send(ctx context.Context, data []byte) (begun bool, err error) {
	select {
	case c.write <- struct{}{}:
		defer func() { <-c.write }()
	case <-c.ended:
		return false, c.err
	case <-ctx.Done():
		return false, ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	select {
	case <-c.ended:
		return false, c.err
	case <-c.failed:
		return false, c.over("an earlier message could not be sent")
	default:
	}
	var deadline time.Time
	if c.opts.WriteTimeout > 0 {
		deadline = time.Now().Add(c.opts.WriteTimeout)
	}
	var over atomic.Bool // set by what comes first, the end of the write or of ctx
	stop := context.AfterFunc(ctx, func() {
		if over.CompareAndSwap(false, true) {
			_ = c.sock.Close()
		}
	})
	err = c.sock.Write(data, deadline)
	stop()
	switch {
	case !over.CompareAndSwap(false, true):
		c.fail()
		return true, ctx.Err()
	case err != nil:
		return true, c.broken(err)
	}
	return true, nil
}

// broken ends the connection after a write that failed. The reason may be on
// its way, in the server's close frame.
func (c *Client[In, Out]) broken(err error) error {
	wait := time.NewTimer(time.Second)
	defer wait.Stop()
	select {
	case <-c.ended:
	case <-wait.C:
	}
	c.fail()
	_ = c.sock.Close()
	return c.over(err.Error())
}

// over returns why the connection has ended, as far as that is known.
func (c *Client[In, Out]) over(reason string) error {
	select {
	case <-c.ended:
		return c.err
	default: // the reader waits for a receiver
		return &CloseError{Code: CloseAbnormal, Reason: reason}
	}
}

// Receive returns the next message. The error is
//
//   - a *[ServerError] when the server has refused a message or failed at it,
//   - a *[ValidationError] when the server's message breaks the contract,
//   - a *[CloseError] when the connection has ended,
//   - that of ctx when it has ended.
//
// After all but the third, Receive can be called again: nothing was lost.
func (c *Client[In, Out]) Receive(ctx context.Context) (Out, error) {
	var none Out
	select {
	case e := <-c.events:
		return e.message, e.err
	default:
	}
	select {
	case e := <-c.events:
		return e.message, e.err
	case <-ctx.Done():
		return none, ctx.Err()
	case <-c.ended:
	}
	select { // what came before the end
	case e := <-c.events:
		return e.message, e.err
	default:
		return none, c.err
	}
}

// All yields what Receive returns, until the connection or ctx ends. A
// connection that ends with [CloseNormal] ends the sequence without an error.
func (c *Client[In, Out]) All(ctx context.Context) iter.Seq2[Out, error] {
	return func(yield func(Out, error) bool) {
		for {
			m, err := c.Receive(ctx)
			closed, final := errors.AsType[*CloseError](err)
			if final && closed.Code == CloseNormal {
				return
			}
			if !yield(m, err) || final || err != nil && ctx.Err() != nil {
				return
			}
		}
	}
}

// Close says goodbye with [CloseNormal], waits for the server's answer, but no
// longer than CloseTimeout, and closes. Messages that nobody has received yet
// can still be received. It may be called again.
func (c *Client[In, Out]) Close() error {
	c.once.Do(func() {
		close(c.quit)
		deadline := time.Now().Add(c.opts.CloseTimeout)
		if c.sock.WriteClose(uint16(CloseNormal), "", deadline) == nil {
			wait := time.NewTimer(time.Until(deadline))
			defer wait.Stop()
			select {
			case <-c.ended:
			case <-wait.C:
			}
		}
		_ = c.sock.Close()
	})
	<-c.ended
	return nil
}

// read is the reading goroutine. It ends with the connection.
func (c *Client[In, Out]) read() {
	defer c.fail()
	defer close(c.ended)
	defer c.sock.Close()
	defer c.pulse.stop()
	for {
		data, err := c.sock.Read()
		if err != nil {
			c.err = c.end(err)
			return
		}
		e := event[Out]{}
		e.message, e.err = c.decode(data)
		c.deliver(e)
	}
}

// deliver waits for a receiver, and until then nothing is read.
func (c *Client[In, Out]) deliver(e event[Out]) {
	select {
	case c.events <- e:
		return
	default:
	}
	c.pulse.excuse(true)
	defer c.pulse.excuse(false)
	select {
	case c.events <- e:
	case <-c.quit: // nobody receives; only the close frame is awaited
	}
}

// decode reads a message of the contract, or a frame with which the server
// reports an error. The contract goes first: it may have a message that looks
// like such a frame.
func (c *Client[In, Out]) decode(data []byte) (Out, error) {
	m, err := c.channel.ServerToClient.Decode(data)
	if err == nil {
		return m, nil
	}
	if failure := parseErrorFrame(data); failure != nil {
		err = failure
	}
	return m, err
}

// end turns the last error of the socket into a CloseError, and tells the
// server of its mistake if it made one.
func (c *Client[In, Out]) end(err error) error {
	if closed, ok := errors.AsType[*socket.Closed](err); ok {
		return &CloseError{Code: CloseCode(closed.Code), Reason: closed.Reason}
	}
	if fault, ok := errors.AsType[*socket.Fault](err); ok {
		_ = c.sock.WriteClose(fault.Code, fault.Reason, time.Now().Add(time.Second))
		return &CloseError{Code: CloseCode(fault.Code), Reason: fault.Reason}
	}
	if c.pulse.silent() {
		return &CloseError{Code: CloseAbnormal, Reason: "the server did not answer a ping"}
	}
	return &CloseError{Code: CloseAbnormal, Reason: err.Error()}
}
