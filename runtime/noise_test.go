package runtime_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

// TestClientsCannotFillTheLog has what users see of the log: from Info on.
func TestClientsCannotFillTheLog(t *testing.T) {
	var l logs
	srv := runtime.NewServer(runtime.Options{
		Logger:       slog.New(slog.NewTextHandler(&l, nil)),
		MessageRate:  -1,
		Authenticate: func(*http.Request) (any, error) { return nil, errors.New("on purpose") },
	})
	ch := channel("chat")
	ch.Auth = runtime.AuthNone
	runtime.Handle(srv, ch, handler{OnMessage: func(_ context.Context, _ *conn, m Say) error {
		if m.Text == "panic" {
			panic("on purpose")
		}
		return errors.New("on purpose")
	}})
	runtime.Handle(srv, channel("auth"), handler{})
	r := newRigAround(t, srv, srv)
	lines := func(text string) int { return strings.Count(l.String(), text) }

	for range 1000 {
		resp, _ := r.request("GET", "/ws/nothing", upgrade())
		resp.Body.Close()
	}
	if n := lines("\n"); n != 1 || lines("unknown channel") != 1 {
		t.Errorf("1,000 requests for an unknown channel left %d lines:\n%s", n, l.String())
	}
	eventually(t, "they are counted and forgotten", func() bool { return srv.Stats().Refused == 1000 && r.places() == 0 })
	if n := srv.Stats().Opened; n != 0 {
		t.Errorf("%d of them were connections", n)
	}

	for range 100 {
		resp, _ := r.request("GET", "/ws/auth", upgrade())
		resp.Body.Close()
		resp, _ = r.request("GET", "/ws/auth", nil)
		resp.Body.Close()
		resp, _ = r.request("GET", "/ws/auth", upgrade("Origin", "https://evil.example"))
		resp.Body.Close()
		r.dialRaw("/ws/chat", "", frame(0x81, `{"text":"panic"}`)...).closed()
	}
	w := r.dialRaw("/ws/chat", "", bytes.Repeat(frame(0x81, `{"text":"fail"}`), 1000)...)
	for range 1000 {
		w.text()
	}
	for _, test := range []struct {
		text string
		want int
	}{{"authentication failed", 10}, {"panic in OnMessage", 10}, {"OnMessage failed", 60}, {"\n", 81}} {
		if n := lines(test.text); n != test.want {
			t.Errorf("%q is in the log %d times, want %d", test.text, n, test.want)
		}
	}
}
