package runtime_test

import (
	"context"
	"errors"
	"net/http"
	goruntime "runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

func TestOnDisconnectIsCalledOnce(t *testing.T) {
	r := newRig(t, runtime.Options{SendBuffer: 16 << 10, QueueBytes: 32 << 10})
	var mu sync.Mutex
	calls := map[string]int{}
	conns := make(chan *conn, 1)
	var inside atomic.Int32
	hub := runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil },
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			inside.Add(1)
			defer inside.Add(-1)
			time.Sleep(time.Duration(m.N%3) * time.Millisecond)
			panic("on purpose")
		},
		OnDisconnect: func(_ context.Context, c *conn, why runtime.CloseInfo) {
			mu.Lock()
			defer mu.Unlock()
			calls[c.ID()]++
			if c.Send(context.Background(), Heard{}) != runtime.ErrClosed {
				t.Error("something can be sent in OnDisconnect")
			}
		},
	})
	const rounds = 60
	for round := range rounds {
		client := r.dialRaw("/ws/chat", "")
		c := <-conns
		// Eight ways to end a connection, at the same time.
		var wg sync.WaitGroup
		start := make(chan struct{})
		for _, end := range []func(){
			func() { client.Write(frame(0x88, "\x03\xe8")) },
			func() { client.Close() },
			func() { client.Write(frame(0x81, "\xff")) },
			func() { client.Write(frame(0x81, `{"text":"panic"}`)) },
			func() { c.Close(4000, "") },
			func() { hub.CloseAll(4001, "") },
			func() { r.Connections().CloseAll(4002, "") },
			func() {
				for range 100 {
					c.Send(context.Background(), kilobyte(round))
				}
			},
		} {
			wg.Go(func() { <-start; end() })
		}
		close(start)
		wg.Wait()
		<-c.Context().Done()
		if closed, ok := errors.AsType[*runtime.CloseError](context.Cause(c.Context())); !ok {
			t.Errorf("the context ended with %v", closed)
		}
	}
	eventually(t, "everybody has left", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(calls) == rounds
	})
	if err := r.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	for id, n := range calls {
		if n != 1 {
			t.Errorf("%s: OnDisconnect was called %d times", id, n)
		}
	}
	if n := r.Connections().Len(); n != 0 {
		t.Errorf("%d connections are left", n)
	}
	settled(t, hub)
}

func TestOnDisconnectWaitsForTheHandler(t *testing.T) {
	r := newRig(t, runtime.Options{})
	entered, release := make(chan *conn), make(chan struct{})
	var inside atomic.Bool
	left := make(chan error, 1)
	runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage: func(ctx context.Context, c *conn, _ Say) error {
			inside.Store(true)
			entered <- c
			<-ctx.Done() // Close ends the context, also while the handler runs
			<-release
			inside.Store(false)
			return nil
		},
		OnDisconnect: func(ctx context.Context, c *conn, why runtime.CloseInfo) {
			if inside.Load() {
				t.Error("OnDisconnect runs beside OnMessage")
			}
			left <- ctx.Err()
		},
	})
	client := r.dial(channel("chat"))
	send(t, client, Say{Text: "x"})
	c := <-entered
	if err := c.Close(4100, "enough"); err != nil {
		t.Error(err)
	}
	if err := c.Close(4200, "again"); !errors.Is(err, runtime.ErrClosed) {
		t.Errorf("the second Close: %v", err)
	}
	closedWith(t, client, 4100)
	close(release)
	if err := <-left; err != nil {
		t.Errorf("the context of OnDisconnect has ended: %v", err)
	}
}

func TestPanicEndsOneConnection(t *testing.T) {
	onPanic := map[string]handler{
		"OnConnect": {OnConnect: func(context.Context, *conn) error { panic("secret") }},
		"OnMessage": {OnMessage: func(context.Context, *conn, Say) error { panic("secret") }},
		"Goexit": {OnMessage: func(context.Context, *conn, Say) error {
			goruntime.Goexit()
			return nil
		}},
	}
	for name, h := range onPanic {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, runtime.Options{})
			runtime.Handle(r.Server, channel("other"), echo)
			other := r.dial(channel("other"))
			runtime.Handle(r.Server, channel("chat"), h)
			c := r.dial(channel("chat"))
			_ = c.Send(t.Context(), Say{Text: "x"}) // after a panic of OnConnect it may fail
			if got := closedWith(t, c, runtime.CloseInternal); strings.Contains(got.Reason, "secret") {
				t.Errorf("the client was told %q", got.Reason)
			}
			if l := r.logs.String(); name != "Goexit" && (!strings.Contains(l, "secret") || !strings.Contains(l, "lifecycle_test.go")) {
				t.Errorf("the log has no panic with its stack:\n%s", l)
			}
			send(t, other, Say{Text: "unaffected"})
			receive(t, other)
		})
	}
	t.Run("OnDisconnect", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("chat"), handler{
			OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { panic("secret") },
		})
		r.dial(channel("chat")).Close()
		eventually(t, "it is logged", func() bool { return strings.Contains(r.logs.String(), "panic in OnDisconnect") })
	})
	t.Run("hooks", func(t *testing.T) {
		r := newRig(t, runtime.Options{
			MaxConnections: 1,
			Authenticate:   func(*http.Request) (any, error) { panic("secret") },
			CheckOrigin: func(r *http.Request) bool {
				if r.Header.Get("Origin") == "https://panic.example" {
					panic("secret")
				}
				return true
			},
		})
		runtime.Handle(r.Server, channel("chat"), handler{})
		silent := newRig(t, runtime.Options{MaxConnections: 1, ConnContext: func(*http.Request) context.Context { return nil }})
		runtime.Handle(silent.Server, channel("chat"), handler{})
		for range 2 {
			if resp, _ := silent.request(http.MethodGet, "/ws/chat", upgrade()); resp.StatusCode != 500 {
				t.Errorf("a ConnContext that returns nil: %s", resp.Status)
			}
		}
		for _, origin := range []string{"", "https://panic.example", ""} { // the third: the place was given back
			if resp, body := r.request(http.MethodGet, "/ws/chat", upgrade("Origin", origin)); resp.StatusCode != 500 || strings.Contains(body, "secret") {
				t.Errorf("origin %q: %d %s", origin, resp.StatusCode, body)
			}
		}
	})
}

func TestCallbackErrors(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect: func(_ context.Context, c *conn) error {
			if strings.Contains(c.RemoteAddr(), "nobody") {
				return errors.New("unreachable")
			}
			return nil
		},
		OnMessage: func(_ context.Context, c *conn, m Say) error {
			switch m.Text {
			case "secret":
				return errors.New("password is hunter2")
			case "full":
				return &runtime.Error{Code: "room_full", Message: "the room is full"}
			case "plain":
				return &runtime.Error{Message: "try later"}
			case "invalid":
				return runtime.RefuseMessage(nil) // an error of the handler, not of the message
			case "upstream":
				return &runtime.CloseError{Code: runtime.CloseGoingAway} // of another connection
			case "closed":
				if err := c.Close(4000, ""); err != nil {
					return err
				}
				return c.Send(context.Background(), Heard{})
			}
			return runtime.Reject(runtime.CloseForbidden, "not you")
		},
	})
	runtime.Handle(r.Server, channel("closed"), handler{
		OnConnect: func(context.Context, *conn) error { return runtime.Reject(runtime.CloseForbidden, "not you") },
	})
	w := r.dialRaw("/ws/chat", "")
	for _, test := range []struct{ message, want string }{
		{`{"text":"secret"}`, `{"type":"error","message":"message handler error"}`},
		{`{"text":"secret","id":7}`, `{"type":"error","id":7,"message":"message handler error"}`},
		{`{"text":"full","id":"a"}`, `{"type":"error","id":"a","code":"room_full","message":"the room is full"}`},
		{`{"text":"plain"}`, `{"type":"error","message":"try later"}`},
		{`{"text":"upstream"}`, `{"type":"error","message":"message handler error"}`},
		{`{"text":"invalid"}`, `{"type":"error","message":"message handler error"}`},
		{`{"id":9}`, `{"type":"validation_error","id":9,"errors":[{"path":"/text","code":"required","message":"missing required field: text"}]}`},
		{`{"id":1.5}`, `{"type":"validation_error","errors":[{"path":"/text","code":"required","message":"missing required field: text"}]}`},
		{`{"id":"` + strings.Repeat("x", 63) + `"}`, `{"type":"validation_error","errors":[{"path":"/text","code":"required","message":"missing required field: text"}]}`},
	} {
		w.write(frame(0x81, test.message))
		if got := w.text(); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.message, got, test.want)
		}
	}
	w.write(frame(0x81, `{"text":"leave"}`))
	if got := w.closed(); got != "4403 not you" {
		t.Errorf("Reject from OnMessage: %s", got)
	}
	if got := r.dialRaw("/ws/closed", "").closed(); got != "4403 not you" {
		t.Errorf("Reject from OnConnect: %s", got)
	}
	r.dialRaw("/ws/chat", "", frame(0x81, `{"text":"closed"}`)...).closed()
	eventually(t, "a send that came too late is logged, but not as an error", func() bool {
		return strings.Contains(r.logs.String(), `level=DEBUG msg="OnMessage failed"`)
	})
	if l := r.logs.String(); !strings.Contains(l, "hunter2") || strings.Contains(l, "room_full") {
		t.Errorf("the log should have the error, and not what was meant for the client:\n%s", l)
	}
}

func TestShutdown(t *testing.T) {
	t.Run("lets handlers finish and tells everybody 1001", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		entered, release := make(chan struct{}), make(chan struct{})
		var left atomic.Int32
		runtime.Handle(r.Server, channel("chat"), handler{
			OnMessage: func(ctx context.Context, c *conn, m Say) error {
				close(entered)
				<-release
				if ctx.Err() != nil {
					t.Error("the context ended under a handler")
				}
				return c.Send(ctx, Heard{Text: "done"})
			},
			OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { left.Add(1) },
		})
		busy := r.dial(channel("chat"))
		var idle []*client
		for range 20 {
			idle = append(idle, r.dial(channel("chat")))
		}
		eventually(t, "all are there", func() bool { return r.Connections().Len() == 21 })
		send(t, busy, Say{Text: "work"})
		<-entered
		send(t, busy, Say{Text: "comes too late"}) // a second close(entered) would panic

		ends := make(chan error, 3)
		for range 3 {
			go func() { ends <- r.Shutdown(t.Context()) }()
		}
		for _, c := range idle {
			closedWith(t, c, runtime.CloseGoingAway)
		}
		resp, body := r.request(http.MethodGet, "/ws/chat", upgrade())
		if resp.StatusCode != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") == "" {
			t.Errorf("a new upgrade: %d %q, Retry-After %q", resp.StatusCode, body, resp.Header.Get("Retry-After"))
		}
		select {
		case err := <-ends:
			t.Fatalf("Shutdown returned %v while a handler runs", err)
		case <-time.After(50 * time.Millisecond):
		}
		close(release)
		if got := receive(t, busy); got.Text != "done" {
			t.Errorf("the handler's answer is %q", got.Text)
		}
		closedWith(t, busy, runtime.CloseGoingAway)
		for range cap(ends) {
			if err := <-ends; err != nil {
				t.Error(err)
			}
		}
		if n := left.Load(); n != 21 {
			t.Errorf("Shutdown returned after %d of 21 OnDisconnect", n)
		}
	})
	t.Run("is bounded by its context", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		entered, ended := make(chan struct{}), make(chan struct{})
		runtime.Handle(r.Server, channel("chat"), handler{
			OnMessage: func(ctx context.Context, c *conn, m Say) error {
				close(entered)
				<-ctx.Done() // until Shutdown loses patience
				close(ended)
				return nil
			},
		})
		c := r.dial(channel("chat"))
		send(t, c, Say{Text: "x"})
		<-entered
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if err := r.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Shutdown: %v", err)
		}
		<-ended
		closedWith(t, c, runtime.CloseAbnormal)
	})
	t.Run("does not wait for clients that do not answer", func(t *testing.T) {
		r := newRig(t, runtime.Options{CloseTimeout: 100 * time.Millisecond})
		runtime.Handle(r.Server, channel("chat"), handler{})
		w := r.dialRaw("/ws/chat", "")
		eventually(t, "it is there", func() bool { return r.Connections().Len() == 1 })
		at := time.Now()
		if err := r.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		if d := time.Since(at); d > 2*time.Second {
			t.Errorf("it took %v", d)
		}
		if got := w.closed(); got != "1001 server is shutting down" {
			t.Errorf("the client was told %q", got)
		}
	})
	t.Run("ends handshakes that are under way", func(t *testing.T) {
		entered, release := make(chan struct{}), make(chan struct{})
		r := newRig(t, runtime.Options{Authenticate: func(*http.Request) (any, error) {
			close(entered)
			<-release
			return "ada", nil
		}})
		runtime.Handle(r.Server, channel("chat"), handler{
			OnConnect: func(context.Context, *conn) error { t.Error("OnConnect was called"); return nil },
		})
		end := make(chan error, 1)
		go func() {
			<-entered
			go func() { end <- r.Shutdown(t.Context()) }()
			eventually(t, "shutting down", func() bool {
				resp, _ := r.request(http.MethodGet, "/ws/nothing", upgrade())
				resp.Body.Close()
				return resp.StatusCode == http.StatusServiceUnavailable
			})
			close(release)
		}()
		closedWith(t, r.dial(channel("chat")), runtime.CloseGoingAway)
		if err := <-end; err != nil {
			t.Error(err)
		}
	})
	t.Run("of an idle server returns at once", func(t *testing.T) {
		srv := runtime.NewServer(runtime.Options{})
		if err := errors.Join(srv.Shutdown(t.Context()), srv.Close(), srv.Shutdown(t.Context())); err != nil {
			t.Error(err)
		}
	})
}

func TestContextCarriesTheRequestsValues(t *testing.T) {
	type key struct{}
	srv := runtime.NewServer(runtime.Options{})
	got := make(chan any, 1)
	runtime.Handle(srv, channel("chat"), handler{OnMessage: func(ctx context.Context, c *conn, _ Say) error {
		got <- ctx.Value(key{})
		return nil
	}})
	r := newRigAround(t, srv, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		srv.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, "trace")))
	}))
	send(t, r.dial(channel("chat")), Say{Text: "x"})
	if v := <-got; v != "trace" {
		t.Errorf("got %v", v)
	}

	ours := newRig(t, runtime.Options{ConnContext: func(r *http.Request) context.Context {
		ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key{}, r.URL.Path))
		cancel() // which does not matter
		return ctx
	}})
	runtime.Handle(ours.Server, channel("chat"), handler{OnMessage: func(ctx context.Context, c *conn, _ Say) error {
		got <- ctx.Value(key{})
		return ctx.Err()
	}})
	send(t, ours.dial(channel("chat")), Say{Text: "x"})
	if v := <-got; v != "/ws/chat" {
		t.Errorf("with ConnContext: got %v", v)
	}
}

func TestChurnLeavesNothingBehind(t *testing.T) {
	r := newRig(t, runtime.Options{})
	hub := runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect: func(ctx context.Context, c *conn) error {
			c.Join("a", "b", c.ID())
			return c.Send(ctx, Heard{Text: "welcome"})
		},
	})
	before := goruntime.NumGoroutine()
	for range 20 {
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				c, err := runtime.Dial(t.Context(), r.url(), channel("chat"), runtime.DialOptions{})
				if err != nil {
					t.Error(err)
					return
				}
				if i%2 == 0 {
					if _, err := c.Receive(t.Context()); err != nil {
						t.Error(err)
					}
				}
				c.Close()
			})
		}
		wg.Wait()
	}
	eventually(t, "all have left", func() bool { return r.Connections().Len() == 0 && hub.Len() == 0 && hub.To("a", "b").Len() == 0 })
	settled(t, hub)
	r.http.CloseClientConnections()
	eventually(t, "goroutines are back to where they were", func() bool { return goruntime.NumGoroutine() <= before+2 })
}
