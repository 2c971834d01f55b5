package socket

import (
	"bufio"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
)

// The codes that this package gives by itself (RFC 6455, 7.4.1).
const (
	protocolError   = 1002
	invalidPayload  = 1007
	policyViolation = 1008
	tooBig          = 1009
	abnormal        = 1006
)

// A Fault is a mistake of the peer, for which the connection is to be closed
// with the code and reason. Nothing was sent yet.
type Fault struct {
	Code   uint16
	Reason string
}

func (f *Fault) Error() string { return fmt.Sprintf("socket: %d %s", f.Code, f.Reason) }

// Closed is the error of a read that met the peer's close frame. Code is 1005
// when the frame had none.
type Closed struct {
	Code   uint16
	Reason string
}

func (c *Closed) Error() string {
	return fmt.Sprintf("socket: closed by peer: %d %s", c.Code, c.Reason)
}

// ErrTimeout is the error of a message that was not read or written in time.
var ErrTimeout = errors.New("socket: timeout")

// A Conn is one connection, seen from the server.
type Conn struct {
	ws       *websocket.Conn
	stream   *stream
	buffer   *bufio.Reader // gorilla's
	maxBytes int64
	writeBy  time.Duration // the deadline for writes that is set, as Now says it

	message    io.Reader // of the message that Next has found
	text       bool
	compressed bool
}

// Config says what a peer may do.
type Config struct {
	// MaxMessage is the largest message in bytes; 0 means any. Of a message
	// that comes compressed, both forms are bounded.
	MaxMessage int64
	// Compress agrees to compression, if the peer asks for it.
	Compress bool
	// ReadTimeout is the time from the first to the last byte of a message; 0
	// means any.
	ReadTimeout time.Duration
	// SendBuffer sets the size of the kernel's send buffer, unless 0.
	SendBuffer int
}

// OnControl sets what happens at pings and pongs. The functions are called by
// Read; an error ends it. They must be set before the first Read.
func (c *Conn) OnControl(ping, pong func(payload string) error) {
	handler := func(f func(string) error) func(string) error {
		return func(payload string) error {
			c.stream.refund(payload)
			return f(payload)
		}
	}
	c.ws.SetPingHandler(handler(ping))
	c.ws.SetPongHandler(handler(pong))
}

// Next waits for a message, of which it returns the kind, and skips what was not
// read of the last one. It also returns [Ping] or [Pong] when the peer sent one
// between two messages, which is then dealt with. The error is a [*Fault], a
// [*Closed], [ErrTimeout], or what the network said; it is final, as is that of
// Read.
func (c *Conn) Next() (Opcode, error) {
	op, err := c.control()
	if err != nil {
		return 0, c.explain(err)
	}
	if op != 0 {
		return op, nil
	}
	kind, r, err := c.ws.NextReader()
	if err != nil {
		return 0, c.explain(err)
	}
	c.stream.begin()
	c.message, c.text, c.compressed = r, kind == websocket.TextMessage, c.stream.frames.next()
	return Opcode(kind), nil // gorilla has the numbers of RFC 6455
}

// control waits for a frame, and takes it if it is a ping or a pong between two
// messages. Everything else, for which it returns 0, is for gorilla, and errors
// come again when that reads.
//
// A silent connection waits here and not within gorilla: what stands on the stack
// of a goroutine that waits is memory, and below 1 KiB or so it lets the garbage
// collector halve a stack that a callback has made 8 KiB.
func (c *Conn) control() (Opcode, error) {
	head, err := c.buffer.Peek(2)
	if err != nil || c.message != nil || head[1]&maskBit == 0 {
		return 0, nil
	}
	var handle func(payload string) error
	op := Opcode(head[0] &^ finalBit)
	switch head[0] {
	case finalBit | byte(Ping):
		handle = c.ws.PingHandler()
	case finalBit | byte(Pong):
		handle = c.ws.PongHandler()
	default:
		return 0, nil
	}
	const header = 2 + 4 // with the mask
	length := int(head[1] &^ maskBit)
	if length > maxControl {
		return 0, nil
	}
	frame, err := c.buffer.Peek(header + length)
	if err != nil {
		return 0, nil
	}
	payload := unmask(frame[2:header], frame[header:])
	_, _ = c.buffer.Discard(header + length) // they are there
	return op, handle(payload)
}

// unmask returns what a client has masked. It is not in control, whose frame on
// the stack has to be small.
func unmask(mask, masked []byte) string {
	plain := make([]byte, len(masked))
	for i, b := range masked {
		plain[i] = b ^ mask[i%len(mask)]
	}
	return string(plain)
}

// Read appends the message that Next has found to buf.
func (c *Conn) Read(buf []byte) ([]byte, error) {
	from := len(buf)
	buf, err := c.receive(buf)
	if err != nil {
		return buf, err
	}
	if c.text && !utf8.Valid(buf[from:]) {
		return buf, &Fault{Code: invalidPayload, Reason: "text is not UTF-8"}
	}
	return buf, nil
}

// receive is Read for text that may be anything. What is compressed is read to
// its end first.
func (c *Conn) receive(buf []byte) ([]byte, error) {
	if !c.compressed {
		from := len(buf)
		buf, err := c.payload(buf)
		if err == nil && c.maxBytes > 0 && int64(len(buf)-from) > c.maxBytes { // see wireLimit
			err = messageTooBig(c.maxBytes)
		}
		return buf, err
	}
	packed := inputs.Get().(*[]byte)
	defer inputs.Put(packed)
	b, err := c.payload((*packed)[:0])
	if err != nil {
		return buf, err
	}
	if cap(b) <= keepInput {
		*packed = b
	}
	return inflate(buf, b, c.maxBytes)
}

// payload appends what the frames of the message say to buf.
func (c *Conn) payload(buf []byte) ([]byte, error) {
	from := len(buf)
	for {
		if len(buf) == cap(buf) {
			buf = grow(buf, from, c.maxBytes)
		}
		n, err := c.message.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			break
		}
		if err != nil {
			return buf, c.explain(err)
		}
	}
	c.message = nil
	return buf, c.stream.end()
}

// grow makes room behind a part of a message: twice as much, but hardly more
// than the largest message needs.
func grow(buf []byte, from int, maxBytes int64) []byte {
	more := max(cap(buf), 512)
	if maxBytes > 0 {
		more = int(min(int64(more), max(64, maxBytes+1-int64(len(buf)-from))))
	}
	return slices.Grow(buf, more)
}

// explain turns an error of gorilla into one of ours.
func (c *Conn) explain(err error) error {
	if c.stream.fault != nil && !errors.Is(err, websocket.ErrReadLimit) {
		return c.stream.fault
	}
	return explain(err, c.maxBytes)
}

func messageTooBig(maxBytes int64) *Fault {
	return &Fault{Code: tooBig, Reason: fmt.Sprintf("message larger than %d bytes", maxBytes)}
}

// explain is what server and client share of it.
func explain(err error, maxBytes int64) error {
	if errors.Is(err, websocket.ErrReadLimit) {
		return messageTooBig(maxBytes)
	}
	if fault, ok := errors.AsType[*Fault](err); ok {
		return fault
	}
	if notDeflate(err) {
		return badlyCompressed
	}
	if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
		if closed.Code == abnormal { // gorilla's word for an early end of the stream
			return io.ErrUnexpectedEOF
		}
		return &Closed{Code: uint16(closed.Code), Reason: closed.Text}
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
		return ErrTimeout
	}
	return err
}

// Write puts sealed frames on the network; now is [Now]. A write that fails
// leaves a frame half written, so nothing can follow it.
func (c *Conn) Write(frames []byte, now, timeout time.Duration) error {
	if err := c.limitWrite(now, timeout); err != nil {
		return err
	}
	if _, err := c.stream.Conn.Write(frames); err != nil {
		return explain(err, c.maxBytes)
	}
	return nil
}

// limitWrite sets the deadline of a write. That costs a few hundred nanoseconds, so
// it is done again only when an eighth of the time has passed: a write gets at
// least seven eighths of timeout.
func (c *Conn) limitWrite(now, timeout time.Duration) error {
	if timeout <= 0 || c.writeBy-now >= timeout-timeout/8 {
		return nil
	}
	c.writeBy = now + timeout
	return c.stream.Conn.SetWriteDeadline(time.Now().Add(timeout))
}

// Heard returns when the peer last sent a part of a message; see [Now].
func (c *Conn) Heard() time.Duration { return time.Duration(c.stream.heard.Load()) }

// Subprotocol returns the subprotocol that was agreed on, or "".
func (c *Conn) Subprotocol() string { return c.ws.Subprotocol() }

// Close closes the network connection, without a close frame.
func (c *Conn) Close() error { return c.stream.Conn.Close() }

// HangUp is Close without waiting: that of TLS says goodbye, and the peer may not
// take it.
func (c *Conn) HangUp() error {
	if t, ok := c.stream.Conn.(*tls.Conn); ok {
		return t.NetConn().Close()
	}
	return c.Close()
}

// CloseWrite tells the peer that nothing follows, where the network can.
func (c *Conn) CloseWrite() {
	if half, ok := c.stream.Conn.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite() // the connection is at its end either way
	}
}

// Drain reads and forgets what the peer still sends, for at most the given
// time, past frames and mistakes. A connection that is closed with unread data
// is reset, and the peer may then never see the close frame.
func (c *Conn) Drain(d time.Duration) {
	if c.stream.Conn.SetReadDeadline(time.Now().Add(d)) == nil {
		_, _ = io.Copy(io.Discard, c.stream.Conn)
	}
}

// Farewell sends a last text message, unless it is nil, and a close frame, waits
// for the peer to close, and closes. It is for a connection that nobody else
// uses.
func (c *Conn) Farewell(last []byte, code uint16, reason string, timeout time.Duration) {
	defer c.Close()
	var frames []byte
	if last != nil {
		frames = append(frames, Seal(Text, append(make([]byte, HeaderRoom), last...))...)
	}
	if c.Write(append(frames, CloseFrame(code, reason)...), Now(), timeout) != nil {
		return
	}
	c.stream.timeout = 0 // a message that begins does not give the peer more time
	if c.stream.Conn.SetReadDeadline(time.Now().Add(timeout)) != nil {
		return
	}
	for {
		if _, err := c.Next(); err != nil {
			return
		}
	}
}
