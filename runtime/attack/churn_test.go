package attack_test

import (
	"context"
	"log/slog"
	goruntime "runtime"
	"sync"
	"testing"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// TestL5Churn has ten thousand clients come and go, each in one of the ways to go:
// with a word, without, with a reset, by a mistake, in the middle of a message. Then
// goroutines, heap, rooms and counts are back where they began.
func TestL5Churn(t *testing.T) {
	const visitors = 8
	n := size(10_000, 1000)
	s := open(t, runtime.Options{Logger: slog.New(slog.DiscardHandler)}, inMemory)
	hub := s.serve(handler{
		OnConnect: func(ctx context.Context, c *conn) error {
			c.Join("everybody", "private "+c.ID())
			return c.Send(ctx, hostile.Said{Text: "welcome"})
		},
		OnMessage: echo.OnMessage,
	})
	leave := []func(*wstest.Raw){
		func(w *wstest.Raw) { _ = w.Send(wstest.CloseFrame(1000, "bye")); w.ReadEnd() },
		func(w *wstest.Raw) {},
		func(w *wstest.Raw) { _ = w.Reset() },
		func(w *wstest.Raw) { _ = w.Send(wstest.Frame{Opcode: 3}); w.ReadEnd() },
		func(w *wstest.Raw) { _, _ = w.Write(text(`{"type":"say"}`).Append(nil)[:9]) },
		func(w *wstest.Raw) { _ = w.Send(text(`{"type":"say","text":"x"}`)); _, _, _ = w.ReadMessage() },
		func(w *wstest.Raw) { _ = w.CloseWrite(); w.ReadEnd() },
	}
	churn := func(n int) {
		var visiting sync.WaitGroup
		for v := range visitors {
			visiting.Go(func() {
				for i := range n / visitors {
					w, err := s.visit(hostilePath, wstest.RawOptions{})
					if err != nil {
						t.Error(err)
						return
					}
					leave[(v+i)%len(leave)](w)
					_ = w.Close()
				}
			})
		}
		visiting.Wait()
		eventually(t, "all have left", func() bool {
			got := hub.Stats()
			return got.Connections == 0 && got.Sent == got.Delivered+got.Dropped && s.Connections().Len() == 0 && hub.To("everybody").Len() == 0
		})
	}
	churn(n / 10) // fills pools and caches
	goroutines, memory := goruntime.NumGoroutine(), heap()
	churn(n)
	eventually(t, "goroutines are where they were", func() bool { return goruntime.NumGoroutine() <= goroutines+2 })
	if grown := heap() - memory; grown > 1<<20 {
		t.Errorf("%d connections have left %d bytes behind", n, grown)
	}
	s.works()
	s.stop()
	if got := s.Stats().Opened; got < uint64(n) {
		t.Errorf("%d connections were opened", got)
	}
}
