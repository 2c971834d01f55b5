package runtime_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

func TestSendWithoutAConnection(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		c := w.connect(connectOptions{})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := c.Send(ctx, Say{Text: "x"}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Send until its context ends: %v", err)
		}
		var sending sync.WaitGroup
		for range 10 {
			sending.Go(func() { sendTo(t, c, Say{Text: "patient"}) })
		}
		time.Sleep(time.Minute)
		w.serve(runtime.Options{}, echo)
		sending.Wait()
		for range 10 {
			if m, err := next(t, c); err != nil || m.Text != "patient" {
				t.Errorf("got %v, %v", m, err)
			}
		}
	})
	inWorld(t, func(t *testing.T, w *world) {
		c := w.connect(connectOptions{FailFast: true})
		if err := c.Send(t.Context(), Say{Text: "x"}); !errors.Is(err, runtime.ErrDisconnected) {
			t.Errorf("Send that does not wait: %v", err)
		}
		w.serve(runtime.Options{}, echo)
		if err := c.Ready(t.Context()); err != nil {
			t.Error(err)
		}
		sendTo(t, c, Say{Text: "x"})
	})
}

// Each message is sent at most once, over connections that break all the time.
func TestNoMessageIsSentTwice(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		seen := map[int]int{}
		var mu sync.Mutex
		w.serve(runtime.Options{MessageRate: -1}, handler{OnMessage: func(_ context.Context, c *conn, m Say) error {
			mu.Lock()
			defer mu.Unlock()
			seen[m.N]++
			if m.N%7 == 0 {
				return runtime.Reject(runtime.CloseRestart, "")
			}
			return nil
		}})
		c := w.connect(connectOptions{MinBackoff: time.Millisecond, MaxBackoff: time.Millisecond})
		go func() {
			for range c.All(context.Background()) {
			}
		}()
		lost := 0
		for n := range 500 {
			if err := c.Send(t.Context(), Say{Text: "x", N: n}); err != nil {
				if _, ok := errors.AsType[*runtime.CloseError](err); !ok {
					t.Fatalf("Send: %v", err)
				}
				lost++
			}
			if n%5 == 0 {
				time.Sleep(time.Millisecond)
			}
		}
		c.Close()
		for n, times := range seen {
			if times != 1 {
				t.Errorf("message %d came %d times", n, times)
			}
		}
		if len(seen) == 0 || len(w.pauses()) == 0 {
			t.Errorf("%d messages came, and the connection broke %d times", len(seen), len(w.pauses()))
		}
	})
}

func TestMaxAttempts(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		c := w.connect(connectOptions{MaxAttempts: 3})
		end := gaveUp(t, c)
		if end.Attempts != 3 || len(w.dials) != 3 || len(w.pauses()) != 2 {
			t.Errorf("%v; %d attempts, %d waits", end, len(w.dials), len(w.pauses()))
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		if _, err := next(t, c); err != end {
			t.Errorf("after Close: %v", err)
		}
		for _, err := range c.All(t.Context()) {
			if err != end {
				t.Errorf("All: %v", err)
			}
		}
	})
	inWorld(t, func(t *testing.T, w *world) { // connections that last are no failures
		w.serve(runtime.Options{}, handler{})
		c := w.connect(connectOptions{MaxAttempts: 1})
		for range 5 {
			if err := c.Ready(t.Context()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			w.fault.Reset()
			gapOf(t, c)
		}
		w.fault.Reset() // but one that does not last is
		if end := gaveUp(t, c); end.Attempts != 1 {
			t.Errorf("gave up with %v", end)
		}
	})
}

func TestAdvise(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		visits := 0
		w.serve(runtime.Options{}, handler{OnConnect: func(context.Context, *conn) error {
			visits++
			if visits < 3 {
				return runtime.Reject(runtime.CloseForbidden, "not yet") // by the table, never
			}
			return runtime.Reject(4000, "the game is over") // by the table, backoff
		}})
		var asked []string
		c := w.connect(connectOptions{Advise: func(err error) runtime.Reconnect {
			closed, _ := errors.AsType[*runtime.CloseError](err)
			asked = append(asked, closed.Reason)
			if closed.Code == 4000 {
				return runtime.ReconnectNever
			}
			return runtime.ReconnectBackoff
		}})
		gapOf(t, c)
		gapOf(t, c)
		end := gaveUp(t, c)
		if got := strings.Join(asked, ", "); got != "not yet, not yet, the game is over" || end.Attempts != 3 {
			t.Errorf("asked about %s; gave up with %v", got, end)
		}
	})
}

// A server that is full says when to come back, and is believed.
func TestClientWaitsAsTheServerAsks(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		srv := w.serve(runtime.Options{MaxConnections: 1}, echo)
		first := wstest.Connect(t, srv, channel("chat"), runtime.DialOptions{})
		second := w.connect(connectOptions{})
		synctest.Wait()
		if waits := w.pauses(); len(waits) != 1 || waits[0] < 5*time.Second || waits[0] >= 6*time.Second {
			t.Errorf("waits %v; the server asks for 5 s", waits)
		}
		if refused, ok := errors.AsType[*runtime.HandshakeError](w.ends[0]); !ok || refused.Status != 503 || refused.RetryAfter != 5*time.Second {
			t.Errorf("refused with %v", w.ends)
		}
		first.Close()
		sendTo(t, second, Say{Text: "my turn"})
	})
}

// In a bubble, whatever is left at the end fails the test.
func TestCloseAtAnyMoment(t *testing.T) {
	block := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
	for name, during := range map[string]func(w *world) connectOptions{
		"the dialing": func(w *world) connectOptions {
			w.put(silent{}) // never connects
			return connectOptions{}
		},
		"the handshake": func(w *world) connectOptions {
			l := wstest.Listen()
			go func() {
				for {
					c, err := l.Accept()
					if err != nil {
						return
					}
					w.t.Cleanup(func() { c.Close() }) // says nothing
				}
			}()
			w.t.Cleanup(func() { l.Close() })
			w.put(l)
			return connectOptions{DialOptions: runtime.DialOptions{HandshakeTimeout: -1}}
		},
		"Prepare": func(w *world) connectOptions {
			return connectOptions{Prepare: func(ctx context.Context, _ *runtime.DialOptions) error { return block(ctx) }}
		},
		"OnConnect": func(w *world) connectOptions {
			w.serve(runtime.Options{}, echo)
			return connectOptions{OnConnect: func(ctx context.Context, _ *client, _ *runtime.Gap) error { return block(ctx) }}
		},
		"the receiving in OnConnect": func(w *world) connectOptions {
			w.serve(runtime.Options{}, echo)
			return connectOptions{OnConnect: func(_ context.Context, c *client, _ *runtime.Gap) error {
				_, err := c.Receive(context.Background())
				return err
			}}
		},
		"the pause": func(w *world) connectOptions {
			return connectOptions{MinBackoff: 100 * time.Hour, MaxBackoff: 100 * time.Hour}
		},
		"a connection": func(w *world) connectOptions {
			w.serve(runtime.Options{}, echo)
			return connectOptions{}
		},
		"a connection that nobody receives from": func(w *world) connectOptions {
			w.serve(runtime.Options{}, handler{OnConnect: func(ctx context.Context, c *conn) error {
				for range 100 {
					c.Send(ctx, Heard{Text: "x"})
				}
				return nil
			}})
			return connectOptions{}
		},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				c := w.connect(during(w))
				time.Sleep(time.Second)
				for range 2 {
					if err := c.Close(); err != nil {
						t.Error(err)
					}
				}
				if err := c.Send(t.Context(), Say{Text: "x"}); !errors.Is(err, runtime.ErrClosed) {
					t.Errorf("Send after Close: %v", err)
				}
				for range 17 { // what was read ahead
					if _, err := next(t, c); errors.Is(err, runtime.ErrClosed) {
						return
					}
				}
				t.Error("Receive does not end")
			})
		})
	}
}

// silent is a network on which nobody answers.
type silent struct{}

func (silent) URL() string { return "http://localhost" }
func (silent) DialContext(ctx context.Context, _, _ string) (net.Conn, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func TestClientEndsWithItsContext(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		w.serve(runtime.Options{}, echo)
		ctx, cancel := context.WithCancelCause(t.Context())
		c, err := runtime.Connect(ctx, "http://localhost", channel("chat"), connectOptions{DialOptions: runtime.DialOptions{NetDial: w.dial}})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		why := errors.New("bored")
		time.AfterFunc(time.Minute, func() { cancel(why) })
		n := 0
		for _, err := range c.All(t.Context()) {
			if n++; err != why {
				t.Errorf("All: %v", err)
			}
		}
		if n != 1 {
			t.Errorf("All said %d things", n)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
}

// A client that nobody receives from connects again when it cannot send, and
// keeps neither goroutines nor messages of the connections in between.
func TestNobodyReceives(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		var visits atomic.Int64
		w.serve(runtime.Options{}, handler{OnConnect: func(ctx context.Context, c *conn) error {
			visit := int(visits.Add(1))
			for range 40 { // more than the client reads ahead
				if err := c.Send(ctx, Heard{Text: "x", N: visit}); err != nil {
					return err
				}
			}
			return nil
		}})
		c := w.connect(connectOptions{})
		if _, err := next(t, c); err != nil {
			t.Fatal(err)
		}
		for range 10 {
			if err := c.Ready(t.Context()); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			w.fault.Reset()
			for c.Send(t.Context(), Say{Text: "x"}) == nil {
				time.Sleep(time.Second)
			}
			time.Sleep(time.Minute)
		}
		count := map[int]int{}
		gaps := 0
		for m, err := range c.All(t.Context()) {
			if _, ok := errors.AsType[*runtime.Gap](err); ok {
				gaps++
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if count[m.N]++; m.N == int(visits.Load()) && count[m.N] == 40 {
				break
			}
		}
		if visits.Load() != 11 || gaps != 1 || len(count) != 2 || count[1] == 0 {
			t.Errorf("%d connections, %d gaps, messages of the connections: %v", visits.Load(), gaps, count)
		}
	})
}

func TestConnectRefusesWhatCannotWork(t *testing.T) {
	for _, address := range []string{"", "ftp://localhost", "localhost"} {
		if _, err := runtime.Connect(t.Context(), address, channel("chat"), connectOptions{}); err == nil {
			t.Errorf("address %q was taken", address)
		}
	}
	inWorld(t, func(t *testing.T, w *world) { // also when Prepare has its say
		c, err := runtime.Connect(t.Context(), "nowhere", channel("chat"), connectOptions{
			Prepare: func(context.Context, *runtime.DialOptions) error { return nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if end := gaveUp(t, c); !strings.Contains(end.Error(), "is not the address of a server") {
			t.Errorf("gave up with %v", end)
		}
	})
}

// A server with 200 clients is restarted at the same address. All of them come
// back, and not all at once.
func TestClientsOfARestartedServerAreSpread(t *testing.T) {
	const clients = 200
	start := func(l net.Listener) (*runtime.Server, *http.Server) {
		srv := runtime.NewServer(runtime.Options{})
		runtime.Handle(srv, channel("chat"), echo)
		web := &http.Server{Handler: srv}
		go web.Serve(l)
		return srv, web
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	srv, web := start(l)

	const bound = time.Second
	var mu sync.Mutex
	first := map[int]time.Duration{} // the first wait of each client
	all := make([]*reconnecting, clients)
	for i := range all {
		all[i], err = runtime.Connect(t.Context(), "http://"+l.Addr().String(), channel("chat"), connectOptions{
			MinBackoff: bound,
			MaxBackoff: bound,
			OnDisconnect: func(err error, wait time.Duration) {
				mu.Lock()
				defer mu.Unlock()
				if _, ok := first[i]; !ok {
					first[i] = wait
				}
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		defer all[i].Close()
	}
	for _, c := range all {
		if err := c.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
	}

	l.Close() // or else who comes too early is told to wait for 5 s
	if err := errors.Join(srv.Shutdown(t.Context()), web.Shutdown(t.Context())); err != nil {
		t.Fatal(err)
	}
	if l, err = net.Listen("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	srv, web = start(l)
	defer web.Close()
	defer srv.Close()
	for i, c := range all {
		gap := gapOf(t, c)
		if closed, ok := errors.AsType[*runtime.CloseError](gap.Err); !ok || closed.Code != runtime.CloseGoingAway {
			t.Errorf("client %d: %v", i, gap)
		}
		sendTo(t, c, Say{Text: "back", N: i})
		if m, err := next(t, c); err != nil || m.N != i {
			t.Errorf("client %d got %v, %v", i, m, err)
		}
	}
	// Of 200 clients, 50 are expected in each quarter of the time.
	mu.Lock()
	defer mu.Unlock()
	var quarters [4]int
	for _, wait := range first {
		quarters[min(3, 4*wait/bound)]++
	}
	for _, n := range quarters {
		if n < 20 {
			t.Errorf("%v of the clients come in the quarters of the time", quarters)
			break
		}
	}
}
