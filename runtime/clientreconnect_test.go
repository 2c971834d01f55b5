package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

type (
	reconnecting   = runtime.ReconnectingClient[Say, Heard]
	connectOptions = runtime.ConnectOptions[Say, Heard]
)

// A world is a network on which servers come and go, and on which a client
// keeps a diary.
type world struct {
	t     *testing.T
	fault wstest.Fault

	mu     sync.Mutex
	server wstest.Network // nil: connections are refused
	dials  []time.Time
	waits  []time.Duration
	ends   []error
}

func (w *world) serve(opts runtime.Options, h handler) *wstest.Server {
	srv := wstest.NewServer(w.t, opts)
	runtime.Handle(srv.Server, channel("chat"), h)
	w.put(srv)
	return srv
}

func (w *world) put(server wstest.Network) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.server = server
}

func (w *world) dial(ctx context.Context, network, address string) (net.Conn, error) {
	w.mu.Lock()
	w.dials = append(w.dials, time.Now())
	server := w.server
	w.mu.Unlock()
	if server == nil {
		return nil, syscall.ECONNREFUSED
	}
	return server.DialContext(ctx, network, address)
}

// pauses returns how long the client has waited so far.
func (w *world) pauses() []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.waits)
}

// connect starts a client that is closed when the test ends.
func (w *world) connect(opts connectOptions) *reconnecting {
	w.t.Helper()
	opts.NetDial = w.fault.Dial(w.dial)
	opts.OnDisconnect = func(err error, wait time.Duration) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.ends, w.waits = append(w.ends, err), append(w.waits, wait)
	}
	c, err := runtime.Connect(context.Background(), "http://localhost", channel("chat"), opts)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { c.Close() })
	return c
}

// inWorld runs a test in fake time, at the end of which no goroutine is left.
func inWorld(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(t, &world{t: t}) })
}

// next returns what Receive says, within fake minutes.
func next(t *testing.T, c *reconnecting) (Heard, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	return c.Receive(ctx)
}

func gapOf(t *testing.T, c *reconnecting) *runtime.Gap {
	t.Helper()
	m, err := next(t, c)
	gap, ok := errors.AsType[*runtime.Gap](err)
	if !ok {
		t.Fatalf("got %v, %v; want a Gap", m, err)
	}
	return gap
}

func gaveUp(t *testing.T, c *reconnecting) *runtime.GiveUpError {
	t.Helper()
	m, err := next(t, c)
	end, ok := errors.AsType[*runtime.GiveUpError](err)
	if !ok {
		t.Fatalf("got %v, %v; want a GiveUpError", m, err)
	}
	return end
}

func sendTo(t *testing.T, c *reconnecting, m Say) {
	t.Helper()
	if err := c.Send(t.Context(), m); err != nil {
		t.Fatal(err)
	}
}

func TestBackoffGrowsAndBeginsAgain(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		c := w.connect(connectOptions{})
		time.Sleep(5 * time.Minute) // nobody answers
		before := w.pauses()
		if len(before) < 10 {
			t.Errorf("%d attempts in 5 minutes", len(before)+1)
		}
		for n, wait := range before {
			if bound := min(30*time.Second, time.Second<<n); wait < 0 || wait >= bound {
				t.Errorf("wait %d is %v, want less than %v", n, wait, bound)
			}
			if n+1 < len(w.dials) {
				if got := w.dials[n+1].Sub(w.dials[n]); got != wait {
					t.Errorf("waited %v, said %v", got, wait)
				}
			}
		}

		w.serve(runtime.Options{}, echo)
		if err := c.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		sendTo(t, c, Say{Text: "there"})
		if m, err := next(t, c); err != nil || m.Text != "there" {
			t.Errorf("got %v, %v", m, err)
		}
		attempts := len(w.pauses())

		time.Sleep(11 * time.Second) // stable
		w.fault.Reset()
		if gap := gapOf(t, c); gap.Attempts != 1 || gap.Down >= time.Second || gap.Down != w.pauses()[attempts] {
			t.Errorf("%+v after a wait of %v", gap, w.pauses()[attempts:])
		}
		for range 6 { // never stable
			time.Sleep(9 * time.Second)
			w.fault.Reset()
			gapOf(t, c)
		}
		for n, wait := range w.pauses()[attempts+1:] {
			if bound := min(30*time.Second, time.Second<<(n+1)); wait >= bound {
				t.Errorf("wait %d without a stable connection is %v, want less than %v", n, wait, bound)
			}
		}
	})
}

func TestCloseCodesSayWhetherToReconnect(t *testing.T) {
	for _, row := range append(runtime.CloseCodes(), runtime.CloseCode(4000).Info()) {
		if row.Code == runtime.CloseNoStatus || row.Code == runtime.CloseAbnormal {
			continue // cannot be sent
		}
		t.Run(row.Code.String(), func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				first := true
				w.serve(runtime.Options{}, handler{OnConnect: func(ctx context.Context, c *conn) error {
					if first {
						first = false
						return runtime.Reject(row.Code, "because")
					}
					return c.Send(ctx, Heard{Text: "again"})
				}})
				c := w.connect(connectOptions{MinBackoff: time.Minute})
				if row.Reconnect == runtime.ReconnectNever {
					end := gaveUp(t, c)
					closed, ok := errors.AsType[*runtime.CloseError](end)
					if !ok || closed.Code != row.Code || closed.Reconnect() != row.Reconnect || !errors.Is(end, runtime.ErrClosed) {
						t.Errorf("gave up with %v", end)
					}
					if err := c.Send(t.Context(), Say{Text: "x"}); !errors.Is(err, runtime.ErrClosed) {
						t.Errorf("Send: %v", err)
					}
					return
				}
				gap := gapOf(t, c)
				if closed, ok := errors.AsType[*runtime.CloseError](gap.Err); !ok || closed.Code != row.Code || closed.Reason != "because" {
					t.Errorf("the gap is %v", gap)
				}
				if now := gap.Down == 0; now != (row.Reconnect == runtime.ReconnectNow) {
					t.Errorf("down for %v", gap.Down)
				}
				if m, err := next(t, c); err != nil || m.Text != "again" {
					t.Errorf("got %v, %v", m, err)
				}
			})
		})
	}
}

// A site answers upgrade requests with a status.
func site(t *testing.T, status int, header http.Header) *wstest.Listener {
	l := wstest.Listen()
	web := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for k, v := range header {
			w.Header()[k] = v
		}
		w.WriteHeader(status)
		io.WriteString(w, "no")
	})}
	go web.Serve(l)
	t.Cleanup(func() { web.Close() })
	return l
}

func TestStatusSaysWhetherToReconnect(t *testing.T) {
	for _, test := range []struct {
		status     int
		retryAfter string
		never      bool
		min        time.Duration
	}{
		{400, "", true, 0},
		{401, "", true, 0},
		{403, "5", true, 0},
		{404, "", true, 0},
		{501, "", true, 0},
		{302, "", true, 0},
		{429, "60", false, 60 * time.Second},
		{500, "", false, 0},
		{502, "", false, 0},
		{503, "5", false, 5 * time.Second},
		{503, "Sat, 01 Jan 2000 00:01:00 GMT", false, time.Minute}, // the clock of synctest begins with 2000
		{503, "soon", false, 0},
		{503, "99999999999999999999", false, 0},
		{503, "1000000", false, 10 * time.Minute},
	} {
		t.Run(fmt.Sprintf("%d %s", test.status, test.retryAfter), func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				header := http.Header{}
				if test.retryAfter != "" {
					header.Set("Retry-After", test.retryAfter)
				}
				w.put(site(t, test.status, header))
				c := w.connect(connectOptions{})
				synctest.Wait()
				if test.never {
					end := gaveUp(t, c)
					if refused, ok := errors.AsType[*runtime.HandshakeError](end); !ok || refused.Status != test.status {
						t.Errorf("gave up with %v", end)
					}
					if err := c.Ready(t.Context()); err != end {
						t.Errorf("Ready: %v", err)
					}
					return
				}
				if waits := w.pauses(); len(waits) != 1 || waits[0] < test.min || waits[0] >= test.min+time.Second {
					t.Errorf("waits %v, want %v and up to 1 s more", waits, test.min)
				}
			})
		})
	}
}

func TestGapStandsBetweenTheMessages(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		visit := 0
		w.serve(runtime.Options{}, handler{OnConnect: func(ctx context.Context, c *conn) error {
			visit++
			c.Send(ctx, Heard{Text: "welcome", N: visit})
			for i := range 3 {
				c.Send(ctx, Heard{Text: "news", N: 10*visit + i})
			}
			if visit < 3 {
				return runtime.Reject(runtime.CloseRestart, "")
			}
			return nil
		}})
		var gaps, received []*runtime.Gap
		c := w.connect(connectOptions{OnConnect: func(ctx context.Context, c *client, gap *runtime.Gap) error {
			gaps = append(gaps, gap)
			m, err := c.Receive(ctx) // Receive does not return it
			if m.Text != "welcome" {
				t.Errorf("OnConnect heard %v, %v", m, err)
			}
			return err
		}})
		var got []string
		for m, err := range c.All(t.Context()) {
			switch gap, ok := errors.AsType[*runtime.Gap](err); {
			case ok:
				received = append(received, gap)
				got = append(got, "gap")
			case err != nil:
				t.Fatal(err)
			default:
				got = append(got, fmt.Sprint(m.N))
			}
			if m.N == 32 {
				break
			}
		}
		if want := "10 11 12 gap 20 21 22 gap 30 31 32"; strings.Join(got, " ") != want {
			t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
		}
		if len(gaps) != 3 || gaps[0] != nil || !slices.Equal(gaps[1:], received) {
			t.Errorf("OnConnect was told of %v, Receive returned %v", gaps, received)
		}
	})
}

func TestPrepareIsAskedBeforeEachAttempt(t *testing.T) {
	inWorld(t, func(t *testing.T, w *world) {
		srv := wstest.NewServer(t, runtime.Options{RequireAuth: true, Authenticate: func(r *http.Request) (any, error) {
			return r.Header.Get("Authorization") + r.Header.Get("X-Last"), nil
		}})
		runtime.Handle(srv.Server, channel("chat"), handler{OnConnect: func(ctx context.Context, c *conn) error {
			return c.Send(ctx, Heard{Text: c.Principal().(string)})
		}})
		n := 0
		c := w.connect(connectOptions{
			DialOptions: runtime.DialOptions{Header: http.Header{"X-Last": {""}}},
			Prepare: func(ctx context.Context, opts *runtime.DialOptions) error {
				n++
				switch n {
				case 2:
					return errors.New("no token today")
				case 3:
					w.put(srv)
				}
				opts.Token = fmt.Sprint("t", n)
				opts.Header.Set("X-Last", fmt.Sprint("/", n))
				return nil
			},
		})
		if m, err := next(t, c); err != nil || m.Text != "Bearer t3/3" {
			t.Errorf("got %v, %v", m, err)
		}
		if len(w.dials) != 2 { // the first found nobody
			t.Errorf("dialed %d times", len(w.dials))
		}
		w.fault.Reset()
		gapOf(t, c)
		if m, err := next(t, c); err != nil || m.Text != "Bearer t4/4" {
			t.Errorf("got %v, %v", m, err)
		}
	})
}

// A session that has run out is closed with 4401. That is final for the token,
// and not for the client that can get another.
func TestTokenThatHasRunOut(t *testing.T) {
	for _, test := range []struct {
		name      string
		renewable bool
		good      string // the token that works
		want      string // how the client ends
	}{
		{"without Prepare", false, "", "gave up"},
		{"with a fresh one", true, "t2", "connected"},
		{"with one that is no better", true, "none", "gave up"},
	} {
		t.Run(test.name, func(t *testing.T) {
			inWorld(t, func(t *testing.T, w *world) {
				n := 0
				srv := wstest.NewServer(t, runtime.Options{Authenticate: func(r *http.Request) (any, error) {
					return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), nil
				}})
				runtime.Handle(srv.Server, channel("chat"), handler{OnConnect: func(ctx context.Context, c *conn) error {
					if c.Principal() != test.good {
						return runtime.Reject(runtime.CloseUnauthenticated, "expired")
					}
					return c.Send(ctx, Heard{Text: "connected"})
				}})
				w.put(srv)
				opts := connectOptions{DialOptions: runtime.DialOptions{Token: "old"}}
				if test.renewable {
					opts.Prepare = func(_ context.Context, opts *runtime.DialOptions) error {
						n++
						opts.Token = fmt.Sprint("t", n)
						return nil
					}
				}
				c := w.connect(opts)
				for {
					m, err := next(t, c)
					if _, ok := errors.AsType[*runtime.Gap](err); ok {
						continue
					}
					got := m.Text
					if _, ok := errors.AsType[*runtime.GiveUpError](err); ok {
						got = "gave up"
					}
					if got != test.want {
						t.Errorf("got %v, %v; want %s", m, err, test.want)
					}
					break
				}
				if want := 2; test.renewable && n != want {
					t.Errorf("asked for %d tokens, want %d", n, want)
				}
			})
		})
	}
	inWorld(t, func(t *testing.T, w *world) {
		c := w.connect(connectOptions{Prepare: func(context.Context, *runtime.DialOptions) error {
			return fmt.Errorf("refresh token: %w", runtime.ErrUnauthenticated)
		}})
		if end := gaveUp(t, c); !errors.Is(end, runtime.ErrUnauthenticated) || end.Attempts != 1 {
			t.Errorf("gave up with %v", end)
		}
	})
}
