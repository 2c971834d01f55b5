package wstest

import (
	"context"
	"net"
	"sync"
	"syscall"
)

// A Listener is a network in memory with one server on it. It is a
// [net.Listener], for [http.Server.Serve] or whatever a program does with one,
// and its DialContext is for [runtime.DialOptions] and [http.Transport]. Its
// connections behave as TCP connections of one machine, with 64 KiB of buffers
// in each direction.
type Listener struct {
	arrive chan net.Conn
	closed chan struct{}
	close  func()

	mu   sync.Mutex
	port int // of the latest client
}

// Listen returns a network with nobody on it.
func Listen() *Listener {
	l := &Listener{
		arrive: make(chan net.Conn),
		closed: make(chan struct{}),
		port:   50_000,
	}
	l.close = sync.OnceFunc(func() { close(l.closed) })
	return l
}

// URL is the address of the server. Any other does as well: there is only one
// server.
func (l *Listener) URL() string { return "http://localhost" }

// Addr returns an address that looks like one of TCP.
func (l *Listener) Addr() net.Addr { return loopback(80) }

// loopback is an address of this machine.
func loopback(port int) net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port} }

// Accept waits for a client.
func (l *Listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.arrive:
		return c, nil
	case <-l.closed:
		return nil, &net.OpError{Op: "accept", Net: "memory", Addr: l.Addr(), Err: net.ErrClosed}
	}
}

// Close refuses new connections, and leaves the others alone.
func (l *Listener) Close() error {
	l.close()
	return nil
}

// DialContext connects to the server, whatever the address. It waits until the
// server accepts.
func (l *Listener) DialContext(ctx context.Context, _, _ string) (net.Conn, error) {
	l.mu.Lock()
	l.port++
	client, server := newPipe(loopback(l.port), l.Addr())
	l.mu.Unlock()
	refused := func(err error) error {
		return &net.OpError{Op: "dial", Net: "memory", Addr: l.Addr(), Err: err}
	}
	select {
	case <-l.closed: // also when somebody still accepts
		return nil, refused(syscall.ECONNREFUSED)
	default:
	}
	select {
	case l.arrive <- server:
		return client, nil
	case <-l.closed:
		return nil, refused(syscall.ECONNREFUSED)
	case <-ctx.Done():
		return nil, refused(ctx.Err())
	}
}
