package socket

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
)

// A Client is one connection, seen from the client. gorilla does all of it.
type Client struct {
	ws       *websocket.Conn
	maxBytes int64
}

// DialConfig says how a client connects.
type DialConfig struct {
	Header       http.Header
	Subprotocols []string
	TLS          *tls.Config
	NetDial      func(ctx context.Context, network, addr string) (net.Conn, error)
	Timeout      time.Duration // of the handshake; 0 means any
	MaxMessage   int64         // largest message in bytes; 0 means any
}

// Dial opens a connection. When the server answers with something else than a
// WebSocket, the response is returned with the error, with the beginning of its body.
func Dial(ctx context.Context, url string, cfg DialConfig) (*Client, *http.Response, error) {
	d := websocket.Dialer{
		Proxy:            http.ProxyFromEnvironment,
		NetDialContext:   cfg.NetDial,
		TLSClientConfig:  cfg.TLS,
		HandshakeTimeout: cfg.Timeout,
		Subprotocols:     cfg.Subprotocols,
	}
	ws, resp, err := d.DialContext(ctx, url, cfg.Header)
	if err != nil {
		return nil, resp, err
	}
	if cfg.MaxMessage > 0 {
		ws.SetReadLimit(cfg.MaxMessage)
	}
	return &Client{ws, cfg.MaxMessage}, resp, nil
}

// Subprotocol returns the subprotocol that was agreed on, or "".
func (c *Client) Subprotocol() string { return c.ws.Subprotocol() }

// Read returns the next message. Errors are as those of [Conn.Read].
func (c *Client) Read() ([]byte, error) {
	kind, data, err := c.ws.ReadMessage()
	if err != nil {
		return nil, explain(err, c.maxBytes)
	}
	if kind == websocket.TextMessage && !utf8.Valid(data) {
		return nil, &Fault{Code: invalidPayload, Reason: "text is not UTF-8"}
	}
	return data, nil
}

// Write sends a text message. One goroutine may write at a time.
func (c *Client) Write(data []byte, deadline time.Time) error {
	_ = c.ws.SetWriteDeadline(deadline) // only remembers it; never fails
	return c.ws.WriteMessage(websocket.TextMessage, data)
}

// WriteClose sends a close frame. It may be called from anywhere.
func (c *Client) WriteClose(code uint16, reason string, deadline time.Time) error {
	payload := websocket.FormatCloseMessage(int(code), cut(reason, maxControl-2))
	return c.ws.WriteControl(websocket.CloseMessage, payload, deadline)
}

// Close closes the network connection.
func (c *Client) Close() error { return c.ws.Close() }
