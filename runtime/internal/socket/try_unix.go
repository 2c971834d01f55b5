//go:build unix

package socket

import (
	"errors"
	"net"
	"sync"
	"syscall"
	"time"
)

// An attempt is one call of the kernel. They are pooled for the function, which
// would be allocated each time.
type attempt struct {
	frames []byte
	n      int
	err    error
	write  func(fd uintptr) (done bool)
}

var attempts = sync.Pool{New: func() any {
	a := new(attempt)
	a.write = func(fd uintptr) bool {
		for {
			a.n, a.err = syscall.Write(int(fd), a.frames)
			if !errors.Is(a.err, syscall.EINTR) {
				return true // also when there is no room: do not wait for some
			}
		}
	}
	return a
}}

// CanTry reports whether TryWrite is of use: with sockets of the system. What is
// wrapped, as by TLS, has a Write of its own.
func (c *Conn) CanTry() bool {
	switch c.stream.Conn.(type) {
	case *net.TCPConn, *net.UnixConn:
		return true
	}
	return false
}

// TryWrite is Write as far as the network takes frames without waiting. It
// returns how many bytes that was.
func (c *Conn) TryWrite(frames []byte, now, timeout time.Duration) (int, error) {
	if err := c.limitWrite(now, timeout); err != nil { // one that has passed would refuse
		return 0, err
	}
	raw, err := c.stream.Conn.(syscall.Conn).SyscallConn()
	if err != nil {
		return 0, err
	}
	a := attempts.Get().(*attempt)
	defer attempts.Put(a)
	a.frames = frames
	err = raw.Write(a.write)
	n := max(0, a.n)
	if err == nil && !errors.Is(a.err, syscall.EAGAIN) {
		err = a.err
	}
	a.frames, a.n, a.err = nil, 0, nil
	if err != nil {
		return n, explain(err, c.maxBytes)
	}
	return n, nil
}
