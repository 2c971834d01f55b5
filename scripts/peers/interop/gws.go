package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/lxzan/gws"
)

// A gwsClient passes on what gws calls back.
type gwsClient struct {
	gws.BuiltinEventHandler
	c        *gws.Conn
	messages chan string
	pongs    chan struct{}
	ended    chan error
}

func dialGws(_ context.Context, url string, compress bool) (client, error) {
	h := &gwsClient{messages: make(chan string, 1), pongs: make(chan struct{}, 1), ended: make(chan error, 1)}
	c, _, err := gws.NewClient(h, &gws.ClientOption{
		Addr:              url,
		RequestHeader:     http.Header{"Sec-WebSocket-Protocol": {"echo.v1"}},
		CheckUtf8Enabled:  true,
		PermessageDeflate: gws.PermessageDeflate{Enabled: compress, Threshold: 1},
	})
	if err != nil {
		return nil, err
	}
	h.c = c
	go c.ReadLoop()
	return h, nil
}

func (h *gwsClient) OnMessage(_ *gws.Conn, m *gws.Message) {
	h.messages <- string(m.Bytes())
	m.Close()
}
func (h *gwsClient) OnPong(*gws.Conn, []byte)        { h.pongs <- struct{}{} }
func (h *gwsClient) OnClose(_ *gws.Conn, err error)  { h.ended <- err }
func (h *gwsClient) OnPing(c *gws.Conn, data []byte) { _ = c.WritePong(data) }
func (h *gwsClient) subprotocol() string             { return h.c.SubProtocol() }
func (h *gwsClient) ping(ctx context.Context) error {
	if err := h.c.WritePing([]byte("p")); err != nil {
		return err
	}
	select {
	case <-h.pongs:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *gwsClient) send(_ context.Context, message string) error { return h.c.WriteString(message) }

func (h *gwsClient) receive(ctx context.Context) (string, error) {
	select {
	case m := <-h.messages:
		return m, nil
	case err := <-h.ended:
		if end, ok := errors.AsType[*gws.CloseError](err); ok {
			return "", &closed{int(end.Code), string(end.Reason)}
		}
		return "", err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (h *gwsClient) close(ctx context.Context, code int) error {
	return h.c.WriteClose(uint16(code), nil)
}
