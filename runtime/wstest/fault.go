package wstest

import (
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"time"
)

// A Fault is a bad network, which a test makes worse or better while it runs.
// It stands around connections of any kind, in memory or over TCP, on the side
// of the client or of the server. The zero Fault is a good network.
//
//	var fault wstest.Fault
//	client := wstest.Connect(t, srv, ch, runtime.DialOptions{NetDial: fault.Dial(srv.DialContext)})
//	fault.Cut() // the cable is pulled, and nobody is told
//
// Methods that change the network do so for all connections through it, those
// that there are and those to come. They may be called from any goroutine.
type Fault struct {
	once sync.Once
	mu   sync.Mutex
	cond sync.Cond // something below, or a connection, has changed

	delay   time.Duration
	chunk   int
	stalled bool
	cut     bool
	conns   map[*faultyConn]struct{}
}

// lock initializes the zero Fault.
func (f *Fault) lock() {
	f.once.Do(func() {
		f.cond.L = &f.mu
		f.conns = map[*faultyConn]struct{}{}
	})
	f.mu.Lock()
}

func (f *Fault) change(change func()) {
	f.lock()
	defer f.mu.Unlock()
	change()
	f.cond.Broadcast()
}

// Delay makes every read and every write take so long; 0 ends that.
func (f *Fault) Delay(d time.Duration) { f.change(func() { f.delay = d }) }

// Chunk lets at most so many bytes through in one read or write, each a packet
// of its own over TCP; 0 ends that.
func (f *Fault) Chunk(bytes int) { f.change(func() { f.chunk = bytes }) }

// Stall stops all reading: this side seems to be alive, and takes nothing any
// more. Its peer can write until the buffers between them are full.
func (f *Fault) Stall() { f.change(func() { f.stalled = true }) }

// Cut pulls the cable: what is written vanishes, nothing arrives, and nobody is
// told. Only Close of a connection reaches the peer, since an open socket would
// be left behind otherwise.
func (f *Fault) Cut() { f.change(func() { f.cut = true }) }

// Heal ends all of it. Bytes that were written while the network was cut are
// lost, so connections of that time are broken.
func (f *Fault) Heal() {
	f.change(func() { f.delay, f.chunk, f.stalled, f.cut = 0, 0, false, false })
}

// CloseWrite ends what this side writes on every connection there is, and leaves
// the other direction open.
func (f *Fault) CloseWrite() {
	for _, c := range f.all() {
		if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
			_ = half.CloseWrite() // it may be closed already
		}
	}
}

// Reset cuts every connection there is, and both sides are told: over TCP with
// RST, where what is still on its way is lost.
func (f *Fault) Reset() {
	for _, c := range f.all() {
		if conn, ok := c.Conn.(interface{ SetLinger(int) error }); ok {
			_ = conn.SetLinger(0) // it may be closed already
		}
		_ = c.Close()
	}
}

// Conns returns how many connections are open.
func (f *Fault) Conns() int { return len(f.all()) }

func (f *Fault) all() (conns []*faultyConn) {
	f.lock()
	defer f.mu.Unlock()
	for c := range f.conns {
		conns = append(conns, c)
	}
	return conns
}

// A DialFunc opens a connection, as [net.Dialer.DialContext] does.
type DialFunc = func(ctx context.Context, network, address string) (net.Conn, error)

// Dial puts the network between clients and their server, for
// [runtime.DialOptions.NetDial].
func (f *Fault) Dial(dial DialFunc) DialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return f.Conn(c), nil
	}
}

// Listener puts the network between a server and its clients.
func (f *Fault) Listener(l net.Listener) net.Listener { return faultyListener{l, f} }

type faultyListener struct {
	net.Listener
	fault *Fault
}

func (l faultyListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return l.fault.Conn(c), nil
}

// Conn puts the network around one side of a connection.
func (f *Fault) Conn(c net.Conn) net.Conn {
	faulty := &faultyConn{Conn: c, fault: f}
	f.change(func() { f.conns[faulty] = struct{}{} })
	return faulty
}

// A faultyConn is a connection through a Fault, whose lock guards it.
type faultyConn struct {
	net.Conn
	fault *Fault

	closed           bool
	held             []byte // was read, and stands behind a stall
	reading, writing deadline
}

// wait waits until ready, or the end of the deadline or the connection. The
// lock is held.
func (c *faultyConn) wait(d *deadline, ready func() bool) error {
	for {
		switch {
		case c.closed:
			return net.ErrClosed
		case d.expired():
			return os.ErrDeadlineExceeded
		case ready():
			return nil
		}
		c.fault.cond.Wait()
	}
}

// linger waits as long as the network delays. The lock is held.
func (c *faultyConn) linger(d *deadline) error {
	if c.closed {
		return net.ErrClosed
	}
	if c.fault.delay <= 0 {
		return nil
	}
	var over deadline
	over.set(time.Now().Add(c.fault.delay), &c.fault.cond)
	defer over.stop()
	return c.wait(d, over.expired)
}

func (c *faultyConn) Read(p []byte) (int, error) {
	f := c.fault
	flows := func() bool { return !f.stalled && !f.cut }
	f.lock()
	defer f.mu.Unlock()
	for {
		if err := c.wait(&c.reading, flows); err != nil {
			return 0, err
		}
		if len(p) == 0 {
			return 0, nil
		}
		if f.chunk > 0 {
			p = p[:min(len(p), f.chunk)]
		}
		if len(c.held) > 0 {
			n := copy(p, c.held)
			c.held = c.held[n:]
			return n, nil
		}
		f.mu.Unlock()
		n, err := c.Conn.Read(p)
		f.mu.Lock()
		if err != nil && (!f.cut || c.closed || c.reading.expired()) {
			return n, err
		}
		// What has come meanwhile may have to wait.
		c.held = append(c.held, p[:n]...)
		if err := c.linger(&c.reading); err != nil {
			return 0, err
		}
	}
}

func (c *faultyConn) Write(p []byte) (n int, err error) {
	f := c.fault
	f.lock()
	defer f.mu.Unlock()
	for {
		if err := c.linger(&c.writing); err != nil {
			return n, err
		}
		if f.cut {
			return len(p), nil
		}
		piece := p[n:]
		if f.chunk > 0 {
			piece = piece[:min(len(piece), f.chunk)]
		}
		f.mu.Unlock()
		m, err := c.Conn.Write(piece)
		f.mu.Lock()
		n += m
		if err != nil || n == len(p) {
			return n, err
		}
	}
}

func (c *faultyConn) Close() error {
	c.fault.change(func() {
		c.closed = true
		c.reading.stop()
		c.writing.stop()
		delete(c.fault.conns, c)
	})
	return c.Conn.Close()
}

func (c *faultyConn) SetDeadline(t time.Time) error {
	return errors.Join(c.SetReadDeadline(t), c.SetWriteDeadline(t))
}

func (c *faultyConn) SetReadDeadline(t time.Time) error {
	c.fault.change(func() { c.reading.set(t, &c.fault.cond) })
	return c.Conn.SetReadDeadline(t)
}

func (c *faultyConn) SetWriteDeadline(t time.Time) error {
	c.fault.change(func() { c.writing.set(t, &c.fault.cond) })
	return c.Conn.SetWriteDeadline(t)
}

// CloseWrite ends the direction to the peer, where the connection can do that.
func (c *faultyConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errors.ErrUnsupported
}

// NetConn returns the connection itself, for who sets its buffers.
func (c *faultyConn) NetConn() net.Conn { return c.Conn }
