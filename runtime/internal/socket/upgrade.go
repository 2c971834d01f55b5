package socket

import (
	"bufio"
	"maps"
	"math"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Sizes of gorilla's buffers. Whatever is longer than the read buffer is read
// straight into its destination, and gorilla never writes a message.
const (
	readBuffer  = 288
	writeBuffer = 16
)

// An Upgrader turns requests into connections. It does not look at the origin.
type Upgrader struct {
	gorilla websocket.Upgrader
}

// NewUpgrader returns an upgrader that offers the given subprotocols, and gives
// the client so much time to take the answer to the handshake.
func NewUpgrader(subprotocols []string, timeout time.Duration) *Upgrader {
	return &Upgrader{websocket.Upgrader{
		HandshakeTimeout: timeout,
		Subprotocols:     subprotocols,
		WriteBufferPool:  new(sync.Pool), // without one, gorilla allocates a buffer for each connection
		CheckOrigin:      func(*http.Request) bool { return true },
	}}
}

// IsUpgrade reports whether r asks for a WebSocket.
func IsUpgrade(r *http.Request) bool { return websocket.IsWebSocketUpgrade(r) }

// Upgrade takes the network connection from the HTTP server and answers the
// handshake. When it fails, the HTTP response has been written, unless the
// connection was taken already.
func (u *Upgrader) Upgrade(w http.ResponseWriter, r *http.Request, cfg Config) (*Conn, error) {
	cfg.MaxMessage = feasible(cfg.MaxMessage)
	h := &hijacker{ResponseWriter: w, cfg: cfg}
	gorilla, compress := u.gorilla, cfg.Compress && acceptsDeflate(r.Header)
	gorilla.EnableCompression = compress
	ws, err := gorilla.Upgrade(h, plain(r, compress), nil)
	if err != nil {
		return nil, err
	}
	h.stream.open = true
	h.stream.frames.compressed = compress
	if cfg.MaxMessage > 0 {
		ws.SetReadLimit(wireLimit(cfg.MaxMessage, compress))
	}
	// gorilla answers a close frame by itself. Here the writer does.
	ws.SetCloseHandler(func(int, string) error { return nil })
	c := &Conn{ws: ws, stream: h.stream, buffer: h.buffer, maxBytes: cfg.MaxMessage}
	ignore := func(string) error { return nil }
	c.OnControl(ignore, ignore)
	return c, nil
}

// plain returns a request that gorilla does not misunderstand. Whether to
// compress was decided before; gorilla is to find an offer that it can read. Of
// subprotocols it reads the first line.
func plain(r *http.Request, compress bool) *http.Request {
	const extensions, protocols = "Sec-Websocket-Extensions", "Sec-Websocket-Protocol"
	lines := r.Header[protocols]
	if !compress && len(lines) <= 1 {
		return r
	}
	simple := *r
	simple.Header = maps.Clone(r.Header)
	simple.Header[extensions] = []string{"permessage-deflate"}
	if len(lines) > 1 {
		simple.Header[protocols] = []string{strings.Join(lines, ",")}
	}
	return &simple
}

// feasible returns a limit that can be calculated with: one that is larger than
// any memory is none, which is 0.
func feasible(limit int64) int64 {
	if limit > math.MaxInt64/4 {
		return 0
	}
	return limit
}

// wireLimit is how long a message may be in its frames: gorilla counts what is
// compressed. What cannot be compressed becomes a little longer by it.
func wireLimit(maxMessage int64, compressed bool) int64 {
	if !compressed {
		return maxMessage
	}
	return maxMessage + maxMessage>>10 + 64
}

// A hijacker gives gorilla our stream in place of the network connection.
type hijacker struct {
	http.ResponseWriter
	cfg    Config
	stream *stream
	buffer *bufio.Reader
}

// Hijack finds the connection below any middleware (see takeOver), and keeps
// what the client has sent behind its handshake.
func (h *hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c, rw, err := takeOver(h.ResponseWriter)
	if err != nil {
		return nil, nil, err
	}
	var early []byte
	if n := rw.Reader.Buffered(); n > 0 {
		b, err := rw.Reader.Peek(n)
		if err != nil {
			c.Close()
			return nil, nil, err
		}
		early = append(early, b...)
	}
	if h.cfg.SendBuffer > 0 {
		setSendBuffer(c, h.cfg.SendBuffer)
	}
	h.stream = newStream(c, early, h.cfg.MaxMessage, h.cfg.ReadTimeout)
	h.buffer = bufio.NewReaderSize(h.stream, readBuffer)
	return h.stream, bufio.NewReadWriter(h.buffer, bufio.NewWriterSize(h.stream, writeBuffer)), nil
}

// setSendBuffer reaches through TLS. Connections without a buffer of their own
// are left as they are.
func setSendBuffer(c net.Conn, size int) {
	if t, ok := c.(interface{ NetConn() net.Conn }); ok {
		c = t.NetConn()
	}
	if t, ok := c.(interface{ SetWriteBuffer(int) error }); ok {
		_ = t.SetWriteBuffer(size) // a hint: the kernel may choose differently anyway
	}
}
