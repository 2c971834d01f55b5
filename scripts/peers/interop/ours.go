package main

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

type ours struct {
	c     *runtime.Client[string, string]
	pings bool
}

// Our client's heartbeat: it is at its end when a ping is not answered.
const (
	heartbeatInterval = 100 * time.Millisecond
	heartbeatTimeout  = 2 * time.Second
)

func dialOurs(ctx context.Context, address string, compress bool) (client, error) {
	c, err := dial(ctx, address, runtime.DialOptions{
		Subprotocols:      []string{"echo.v1"},
		Compression:       compress,
		HeartbeatInterval: heartbeatInterval,
		HeartbeatTimeout:  heartbeatTimeout,
	})
	if err != nil {
		return nil, err
	}
	return &ours{c, !compress}, nil
}

// dialQuiet connects without a heartbeat of the client.
func dialQuiet(ctx context.Context, address string) (*runtime.Client[string, string], error) {
	return dial(ctx, address, runtime.DialOptions{HeartbeatInterval: -1})
}

func dial(ctx context.Context, address string, opts runtime.DialOptions) (*runtime.Client[string, string], error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	text := runtime.Codec[string]{
		Decode:   func(data []byte) (string, error) { return string(data), nil },
		Append:   func(b []byte, v string) ([]byte, error) { return append(b, v...), nil },
		Validate: func([]byte) error { return nil },
	}
	return runtime.Dial(ctx, u.Scheme+"://"+u.Host, runtime.Channel[string, string]{
		Route:          runtime.Route{Channel: "json", Path: u.Path},
		ClientToServer: text,
		ServerToClient: text,
	}, opts)
}

func (o *ours) subprotocol() string                            { return o.c.Subprotocol() }
func (o *ours) send(ctx context.Context, message string) error { return o.c.Send(ctx, message) }

func (o *ours) receive(ctx context.Context) (string, error) {
	m, err := o.c.Receive(ctx)
	if end, ok := errors.AsType[*runtime.CloseError](err); ok {
		return "", &closed{int(end.Code), end.Reason}
	}
	return m, err
}

// ping waits until a client that got no pong would be at its end.
func (o *ours) ping(ctx context.Context) error {
	if o.pings {
		time.Sleep(2*heartbeatInterval + heartbeatTimeout)
	}
	return echo(ctx, o, `"still here"`)
}

func (o *ours) close(context.Context, int) error { return o.c.Close() }
