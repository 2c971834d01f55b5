package main

import (
	"context"
	"errors"

	"github.com/coder/websocket"
)

type coder struct{ c *websocket.Conn }

func dialCoder(ctx context.Context, url string, compress bool) (client, error) {
	mode := websocket.CompressionDisabled
	if compress {
		mode = websocket.CompressionNoContextTakeover
	}
	c, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{
		Subprotocols:    []string{"echo.v1"},
		CompressionMode: mode,
	})
	if err != nil {
		return nil, err
	}
	c.SetReadLimit(1 << 20)
	return &coder{c}, nil
}

func (c *coder) subprotocol() string { return c.c.Subprotocol() }

func (c *coder) send(ctx context.Context, message string) error {
	return c.c.Write(ctx, websocket.MessageText, []byte(message))
}

func (c *coder) receive(ctx context.Context) (string, error) {
	_, data, err := c.c.Read(ctx)
	if end, ok := errors.AsType[websocket.CloseError](err); ok {
		return "", &closed{int(end.Code), end.Reason}
	}
	return string(data), err
}

// ping needs somebody who reads.
func (c *coder) ping(ctx context.Context) error {
	answered := make(chan error, 1)
	go func() {
		err := c.c.Ping(ctx)
		if err == nil {
			err = c.send(ctx, `"after the pong"`) // ends the reading below
		}
		answered <- err
	}()
	if _, err := c.receive(ctx); err != nil {
		return err
	}
	return <-answered
}

func (c *coder) close(_ context.Context, code int) error {
	return c.c.Close(websocket.StatusCode(code), "bye")
}
