package attack_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// TestL3HandlerThatBlocks has handlers that wait for ever: one for its context, which
// ends with the connection, and one for nothing, which keeps neither its client nor a
// shutdown longer than allowed.
func TestL3HandlerThatBlocks(t *testing.T) {
	s := open(t, runtime.Options{CloseTimeout: 100 * time.Millisecond})
	entered, release := make(chan *conn, 2), make(chan struct{})
	causes := make(chan error, 1)
	s.serve(handler{OnMessage: func(ctx context.Context, c *conn, m hostile.Command) error {
		entered <- c
		if m.(hostile.Say).Text == "for ever" {
			<-release
			return nil
		}
		<-ctx.Done()
		causes <- context.Cause(ctx)
		return nil
	}})
	w := s.raw()
	_ = w.Send(text(`{"type":"say","text":"until the end"}`))
	_ = (<-entered).Close(4000, "enough")
	endsWith(t, w, 4000)
	if closed, ok := errors.AsType[*runtime.CloseError](<-causes); !ok || closed.Code != 4000 {
		t.Errorf("the context ended with %v", closed)
	}

	w = s.raw()
	_ = w.Send(text(`{"type":"say","text":"for ever"}`))
	<-entered
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	at := time.Now()
	if err := s.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Shutdown: %v", err)
	}
	if took := time.Since(at); took > 5*time.Second {
		t.Errorf("Shutdown took %v", took)
	}
	if end := w.ReadEnd(); end.Code != uint16(runtime.CloseAbnormal) && end.Code != uint16(runtime.CloseGoingAway) {
		t.Errorf("closed with %v", end)
	}
	close(release)
}

// TestL4CloseOnce ends each connection in eight ways at once: by the client's close
// frame, its going away, its mistake, a panic, the server's Close in three forms, and
// a write that fails. Each is closed once, and OnDisconnect is told once; what metrics
// were told, the site compares.
func TestL4CloseOnce(t *testing.T) {
	for name, settings := range map[string][]setting{"over TCP": nil, "in memory": {inMemory}} {
		t.Run(name, func(t *testing.T) {
			s := open(t, runtime.Options{QueueBytes: 32 << 10, SendBuffer: 16 << 10}, settings...)
			var calls sync.Map // of *atomic.Int32, by connection
			conns := make(chan *conn, 1)
			hub := s.serve(handler{
				OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil },
				OnMessage: func(context.Context, *conn, hostile.Command) error { panic("on purpose") },
				OnDisconnect: func(_ context.Context, c *conn, why runtime.CloseInfo) {
					n, _ := calls.LoadOrStore(c.ID(), new(atomic.Int32))
					n.(*atomic.Int32).Add(1)
					if cause, ok := errors.AsType[*runtime.CloseError](context.Cause(c.Context())); !ok || cause.Code != why.Code {
						t.Errorf("OnDisconnect was told %v, the context ended with %v", why, cause)
					}
				},
			})
			rounds := size(400, 60)
			for round := range rounds {
				w := s.raw()
				c := <-conns
				start := make(chan struct{})
				var racing sync.WaitGroup
				for i, end := range []func(){
					func() { _ = w.Send(wstest.CloseFrame(1000, "")) },
					func() { _ = w.Close() },
					func() { _ = w.Send(wstest.Frame{Opcode: 11}) },
					func() { _ = w.Send(text(`{"type":"say","text":"panic"}`)) },
					func() { _ = c.Close(4000, "") },
					func() { hub.CloseAll(4001, "") },
					func() { s.Connections().CloseAll(4002, "") },
					func() {
						for c.Send(context.Background(), hostile.Said{Text: strings.Repeat("x", 1000)}) == nil {
						}
					},
				} {
					racing.Go(func() {
						<-start
						time.Sleep(time.Duration((round*7+i*3)%5) * 20 * time.Microsecond)
						end()
					})
				}
				close(start)
				racing.Wait()
				_ = w.Close()
				<-c.Context().Done()
			}
			s.stop()
			seen := 0
			calls.Range(func(_, n any) bool {
				seen++
				if n := n.(*atomic.Int32).Load(); n != 1 {
					t.Errorf("OnDisconnect was called %d times for a connection", n)
				}
				return true
			})
			if seen != rounds {
				t.Errorf("OnDisconnect was called for %d of %d connections", seen, rounds)
			}
		})
	}
}
