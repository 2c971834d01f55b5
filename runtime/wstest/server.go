package wstest

import (
	"context"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// patience is how long a helper waits for what should happen at once. In a
// bubble of synctest it costs no time.
const patience = 10 * time.Second

// A Network opens connections to a server: a [Server] or a [Listener].
type Network interface {
	// DialContext opens a connection.
	DialContext(ctx context.Context, network, address string) (net.Conn, error)
	// URL is the address of the server.
	URL() string
}

// A Server is a [runtime.Server] on a network in memory.
type Server struct {
	*runtime.Server
	listener *Listener
}

// NewServer starts a server, to which [runtime.Handle] gives channels. When the
// test ends the server is shut down; a callback that does not return within 10 s
// fails the test.
//
// Unless the options have a logger, what the server logs goes to the test's
// log.
func NewServer(t testing.TB, opts runtime.Options) *Server {
	t.Helper()
	out := &testLog{t: t}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	s := &Server{Server: runtime.NewServer(opts), listener: Listen()}
	web := &http.Server{Handler: s.Server, ErrorLog: log.New(out, "", 0)}
	var serving sync.WaitGroup
	serving.Go(func() { _ = web.Serve(s.listener) }) // until it is closed
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := s.Shutdown(ctx); err != nil {
			t.Errorf("wstest: the server does not come to its end: %v", err)
		}
		_ = web.Close()
		serving.Wait()
		out.end()
	})
	return s
}

// URL is the address of the server, on its own network.
func (s *Server) URL() string { return s.listener.URL() }

// DialContext connects to the server, whatever the address.
func (s *Server) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	return s.listener.DialContext(ctx, network, address)
}

// A testLog writes to the log of a test until that has ended.
type testLog struct {
	mu    sync.Mutex
	t     testing.TB
	ended bool
}

func (l *testLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return io.Discard.Write(p)
	}
	return l.t.Output().Write(p)
}

func (l *testLog) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
}
