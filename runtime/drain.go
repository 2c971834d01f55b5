package runtime

import (
	"context"
	"math/rand/v2"
	"time"
)

// Drain says how fast [Server.Shutdown] sends clients away. They come back, to
// another server or to the next version of this one, and should not do so all at
// the same moment.
type Drain struct {
	// Batch is how many are told at once. Default 200; a negative value means
	// all.
	Batch int
	// Every is the time between two batches, on average: each pause is between a
	// half and one and a half of it. Default 100 ms. Pauses are shorter when
	// they would use up more than half of the time that Shutdown has, so 5,000
	// clients are told within 2.5 s, or within 1 s when Shutdown has two.
	Every time.Duration
}

func (d Drain) withDefaults() Drain {
	limit(&d.Batch, 200)
	limit(&d.Every, 100*time.Millisecond)
	return d
}

// batches returns the size of the batches for n clients, and the mean pause
// between them, when so much time is left; 0 means any.
func (d Drain) batches(n int, left time.Duration) (size int, pause time.Duration) {
	if d.Batch <= 0 || n <= d.Batch {
		return max(1, n), 0
	}
	pause = d.Every
	if pauses := (n - 1) / d.Batch; left > 0 {
		pause = min(pause, left/2/time.Duration(pauses))
	}
	return d.Batch, pause
}

// Shutdown ends the server in order. New upgrades are answered 503; callbacks
// that run are left to finish, and what they send goes out; every client is
// closed with 1001, in batches (see [Options.Drain]), and those that still wait
// for their turn are served. Shutdown returns when all connections are gone and
// every OnDisconnect has returned. When ctx ends before, it cuts what is left, as
// Close does, and returns the context's error; it does not wait for a callback
// that does not return, whose goroutine then stays.
//
// It may be called again, and by several goroutines; each call waits.
// [http.Server.Shutdown] does not know of WebSockets: call both.
func (s *Server) Shutdown(ctx context.Context) error {
	conns := s.drain()
	s.mu.Lock()
	first := !s.told
	s.told = true
	s.mu.Unlock()
	if first {
		s.dismiss(ctx, conns)
	}
	select {
	case <-s.idle:
		return nil
	case <-ctx.Done():
	}
	select {
	case <-s.idle: // just now, or ctx had ended before
		return nil
	default:
		_ = s.Close()
		return ctx.Err()
	}
}

// dismiss tells clients to go, in batches, until ctx ends or nobody is there.
func (s *Server) dismiss(ctx context.Context, conns []*conn) {
	var left time.Duration
	if deadline, ok := ctx.Deadline(); ok {
		left = max(1, time.Until(deadline))
	}
	size, pause := s.opts.Drain.batches(len(conns), left)
	for {
		batch := conns[:min(size, len(conns))]
		conns = conns[len(batch):]
		for _, c := range batch {
			c.retire(CloseGoingAway, "server is shutting down")
		}
		if len(conns) == 0 {
			return
		}
		select {
		case <-s.idle:
			return
		case <-ctx.Done():
			return
		case <-time.After(pause/2 + rand.N(pause+1)):
		}
	}
}

// Close ends the server at once: the contexts of all connections are cancelled
// and their sockets closed, without a close frame. It does not wait for
// callbacks. The error is always nil.
func (s *Server) Close() error {
	for _, c := range s.drain() {
		c.abort(CloseInfo{Code: CloseGoingAway, Reason: "server closed"})
	}
	return nil
}

// drain stops admission and returns the connections that there are, in no order.
func (s *Server) drain() []*conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.draining = true
	s.settle()
	conns := make([]*conn, 0, len(s.conns))
	for c := range s.conns {
		conns = append(conns, c)
	}
	return conns
}

// settle tells Shutdown when the last connection is gone. s.mu is held.
func (s *Server) settle() {
	if s.draining && s.active == 0 {
		select {
		case <-s.idle:
		default:
			close(s.idle)
		}
	}
}
