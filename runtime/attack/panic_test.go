package attack_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	goruntime "runtime"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// spring is the trap of package hostile: code of the user that panics, or ends its
// goroutine, when a message says so.
//
//	panic in Validate
//	exit in MarshalJSON
func spring(where, word string) {
	switch word {
	case "panic in " + where:
		panic("secret of " + where)
	case "exit in " + where:
		goruntime.Goexit()
	}
}

// fall does what spring does, in a callback.
func fall(how string) {
	if how == "panic" {
		panic("secret of the callback")
	}
	goruntime.Goexit()
}

// TestL1PanicsAndL2GoexitEverywhere has every callback of a connection panic, and
// end its goroutine. It takes its own connection with it, which is closed with
// 1011; the client is not told why, the log is, and the others feel nothing.
func TestL1PanicsAndL2GoexitEverywhere(t *testing.T) {
	for _, how := range []string{"panic", "exit"} {
		say := `{"type":"say","text":"x"}`
		trapped := func(where string) string { return `{"type":"trapped","word":"` + how + " in " + where + `"}` }
		own := func(where string) string {
			return `{"type":"trapped","word":"","own":"` + how + " in " + where + `"}`
		}
		for _, test := range []struct {
			where   string
			handler handler
			send    string
		}{
			{where: "OnConnect", handler: handler{OnConnect: func(context.Context, *conn) error { fall(how); return nil }}},
			{where: "OnMessage", send: say, handler: handler{OnMessage: func(context.Context, *conn, hostile.Command) error { fall(how); return nil }}},
			{where: "OnMessage behind a Send", send: say, handler: handler{OnMessage: func(ctx context.Context, c *conn, _ hostile.Command) error {
				_ = c.Send(ctx, hostile.Said{Text: "before"})
				fall(how)
				return nil
			}}},
			{where: "OnMessage behind a Close", send: say, handler: handler{OnMessage: func(_ context.Context, c *conn, _ hostile.Command) error {
				_ = c.Close(runtime.CloseInternal, "")
				fall(how)
				return nil
			}}},
			{where: "Validate", send: trapped("Validate")},
			{where: "UnmarshalJSON", send: own("UnmarshalJSON")},
			{where: "Validate of a parameter", send: `{"type":"lists","names":{"a":"` + how + ` in Validate of a parameter"}}`},
			{where: "MarshalJSON in Send", send: own("MarshalJSON"), handler: handler{OnMessage: func(ctx context.Context, c *conn, m hostile.Command) error {
				return c.Send(ctx, hostile.Echoed{Own: m.(hostile.Trapped).Own})
			}}},
			{where: "MarshalJSON in Broadcast", send: own("MarshalJSON"), handler: handler{OnMessage: func(ctx context.Context, c *conn, m hostile.Command) error {
				c.Hub().Broadcast(ctx, hostile.Echoed{Own: m.(hostile.Trapped).Own})
				return nil
			}}},
			{where: "MarshalJSON of an any", send: own("MarshalJSON"), handler: handler{OnMessage: func(ctx context.Context, c *conn, m hostile.Command) error {
				c.Hub().To("room").Broadcast(ctx, hostile.Echoed{Any: map[string]any{"own": m.(hostile.Trapped).Own}})
				return nil
			}}},
			{where: "middleware before OnMessage", send: say, handler: handler{Middleware: []runtime.Middleware{func(runtime.MessageFunc) runtime.MessageFunc {
				return func(context.Context, *runtime.Inbound) error { fall(how); return nil }
			}}}},
			{where: "middleware behind OnMessage", send: say, handler: handler{Middleware: []runtime.Middleware{func(next runtime.MessageFunc) runtime.MessageFunc {
				return func(ctx context.Context, m *runtime.Inbound) error {
					_ = next(ctx, m)
					fall(how)
					return nil
				}
			}}}},
			{where: "one of many at a time", send: say, handler: handler{Concurrency: 4, OnMessage: func(context.Context, *conn, hostile.Command) error { fall(how); return nil }}},
			{where: "an iteration over the clients", send: say, handler: handler{OnMessage: func(_ context.Context, c *conn, _ hostile.Command) error {
				for range c.Hub().All() {
					fall(how)
				}
				return nil
			}}},
			{where: "a registered validator", send: `{"type":"say","text":"registered"}`},
		} {
			t.Run(how+" in "+test.where, func(t *testing.T) {
				s := open(t, runtime.Options{}, inMemory)
				s.serve(test.handler)
				s.RegisterValidator("hostile", runtime.Validators{ClientToServer: func(data []byte) error {
					if strings.Contains(string(data), "registered") {
						fall(how)
					}
					return nil
				}})
				bystander := s.bystander()
				w := s.raw()
				if test.send != "" {
					_ = w.Send(text(test.send))
				}
				if end := w.ReadEnd(); end.Code != uint16(runtime.CloseInternal) || strings.Contains(end.Reason, "secret") {
					t.Errorf("closed with %v", end)
				}
				_ = w.Close()
				bystander()
				s.stop()
				stats := s.Stats()
				if stats.Panics != 1 {
					t.Errorf("%d panics were counted", stats.Panics)
				}
				if log := s.logs.String(); how == "panic" && (!strings.Contains(log, "stack=") || !strings.Contains(log, "attack")) {
					t.Errorf("the log has no stack:\n%s", log)
				}
			})
		}
	}
}

// bystander connects somebody to another channel, and returns a function that
// checks that nothing happened to them.
func (s *site) bystander() func() {
	s.HandleRoute(runtime.Route{Channel: "bystander", Auth: runtime.AuthNone}, runtime.Validators{}, runtime.RawHandler{
		OnMessage: func(ctx context.Context, c *runtime.Conn[json.RawMessage], m json.RawMessage) error {
			return c.Send(ctx, m)
		},
	})
	w, err := s.dialPath("/ws/bystander", wstest.RawOptions{})
	if err != nil {
		s.t.Fatal(err)
	}
	return func() {
		s.t.Helper()
		if err := w.Send(text(`"still here"`)); err != nil {
			s.t.Error(err)
		}
		if _, got, err := w.ReadMessage(); string(got) != `"still here"` {
			s.t.Errorf("a client of another channel got %s, %v", got, err)
		}
		_ = w.Close()
	}
}

// TestL1PanicInOnDisconnect has the last callback panic. The client has its
// answer by then, and the place of the connection is free.
func TestL1PanicInOnDisconnect(t *testing.T) {
	for _, how := range []string{"panic", "exit"} {
		t.Run(how, func(t *testing.T) {
			s := open(t, runtime.Options{MaxConnections: 1}, inMemory)
			hub := s.serve(handler{OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { fall(how) }})
			for range 5 {
				eventually(t, "the place is free", func() bool {
					w, err := s.dial(wstest.RawOptions{})
					if err != nil {
						return false
					}
					_ = w.Send(wstest.CloseFrame(1000, ""))
					endsWith(t, w, runtime.CloseNormal)
					_ = w.Close()
					return true
				})
			}
			s.stop()
			if got := hub.Stats().Panics; got != 5 {
				t.Errorf("%d panics were counted, want 5", got)
			}
		})
	}
}

// TestL1PanicsInHandshakes has the hooks of a handshake panic, and end their
// goroutine, before there is a connection. No place is lost.
func TestL1PanicsInHandshakes(t *testing.T) {
	for _, how := range []string{"panic", "exit"} {
		hook := func(where string, r *http.Request) {
			if r.Header.Get("X-In") == where {
				fall(how)
			}
		}
		t.Run(how, func(t *testing.T) {
			s := open(t, runtime.Options{
				MaxConnections: 1,
				CheckOrigin:    func(r *http.Request) bool { hook("CheckOrigin", r); return true },
				Authenticate:   func(r *http.Request) (any, error) { hook("Authenticate", r); return "ada", nil },
			}, inMemory, behind(func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					next.ServeHTTP(w, r)
					hook("middleware behind the upgrade", r)
				})
			}))
			s.serve(echo)
			runtime.Handle(s.Server, hostile.Channels.Room, echo)
			for range 3 {
				for _, test := range []struct{ where, path string }{
					{"CheckOrigin", roomPath},
					{"Authenticate", roomPath},
					{"Validate of a parameter", "/ws/rooms/" + how + "%20in%20Validate%20of%20a%20parameter"},
				} {
					_, err := s.dialPath(test.path, wstest.RawOptions{Header: http.Header{"X-In": {test.where}}})
					refused, ok := errors.AsType[*wstest.HandshakeError](err)
					switch {
					case how == "panic" && (!ok || refused.Response.StatusCode != http.StatusInternalServerError || strings.Contains(refused.Body, "secret")):
						t.Errorf("%s: %v, want 500", test.where, err)
					case err == nil:
						t.Errorf("%s: let in", test.where)
					}
				}
				s.works() // with the only place there is
				s.emptied()
			}
			// The connection is no longer the HTTP server's, so nothing happens to it.
			w, err := s.dial(wstest.RawOptions{Header: http.Header{"X-In": {"middleware behind the upgrade"}}})
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Send(text(`{"type":"say","text":"x"}`)); err != nil {
				t.Error(err)
			}
			if _, got, err := w.ReadMessage(); err != nil {
				t.Errorf("got %s, %v", got, err)
			}
		})
	}
}

// TestL1PanicOutsideOfCallbacks has a panic in what a program does by itself, with
// a message that cannot be written: it is the program's to handle, and leaves the
// server whole.
func TestL1PanicOutsideOfCallbacks(t *testing.T) {
	s := open(t, runtime.Options{}, inMemory)
	hub := s.serve(echo)
	w := s.raw()
	eventually(t, "the client is there", func() bool { return hub.Len() == 1 })
	bad := hostile.Echoed{Own: hostile.Own{Word: "panic in MarshalJSON"}}
	for range 100 {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("nobody learned of the panic")
				}
			}()
			hub.Broadcast(t.Context(), bad)
		}()
	}
	hub.Broadcast(t.Context(), hostile.Said{Text: "whole"})
	if _, got, err := w.ReadMessage(); string(got) != `{"type":"said","text":"whole","n":0}` {
		t.Errorf("after the panics a client got %s, %v", got, err)
	}
}
