package wstest

import (
	"cmp"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// pipeBuffer is how many bytes a connection in memory holds in each direction
// before a write has to wait. That of a kernel is larger, and less certain.
const pipeBuffer = 64 << 10

// A stream is one direction of a connection.
type stream struct {
	mu   sync.Mutex
	cond sync.Cond // something below has changed

	buf    []byte
	end    error // what the reader gets behind buf; nil while more may be written
	cut    bool  // by a reset
	unread bool  // the reader has closed
	closed bool  // the writer has closed

	reading, writing deadline
}

func newStream() *stream {
	s := new(stream)
	s.cond.L = &s.mu
	return s
}

func (s *stream) read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		switch {
		case s.unread:
			return 0, net.ErrClosed
		case s.cut:
			return 0, syscall.ECONNRESET
		case s.reading.expired():
			return 0, os.ErrDeadlineExceeded
		case len(p) == 0:
			return 0, nil
		case len(s.buf) > 0:
			n := copy(p, s.buf)
			s.buf = s.buf[n:]
			s.cond.Broadcast()
			return n, nil
		case s.end != nil:
			return 0, s.end
		}
		s.cond.Wait()
	}
}

func (s *stream) write(p []byte) (n int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		switch {
		case s.closed:
			return n, net.ErrClosed
		case s.cut:
			return n, syscall.ECONNRESET
		case s.end != nil, s.unread:
			return n, syscall.EPIPE
		case s.writing.expired():
			return n, os.ErrDeadlineExceeded
		case len(p) == n:
			return n, nil
		}
		if room := pipeBuffer - len(s.buf); room > 0 {
			m := min(room, len(p)-n)
			s.buf = append(s.buf, p[n:n+m]...)
			n += m
			s.cond.Broadcast()
			continue
		}
		s.cond.Wait()
	}
}

// change changes a stream, and tells whoever waits.
func (s *stream) change(f func(*stream)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(s)
	s.cond.Broadcast()
}

func (s *stream) setDeadline(d *deadline, t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d.set(t, &s.cond)
}

// A pipe is one end of a connection in memory, which behaves as one over TCP
// does: it has buffers and deadlines, each direction can be closed alone, and
// it can be reset. Whoever waits, waits durably, as synctest has it.
type pipe struct {
	in, out       *stream
	local, remote net.Addr
	abrupt        atomic.Bool // Close resets
}

// newPipe returns the two ends of a connection.
func newPipe(client, server net.Addr) (a, b *pipe) {
	up, down := newStream(), newStream()
	return &pipe{in: down, out: up, local: client, remote: server}, &pipe{in: up, out: down, local: server, remote: client}
}

func (p *pipe) Read(b []byte) (int, error) {
	n, err := p.in.read(b)
	return n, p.explain("read", err)
}

func (p *pipe) Write(b []byte) (int, error) {
	n, err := p.out.write(b)
	return n, p.explain("write", err)
}

// explain makes an error look as that of a socket.
func (p *pipe) explain(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return &net.OpError{Op: op, Net: "memory", Source: p.local, Addr: p.remote, Err: err}
}

// Close ends both directions. The peer can still read what was written. When
// there is something here that nobody has read, it then gets an error instead
// of the end, as over TCP.
func (p *pipe) Close() error {
	reset := p.abrupt.Load()
	end := io.EOF
	p.in.change(func(s *stream) {
		if len(s.buf) > 0 {
			end = syscall.ECONNRESET
		}
		s.unread, s.buf = true, nil
		s.cut = s.cut || reset
		s.reading.stop()
	})
	p.out.change(func(s *stream) {
		s.closed = true
		s.end = cmp.Or(s.end, end)
		if reset {
			s.cut, s.buf = true, nil
		}
		s.writing.stop()
	})
	return nil
}

// SetLinger is that of [net.TCPConn]: with 0, Close resets the connection, and
// what was on its way is lost.
func (p *pipe) SetLinger(seconds int) error {
	p.abrupt.Store(seconds == 0)
	return nil
}

// CloseWrite ends the direction to the peer.
func (p *pipe) CloseWrite() error {
	p.out.change(func(s *stream) { s.end = cmp.Or(s.end, io.EOF) })
	return nil
}

func (p *pipe) LocalAddr() net.Addr  { return p.local }
func (p *pipe) RemoteAddr() net.Addr { return p.remote }

func (p *pipe) SetDeadline(t time.Time) error {
	return errors.Join(p.SetReadDeadline(t), p.SetWriteDeadline(t))
}

func (p *pipe) SetReadDeadline(t time.Time) error {
	p.in.setDeadline(&p.in.reading, t)
	return nil
}

func (p *pipe) SetWriteDeadline(t time.Time) error {
	p.out.setDeadline(&p.out.writing, t)
	return nil
}
