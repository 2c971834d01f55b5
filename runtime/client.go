package runtime

import (
	"context"
	"crypto/tls"
	"errors"
	"iter"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wscontract/wscontract/runtime/internal/socket"
)

// DialOptions configure [Dial]. The zero value is in order for a channel
// without parameters.
type DialOptions struct {
	// Handshake is a value of the contract's channel struct, whose Params and
	// Query go into the URL. Nil when the channel has neither.
	Handshake any
	// Header is sent with the upgrade request.
	Header http.Header
	// Token is sent as "Authorization: Bearer TOKEN".
	Token string
	// Subprotocols are offered in this order.
	Subprotocols []string

	// TLS is for wss. Default: that of crypto/tls.
	TLS *tls.Config
	// NetDial opens the network connection. Default: that of net.Dialer.
	NetDial func(ctx context.Context, network, addr string) (net.Conn, error)

	// HandshakeTimeout bounds the opening of the connection. Default 10 s.
	HandshakeTimeout time.Duration
	// WriteTimeout bounds each Send. Default 10 s.
	WriteTimeout time.Duration
	// MaxMessageSize bounds the server's messages in bytes. Default 1,048,576;
	// a negative value means any.
	MaxMessageSize int64
	// ValidateOutgoing holds what is sent against the contract first, so that a
	// mistake shows where it was made. Default false: the server looks.
	ValidateOutgoing bool
}

// A Client is a client's side of a connection to a channel: it sends In and
// receives Out. Its methods may be called from any goroutine; Receive by one
// at a time, if the order matters. Whoever dials must call Close.
type Client[In, Out any] struct {
	channel Channel[In, Out]
	opts    DialOptions
	sock    *socket.Client

	write  chan struct{} // holds a token for the one who may write
	events chan event[Out]
	ended  chan struct{} // closed when the reader has ended; err is then set
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
		return nil, err
	}
	limit(&opts.HandshakeTimeout, 10*time.Second)
	limit(&opts.WriteTimeout, 10*time.Second)
	limit(&opts.MaxMessageSize, 1<<20)
	header := opts.Header.Clone()
	if opts.Token != "" {
		if header == nil {
			header = http.Header{}
		}
		header.Set("Authorization", "Bearer "+opts.Token)
	}
	sock, resp, err := socket.Dial(ctx, url, socket.DialConfig{
		Header:       header,
		Subprotocols: opts.Subprotocols,
		TLS:          opts.TLS,
		NetDial:      opts.NetDial,
		Timeout:      opts.HandshakeTimeout,
		MaxMessage:   opts.MaxMessageSize,
	})
	if err != nil {
		return nil, handshakeError(ch.Channel, resp, err)
	}
	c := &Client[In, Out]{
		channel: ch,
		opts:    opts,
		sock:    sock,
		write:   make(chan struct{}, 1),
		events:  make(chan event[Out], readAhead),
		ended:   make(chan struct{}),
		quit:    make(chan struct{}),
	}
	go c.read()
	return c, nil
}

// Subprotocol is what was agreed on in the handshake, or "".
func (c *Client[In, Out]) Subprotocol() string { return c.sock.Subprotocol() }

// Send sends a message. It waits until the network has taken it, or ctx ends;
// in the second case the message may be half written, and the connection is
// closed. After the end of the connection the error is a *[CloseError].
func (c *Client[In, Out]) Send(ctx context.Context, m In) error {
	data, err := c.channel.ClientToServer.Append(nil, m)
	if err != nil {
		return err
	}
	if c.opts.ValidateOutgoing {
		if err := c.channel.ClientToServer.Validate(data); err != nil {
			return err
		}
	}
	select {
	case c.write <- struct{}{}:
		defer func() { <-c.write }()
	case <-c.ended:
		return c.err
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return err
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
		return ctx.Err()
	case err != nil:
		return c.broken(err)
	}
	return nil
}

// broken ends the connection after a write that failed. The reason may be on
// its way, in the server's close frame.
func (c *Client[In, Out]) broken(err error) error {
	select {
	case <-c.ended:
	case <-time.After(time.Second):
	}
	_ = c.sock.Close()
	select {
	case <-c.ended:
		return c.err
	default: // the reader waits for a receiver
		return &CloseError{Code: CloseAbnormal, Reason: err.Error()}
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

// closeTimeout is how long Close waits for the server.
const closeTimeout = 5 * time.Second

// Close says goodbye with [CloseNormal], waits for the server's answer, but
// not for long, and closes. Messages that nobody has received yet can still be
// received. It may be called again.
func (c *Client[In, Out]) Close() error {
	c.once.Do(func() {
		close(c.quit)
		deadline := time.Now().Add(closeTimeout)
		if c.sock.WriteClose(uint16(CloseNormal), "", deadline) == nil {
			select {
			case <-c.ended:
			case <-time.After(time.Until(deadline)):
			}
		}
		_ = c.sock.Close()
	})
	<-c.ended
	return nil
}

// read is the reading goroutine. It ends with the connection.
func (c *Client[In, Out]) read() {
	defer close(c.ended)
	defer c.sock.Close()
	for {
		data, err := c.sock.Read()
		if err != nil {
			c.err = c.end(err)
			return
		}
		e := event[Out]{}
		e.message, e.err = c.decode(data)
		select {
		case c.events <- e:
		default:
			select {
			case c.events <- e:
			case <-c.quit: // nobody receives; only the close frame is awaited
			}
		}
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
	return &CloseError{Code: CloseAbnormal, Reason: err.Error()}
}
