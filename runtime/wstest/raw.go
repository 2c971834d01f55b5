package wstest

import (
	"bufio"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha1"
	"crypto/tls"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// RawOptions say how [DialRaw] connects. The zero value will do.
type RawOptions struct {
	// Header is sent with the upgrade request. It replaces what DialRaw would
	// send by itself, Host included; a nil value leaves a header out.
	Header http.Header
	// Subprotocols and Extensions are offered.
	Subprotocols []string
	Extensions   string
	// Behind is sent in one piece with the upgrade request.
	Behind []byte
	// TLS is for wss and https. Default: that of crypto/tls.
	TLS *tls.Config
	// Conn is used instead of opening a connection.
	Conn net.Conn
	// Timeout bounds each call of a method of [Raw]. Default 10 s.
	Timeout time.Duration
}

// A Raw is a WebSocket client that does what it is told, right or wrong. One
// goroutine may write while another reads.
type Raw struct {
	net.Conn
	// Response is the server's answer to the handshake.
	Response *http.Response
	// Chunk is how many bytes go to the network at once; 0 means all. Small
	// chunks of a TCP connection are packets of their own.
	Chunk int

	br      *bufio.Reader
	timeout time.Duration
}

// A HandshakeError is the error of a handshake that the server refused. The
// body of the response has been read, up to 64 KiB, into Body.
type HandshakeError struct {
	Response *http.Response
	Body     string
}

func (e *HandshakeError) Error() string {
	return fmt.Sprintf("wstest: no WebSocket: %s: %s", e.Response.Status, strings.TrimSpace(e.Body))
}

// DialRaw connects to an address with the scheme ws, wss, http or https. The
// error is a *[HandshakeError] when the server has refused. Whoever dials must
// call Close.
func DialRaw(ctx context.Context, address string, opts RawOptions) (*Raw, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	conn := opts.Conn
	if conn == nil {
		if conn, err = dialTCP(ctx, u, opts.TLS); err != nil {
			return nil, err
		}
	}
	r := &Raw{Conn: conn, br: bufio.NewReader(conn), timeout: cmp.Or(opts.Timeout, 10*time.Second)}
	if err := r.handshake(ctx, u, opts); err != nil {
		conn.Close()
		return nil, err
	}
	return r, nil
}

// dialTCP opens the network connection.
func dialTCP(ctx context.Context, u *url.URL, config *tls.Config) (net.Conn, error) {
	secure := u.Scheme == "wss" || u.Scheme == "https"
	port := "80"
	if secure {
		port = "443"
	}
	host := net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), port))
	switch {
	case secure:
		d := tls.Dialer{Config: config}
		return d.DialContext(ctx, "tcp", host)
	case u.Scheme == "ws" || u.Scheme == "http":
		var d net.Dialer
		return d.DialContext(ctx, "tcp", host)
	}
	return nil, fmt.Errorf("wstest: cannot dial %s; the scheme must be ws, wss, http or https", u.Redacted())
}

// handshake sends the request, and reads the answer.
func (r *Raw) handshake(ctx context.Context, u *url.URL, opts RawOptions) error {
	stop := context.AfterFunc(ctx, func() { r.Conn.Close() })
	defer stop()
	nonce := make([]byte, 16)
	rand.Read(nonce) // never fails
	key := base64.StdEncoding.EncodeToString(nonce)
	header := http.Header{
		"Host":                  {u.Host},
		"Connection":            {"Upgrade"},
		"Upgrade":               {"websocket"},
		"Sec-Websocket-Version": {"13"},
		"Sec-Websocket-Key":     {key},
	}
	if len(opts.Subprotocols) > 0 {
		header.Set("Sec-WebSocket-Protocol", strings.Join(opts.Subprotocols, ", "))
	}
	if opts.Extensions != "" {
		header.Set("Sec-WebSocket-Extensions", opts.Extensions)
	}
	for name, values := range opts.Header {
		header[http.CanonicalHeaderKey(name)] = values
	}
	var request strings.Builder
	fmt.Fprintf(&request, "GET %s HTTP/1.1\r\n", cmp.Or(u.RequestURI(), "/"))
	_ = header.Write(&request) // a strings.Builder takes everything
	request.WriteString("\r\n")
	request.Write(opts.Behind)
	if _, err := r.Write([]byte(request.String())); err != nil {
		return cmp.Or(ctx.Err(), err)
	}
	r.deadline()
	resp, err := http.ReadResponse(r.br, &http.Request{Method: http.MethodGet})
	if err != nil {
		return cmp.Or(ctx.Err(), err)
	}
	if resp.StatusCode != http.StatusSwitchingProtocols {
		body, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10)) // what there is of it says enough
		return &HandshakeError{Response: resp, Body: string(body)}
	}
	if sent := header.Get("Sec-WebSocket-Key"); resp.Header.Get("Sec-WebSocket-Accept") != acceptKey(sent) {
		return fmt.Errorf("wstest: Sec-WebSocket-Accept is %q, want %q", resp.Header.Get("Sec-WebSocket-Accept"), acceptKey(sent))
	}
	r.Response = resp
	return nil
}

// acceptKey answers a Sec-WebSocket-Key (RFC 6455, 4.2.2).
func acceptKey(key string) string {
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// deadline gives the call that follows its time.
func (r *Raw) deadline() {
	_ = r.Conn.SetReadDeadline(time.Now().Add(r.timeout)) // a connection that cannot says so when it is read
}

// Read reads bytes as they come, the first of which may have come with the
// answer to the handshake.
func (r *Raw) Read(p []byte) (int, error) {
	r.deadline()
	return r.br.Read(p)
}

// Write sends bytes as they are, in pieces of Chunk.
func (r *Raw) Write(p []byte) (n int, err error) {
	if err := r.Conn.SetWriteDeadline(time.Now().Add(r.timeout)); err != nil {
		return 0, err
	}
	for n < len(p) {
		size := len(p) - n
		if r.Chunk > 0 {
			size = min(size, r.Chunk)
		}
		m, err := r.Conn.Write(p[n : n+size])
		n += m
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// Send sends frames, in one piece unless Chunk says otherwise.
func (r *Raw) Send(frames ...Frame) error {
	var b []byte
	for _, f := range frames {
		b = f.Append(b)
	}
	_, err := r.Write(b)
	return err
}

// maxFrame bounds what a server may make a test allocate.
const maxFrame = 64 << 20

// ReadFrame returns the next frame, whatever it is.
func (r *Raw) ReadFrame() (Frame, error) {
	r.deadline()
	return readFrame(r.br, maxFrame)
}

// ReadMessage returns the next message, put together from its fragments. It
// skips pings and pongs, and answers none. Where the stream ends instead, the
// error is an [*End].
func (r *Raw) ReadMessage() (Opcode, []byte, error) {
	var op Opcode
	var message []byte
	for {
		f, err := r.ReadFrame()
		switch {
		case err != nil:
			return 0, nil, &End{Code: abnormal, Err: err}
		case f.Opcode == Close:
			return 0, nil, newEnd(f.Payload)
		case f.Opcode.IsControl():
			continue
		case f.Opcode != Continuation:
			op = f.Opcode
		}
		message = append(message, f.Payload...)
		if !f.More {
			return op, message, nil
		}
	}
}

// ReadEnd skips everything to the end of the stream, and says how it ended. It
// does not wait for the network connection to close behind a close frame; see
// [Raw.ReadEOF].
func (r *Raw) ReadEnd() *End {
	for {
		f, err := r.ReadFrame()
		if err != nil {
			return &End{Code: abnormal, Err: err}
		}
		if f.Opcode == Close {
			return newEnd(f.Payload)
		}
	}
}

// ReadEOF reads to the end of the network connection, and returns how many
// bytes came. The error is nil when the server has closed it in order.
func (r *Raw) ReadEOF() (int64, error) {
	r.deadline()
	return io.Copy(io.Discard, r.br)
}

// CloseWrite tells the server that nothing follows, and still reads.
func (r *Raw) CloseWrite() error {
	half, ok := r.Conn.(interface{ CloseWrite() error })
	if !ok {
		return fmt.Errorf("wstest: a %T cannot be closed by half", r.Conn)
	}
	return half.CloseWrite()
}

// Reset breaks the network connection: the server gets an error, not an end.
func (r *Raw) Reset() error {
	conn := r.Conn
	if t, ok := conn.(interface{ NetConn() net.Conn }); ok { // below TLS
		conn = t.NetConn()
	}
	if t, ok := conn.(interface{ SetLinger(int) error }); ok {
		if err := t.SetLinger(0); err != nil {
			return err
		}
	}
	return conn.Close()
}

// What stands for a code where there was none (RFC 6455, 7.4.1).
const (
	noStatus = 1005
	abnormal = 1006
)

// An End says how a stream ended: with a close frame of that code and reason,
// with one that has no code (1005), or without a close frame (1006), by Err.
type End struct {
	Code   uint16
	Reason string
	Err    error
}

// newEnd reads the payload of a close frame.
func newEnd(payload []byte) *End {
	if len(payload) < 2 {
		return &End{Code: noStatus}
	}
	return &End{Code: binary.BigEndian.Uint16(payload), Reason: string(payload[2:])}
}

func (e *End) Error() string {
	s := fmt.Sprint(e.Code)
	if e.Reason != "" {
		s += " " + e.Reason
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

func (e *End) Unwrap() error { return e.Err }
