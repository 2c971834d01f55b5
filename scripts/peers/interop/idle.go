package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// silence is longer than the timeouts of the proxies in scripts/proxies.
const silence = 3 * time.Second

// idle has our client say nothing for a while, and send no pings: it only answers
// those of the server.
func idle(ctx context.Context, url string) error {
	c, err := dialQuiet(ctx, url)
	if err != nil {
		return err
	}
	defer c.Close()
	quiet, cancel := context.WithTimeout(ctx, silence)
	defer cancel()
	if m, err := c.Receive(quiet); !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("while nothing was sent: %q, %w", m, err)
	}
	return echo(ctx, &ours{c: c}, `"still here"`)
}
