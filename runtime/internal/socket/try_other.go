//go:build !unix

package socket

import "time"

// CanTry reports false: every write is one that may wait.
func (c *Conn) CanTry() bool { return false }

// TryWrite writes nothing.
func (c *Conn) TryWrite([]byte, time.Duration, time.Duration) (int, error) { return 0, nil }
