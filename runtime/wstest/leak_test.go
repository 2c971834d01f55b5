package wstest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// A probe is a test whose failures are looked at.
type probe struct {
	testing.TB
	cleanups []func()
	errors   []string
}

func (p *probe) Helper()          {}
func (p *probe) Cleanup(f func()) { p.cleanups = append(p.cleanups, f) }
func (p *probe) Errorf(format string, args ...any) {
	p.errors = append(p.errors, fmt.Sprintf(format, args...))
}

// Fatal and Fatalf end the probe, as runProbe has it.
func (p *probe) Fatal(args ...any) { p.Fatalf("%s", fmt.Sprint(args...)) }
func (p *probe) Fatalf(format string, args ...any) {
	p.Errorf(format, args...)
	panic(p)
}

// runProbe runs a test in fake time, and returns its failures.
func runProbe(t *testing.T, test func(p *probe)) (failures []string) {
	p := &probe{TB: t}
	func() {
		defer func() {
			if r := recover(); r != nil && r != any(p) {
				panic(r)
			}
		}()
		test(p)
	}()
	for i := len(p.cleanups) - 1; i >= 0; i-- {
		p.cleanups[i]()
	}
	return p.errors
}

func TestNoLeaksFindsWhatIsLeft(t *testing.T) {
	for _, test := range []struct {
		name string
		test func(p *probe, srv *wstest.Server) (undo func())
		want string // in the failure; "" for none
	}{
		{"nothing", func(p *probe, srv *wstest.Server) func() {
			wstest.Expect[chat.Welcome](p, wstest.Connect(p, srv, chat.Channels.Chat, as("ada")))
			return func() {}
		}, ""},
		{"a client that was not closed", func(p *probe, srv *wstest.Server) func() {
			opts := as("ada")
			opts.NetDial = srv.DialContext
			c, err := runtime.Dial(p.Context(), srv.URL(), chat.Channels.Chat, opts)
			if err != nil {
				p.Fatalf("%v", err)
			}
			return func() { c.Close() }
		}, "runtime.(*Client"},
		{"somebody who still receives", func(p *probe, srv *wstest.Server) func() {
			c := wstest.Connect(p, srv, chat.Channels.Chat, as("ada"))
			wstest.Expect[chat.Welcome](p, c)
			r, err := runtime.Connect(context.Background(), srv.URL(), chat.Channels.Chat, runtime.ConnectOptions[chat.Command, chat.Event]{
				DialOptions: runtime.DialOptions{Handshake: as("bob").Handshake, NetDial: srv.DialContext},
			})
			if err != nil {
				p.Fatalf("%v", err)
			}
			return func() { r.Close() }
		}, "runtime.(*ReconnectingClient"},
		{"a goroutine of somebody else", func(p *probe, srv *wstest.Server) func() {
			stop := make(chan struct{})
			go func() { <-stop }()
			return func() { close(stop) }
		}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				srv := wstest.NewServer(t, runtime.Options{}) // of all tests: it is nobody's leak
				runtime.Handle(srv.Server, chat.Channels.Chat, parrot)
				var undo func()
				failures := runProbe(t, func(p *probe) {
					wstest.NoLeaks(p)
					undo = test.test(p, srv)
				})
				undo()
				got := strings.Join(failures, "\n")
				if test.want == "" && got != "" || !strings.Contains(got, test.want) {
					t.Errorf("failed with %q, want %q", got, test.want)
				}
				if test.want != "" && !strings.Contains(got, ".go:") {
					t.Errorf("no stack in %q", got)
				}
			})
		})
	}
}

// What one test leaves behind is not the fault of another, be it later or at the
// same time.
func TestNoLeaksBlamesNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := wstest.NewServer(t, runtime.Options{})
		runtime.Handle(srv.Server, chat.Channels.Chat, parrot)
		opts := as("ada")
		opts.NetDial = srv.DialContext
		var left *runtime.Client[chat.Command, chat.Event]
		careless := runProbe(t, func(p *probe) {
			wstest.NoLeaks(p)
			var err error
			if left, err = runtime.Dial(p.Context(), srv.URL(), chat.Channels.Chat, opts); err != nil {
				p.Fatalf("%v", err)
			}
		})
		careful := runProbe(t, func(p *probe) {
			wstest.NoLeaks(p)
			wstest.Expect[chat.Welcome](p, wstest.Connect(p, srv, chat.Channels.Chat, as("bob")))
		})
		if len(careless) != 1 || len(careful) != 0 {
			t.Errorf("the test that leaks fails with %q, the other with %q", careless, careful)
		}
		left.Close()
	})
}

func TestHelpersFailWhenTheyShould(t *testing.T) {
	for _, test := range []struct {
		name string
		test func(p *probe, c *runtime.Client[chat.Command, chat.Event], conn *runtime.Conn[chat.Event])
		want string
	}{
		{"silence", func(p *probe, c *runtime.Client[chat.Command, chat.Event], _ *runtime.Conn[chat.Event]) {
			wstest.Receive(p, c)
		}, "received no message: context deadline exceeded"},
		{"another message", func(p *probe, c *runtime.Client[chat.Command, chat.Event], conn *runtime.Conn[chat.Event]) {
			conn.Send(p.Context(), chat.Left{Nick: "ada"})
			wstest.Expect[chat.Said](p, c)
		}, `received chat.Left{Nick:"ada"}; want a chat.Said`},
		{"a message instead of an error", func(p *probe, c *runtime.Client[chat.Command, chat.Event], conn *runtime.Conn[chat.Event]) {
			conn.Send(p.Context(), chat.Left{Nick: "ada"})
			wstest.ExpectError[*runtime.ServerError](p, c)
		}, "want a *runtime.ServerError"},
		{"another error", func(p *probe, c *runtime.Client[chat.Command, chat.Event], conn *runtime.Conn[chat.Event]) {
			conn.Close(runtime.CloseForbidden, "")
			wstest.ExpectError[*runtime.ServerError](p, c)
		}, "4403 forbidden; want a *runtime.ServerError"},
		{"another code", func(p *probe, c *runtime.Client[chat.Command, chat.Event], conn *runtime.Conn[chat.Event]) {
			conn.Close(runtime.CloseForbidden, "")
			wstest.ExpectClose(p, c, runtime.CloseTooSlow)
		}, "4403 forbidden; want 4408 too slow"},
		{"no end", func(p *probe, c *runtime.Client[chat.Command, chat.Event], _ *runtime.Conn[chat.Event]) {
			wstest.ExpectClose(p, c, runtime.CloseTooSlow)
		}, "not closed within 10s; want 4408 too slow"},
		{"a connection that is over", func(p *probe, c *runtime.Client[chat.Command, chat.Event], _ *runtime.Conn[chat.Event]) {
			c.Close()
			wstest.Must(p, c.Send(p.Context(), chat.Say{Text: "x"}))
		}, "connection closed: 1000 normal"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, conn := wstest.Pair(t, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{}, runtime.Options{}, as("ada"))
				failures := runProbe(t, func(p *probe) { test.test(p, c, conn) })
				if got := strings.Join(failures, "\n"); !strings.Contains(got, test.want) {
					t.Errorf("failed with %q, want %q", got, test.want)
				}
			})
		})
	}
}

func TestPair(t *testing.T) {
	wstest.NoLeaks(t)
	c, conn := wstest.Pair(t, chat.Channels.Chat, parrot, runtime.Options{}, as("ada"))
	wstest.Expect[chat.Welcome](t, c)
	if rooms := conn.Rooms(); len(rooms) != 1 || rooms[0] != "lobby" {
		t.Errorf("rooms: %q", rooms)
	}
	if n := conn.Hub().Broadcast(t.Context(), chat.Left{Nick: "bob"}); n != 1 {
		t.Errorf("broadcast reached %d", n)
	}
	wstest.Expect[chat.Left](t, c)
	// A handler called directly.
	if err := parrot.OnMessage(conn.Context(), conn, chat.Say{Text: "hello"}); err != nil {
		t.Error(err)
	}
	if got := wstest.Expect[chat.Said](t, c); got.Text != "hello" {
		t.Errorf("the parrot said %q", got.Text)
	}
	if err := parrot.OnMessage(conn.Context(), conn, chat.SetTyping{}); err == nil {
		t.Error("the parrot can type")
	}

	// One that lets nobody in.
	closed, gone := wstest.Pair(t, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
		OnConnect: func(context.Context, *runtime.Conn[chat.Event]) error {
			return runtime.Reject(runtime.CloseForbidden, "closed on Mondays")
		},
	}, runtime.Options{}, as("ada"))
	if why := wstest.ExpectClose(t, closed, runtime.CloseForbidden); why.Reason != "closed on Mondays" {
		t.Errorf("told %v", why)
	}
	if gone.Context().Err() == nil {
		t.Error("the connection is still open")
	}
}
