package attack_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// TestL6ShutdownOfThousands shuts a server down that has five thousand clients, some
// of which are being served. Each is told 1001 and none is cut, whoever is being
// served gets its answer, every OnDisconnect has returned, and nobody new is let in.
func TestL6ShutdownOfThousands(t *testing.T) {
	n, busy := size(5000, 300), 20
	s := open(t, runtime.Options{}, inMemory)
	var left, served atomic.Int32
	release, entered := make(chan struct{}), make(chan struct{}, busy)
	hub := s.serve(handler{
		OnMessage: func(ctx context.Context, c *conn, m hostile.Command) error {
			entered <- struct{}{}
			<-release
			return echo.OnMessage(ctx, c, m)
		},
		OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { left.Add(1) },
	})
	ends := make(chan uint16, n)
	var clients sync.WaitGroup
	for i := range n {
		w, err := s.visit(hostilePath, wstest.RawOptions{Timeout: time.Minute})
		if err != nil {
			t.Fatal(err)
		}
		clients.Go(func() {
			defer w.Close()
			if i < busy {
				_ = w.Send(text(`{"type":"say","text":"work"}`))
				if _, _, err := w.ReadMessage(); err == nil {
					served.Add(1)
				}
			}
			end := w.ReadEnd()
			_ = w.Send(wstest.CloseFrame(end.Code, ""))
			ends <- end.Code
		})
	}
	eventually(t, "all are there", func() bool { return hub.Len() == n })
	for range busy {
		<-entered
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var shutdowns sync.WaitGroup
	at := time.Now()
	for range 2 { // twice is harmless: L7
		shutdowns.Go(func() {
			if err := s.Shutdown(ctx); err != nil {
				t.Errorf("Shutdown: %v", err)
			}
		})
	}
	eventually(t, "it has begun", func() bool {
		health := httptest.NewRecorder()
		s.Health().ServeHTTP(health, httptest.NewRequest(http.MethodGet, "/", nil))
		return health.Code == http.StatusServiceUnavailable
	})
	for range 10 {
		_, err := s.dial(wstest.RawOptions{})
		refused, ok := errors.AsType[*wstest.HandshakeError](err)
		if !ok || refused.Response.StatusCode != http.StatusServiceUnavailable || refused.Response.Header.Get("Retry-After") == "" {
			t.Errorf("a new client: %v", err)
		}
	}
	close(release)
	shutdowns.Wait()
	t.Logf("%d clients were told within %v", n, time.Since(at).Round(time.Millisecond))
	if got := left.Load(); got != int32(n) {
		t.Errorf("Shutdown returned after %d of %d OnDisconnect", got, n)
	}
	clients.Wait()
	close(ends)
	codes := map[uint16]int{}
	for code := range ends {
		codes[code]++
	}
	if codes[uint16(runtime.CloseGoingAway)] != n || int(served.Load()) != busy {
		t.Errorf("clients saw %v, %d of %d that were being served got their answer", codes, served.Load(), busy)
	}
}

// TestL7ShutdownAndCloseTogether calls everything that ends a server at once and
// again, while clients come.
func TestL7ShutdownAndCloseTogether(t *testing.T) {
	for range size(20, 5) {
		s := open(t, runtime.Options{}, inMemory)
		s.serve(echo)
		var arriving, ending sync.WaitGroup
		for range 8 {
			arriving.Go(func() {
				for {
					w, err := s.visit(hostilePath, wstest.RawOptions{})
					if err != nil {
						return // not any more
					}
					_ = w.Send(text(`{"type":"say","text":"x"}`))
					_ = w.Close()
				}
			})
		}
		for i := range 6 {
			ending.Go(func() {
				time.Sleep(5 * time.Millisecond)
				if i%3 == 0 {
					_ = s.Close()
				} else if err := s.Shutdown(t.Context()); err != nil {
					t.Errorf("Shutdown: %v", err)
				}
			})
		}
		ending.Wait()
		arriving.Wait()
		if err := errors.Join(s.Shutdown(t.Context()), s.Close(), s.Shutdown(t.Context())); err != nil {
			t.Errorf("a server that has ended: %v", err)
		}
		s.stop()
	}
}
