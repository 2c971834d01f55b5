package socket

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
)

// A Client is one connection, seen from the client. gorilla does all of it.
type Client struct {
	ws           *websocket.Conn
	wire         *wire
	maxBytes     int64
	compressFrom int
}

// DialConfig says how a client connects.
type DialConfig struct {
	Header       http.Header
	Subprotocols []string
	TLS          *tls.Config
	NetDial      func(ctx context.Context, network, addr string) (net.Conn, error)
	Timeout      time.Duration // of the handshake; 0 means any
	MaxMessage   int64         // largest message in bytes; 0 means any
	Compress     bool          // ask for compression,
	CompressFrom int           // and compress messages of at least so many bytes
}

// clientBuffers are what clients write from: a silent one has none.
var clientBuffers sync.Pool

// Dial opens a connection. When the server answers with something else than a
// WebSocket, the response is returned with the error, with the beginning of its body.
func Dial(ctx context.Context, url string, cfg DialConfig) (*Client, *http.Response, error) {
	cfg.MaxMessage = feasible(cfg.MaxMessage)
	netDial := cfg.NetDial
	if netDial == nil {
		netDial = new(net.Dialer).DialContext
	}
	var w *wire
	var stop func() bool
	d := websocket.Dialer{
		Proxy: http.ProxyFromEnvironment,
		NetDialContext: func(inner context.Context, network, addr string) (net.Conn, error) {
			c, err := netDial(inner, network, addr)
			if err != nil {
				return nil, err
			}
			w = &wire{Conn: c}
			w.heard.Store(int64(Now()))
			// gorilla knows the deadline of a context, and not its end.
			stop = context.AfterFunc(ctx, func() { _ = c.Close() })
			return w, nil
		},
		TLSClientConfig:  cfg.TLS,
		HandshakeTimeout: cfg.Timeout,
		Subprotocols:     cfg.Subprotocols,
		WriteBufferPool:  &clientBuffers,

		EnableCompression: cfg.Compress,
	}
	ws, resp, err := d.DialContext(ctx, url, cfg.Header)
	if stop != nil && !stop() && err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = unrequested(resp, cfg)
		resp = nil // a 101 explains nothing
	}
	if err != nil {
		if ws != nil {
			_ = ws.Close()
		}
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		return nil, resp, err
	}
	if cfg.MaxMessage > 0 {
		ws.SetReadLimit(wireLimit(cfg.MaxMessage, cfg.Compress))
	}
	return &Client{ws, w, cfg.MaxMessage, cfg.CompressFrom}, nil, nil
}

// unrequested tells what the server has agreed to although nobody proposed it
// (RFC 6455, 4.1). gorilla would decompress messages, without a limit.
func unrequested(resp *http.Response, cfg DialConfig) error {
	if !cfg.Compress && resp.Header.Get("Sec-WebSocket-Extensions") != "" {
		return errors.New("the server uses an extension that was not offered")
	}
	if p := resp.Header.Get("Sec-WebSocket-Protocol"); p != "" && !slices.Contains(cfg.Subprotocols, p) {
		return errors.New("the server uses a subprotocol that was not offered")
	}
	return nil
}

// A wire is the network connection of a client. It notes when the server was
// last heard.
type wire struct {
	net.Conn
	heard atomic.Int64 // see Now
}

func (w *wire) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	if n > 0 {
		w.heard.Store(int64(Now()))
	}
	return n, err
}

// Heard returns when the server last sent anything, be it a part of a message;
// see [Now].
func (c *Client) Heard() time.Duration { return time.Duration(c.wire.heard.Load()) }

// Subprotocol returns the subprotocol that was agreed on, or "".
func (c *Client) Subprotocol() string { return c.ws.Subprotocol() }

// Read returns the next message. Errors are as those of [Conn.Read].
func (c *Client) Read() ([]byte, error) {
	kind, r, err := c.ws.NextReader()
	if err != nil {
		return nil, explain(err, c.maxBytes)
	}
	if c.maxBytes > 0 {
		r = io.LimitReader(r, c.maxBytes+1) // gorilla bounds what is compressed
	}
	data, err := io.ReadAll(r)
	switch {
	case err != nil:
		return nil, explain(err, c.maxBytes)
	case c.maxBytes > 0 && int64(len(data)) > c.maxBytes:
		return nil, messageTooBig(c.maxBytes)
	}
	if kind == websocket.TextMessage && !utf8.Valid(data) {
		return nil, &Fault{Code: invalidPayload, Reason: "text is not UTF-8"}
	}
	return data, nil
}

// Write sends a text message. One goroutine may write at a time.
func (c *Client) Write(data []byte, deadline time.Time) error {
	_ = c.ws.SetWriteDeadline(deadline) // only remembers it; never fails
	c.ws.EnableWriteCompression(len(data) >= c.compressFrom)
	return c.ws.WriteMessage(websocket.TextMessage, data)
}

// WritePing sends a ping. It may be called from anywhere.
func (c *Client) WritePing(deadline time.Time) error {
	return c.ws.WriteControl(websocket.PingMessage, nil, deadline)
}

// WriteClose sends a close frame. It may be called from anywhere.
func (c *Client) WriteClose(code uint16, reason string, deadline time.Time) error {
	payload := websocket.FormatCloseMessage(int(code), cut(reason, maxControl-2))
	return c.ws.WriteControl(websocket.CloseMessage, payload, deadline)
}

// Close closes the network connection.
func (c *Client) Close() error { return c.ws.Close() }
