package main

import (
	"context"
	"fmt"
	"strings"
)

// A client is one connection of somebody's library.
type client interface {
	// subprotocol is what was agreed on.
	subprotocol() string
	send(ctx context.Context, message string) error
	// receive returns the next message. The error of a close frame is a *closed.
	receive(ctx context.Context) (string, error)
	// ping returns when the pong is there.
	ping(ctx context.Context) error
	// close closes with a code and waits for the answer.
	close(ctx context.Context, code int) error
}

// A closed is the end of a connection by a close frame.
type closed struct {
	code   int
	reason string
}

func (c *closed) Error() string { return fmt.Sprintf("closed with %d %s", c.code, c.reason) }

// A dialer connects, and offers the subprotocol echo.v1.
type dialer func(ctx context.Context, url string, compress bool) (client, error)

// try has a client do what all of them do: messages of several sizes and
// characters, a ping, a close frame of the server, and one of its own.
func try(ctx context.Context, url string, compress bool, dial dialer) error {
	c, err := dial(ctx, url, compress)
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	// gws, as a server, refuses whoever does not know its subprotocols, and so
	// has none.
	if p := c.subprotocol(); p != "echo.v1" && p != "" {
		return fmt.Errorf("subprotocol is %q", p)
	}
	for _, size := range []int{0, 1, 123, 124, 125, 1000, 60_000} {
		if err := echo(ctx, c, `"`+strings.Repeat("x", size)+`"`); err != nil {
			return fmt.Errorf("%d bytes: %w", size, err)
		}
	}
	if err := echo(ctx, c, `{"text":"κόσμε 😀 \u0000 é"}`); err != nil {
		return err
	}
	if err := c.ping(ctx); err != nil {
		return fmt.Errorf("ping: %w", err)
	}
	if err := c.send(ctx, `{"close":4321}`); err != nil {
		return err
	}
	_, err = c.receive(ctx)
	if end, ok := err.(*closed); !ok || end.code != 4321 || end.reason != "as you wish" {
		return fmt.Errorf("the server's close frame: got %v, want 4321 as you wish", err)
	}

	c, err = dial(ctx, url, compress)
	if err != nil {
		return fmt.Errorf("connecting again: %w", err)
	}
	if err := echo(ctx, c, `"again"`); err != nil {
		return err
	}
	if err := c.close(ctx, 1000); err != nil {
		return fmt.Errorf("closing: %w", err)
	}
	return nil
}

func echo(ctx context.Context, c client, message string) error {
	if err := c.send(ctx, message); err != nil {
		return err
	}
	got, err := c.receive(ctx)
	if err != nil {
		return err
	}
	if got != message {
		return fmt.Errorf("got %.40q, want %.40q", got, message)
	}
	return nil
}
