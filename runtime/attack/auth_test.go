package attack_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/attack/hostile"
	"github.com/wscontract/wscontract/runtime/wstest"
)

const roomPath = "/ws/rooms/lobby"

// status returns the answer to a handshake: 101, or what was said instead.
func (s *site) status(path string, opts wstest.RawOptions) int {
	s.t.Helper()
	w, err := s.dialPath(path, opts)
	if refused, ok := errors.AsType[*wstest.HandshakeError](err); ok {
		return refused.Response.StatusCode
	}
	if err != nil {
		s.t.Fatal(err)
	}
	_ = w.Close()
	return http.StatusSwitchingProtocols
}

// TestH6AuthenticationCannotBePassedBy asks for every channel, by every way to
// write its path. Whoever is let in was asked who it is, once.
func TestH6AuthenticationCannotBePassedBy(t *testing.T) {
	var asked atomic.Int32
	s := open(t, runtime.Options{RequireAuth: true, Authenticate: func(r *http.Request) (any, error) {
		asked.Add(1)
		if r.Header.Get("Authorization") != "Bearer right" {
			return nil, runtime.ErrUnauthenticated
		}
		return "ada", nil
	}})
	s.serve(echo)
	runtime.Handle(s.Server, hostile.Channels.Room, echo)
	s.HandleRoute(runtime.Route{Channel: "late"}, runtime.Validators{}, runtime.RawHandler{})
	right := wstest.RawOptions{Header: http.Header{"Authorization": {"Bearer right"}}}
	for _, path := range []string{hostilePath, roomPath, "/ws/late"} {
		for opts, want := range map[*wstest.RawOptions]int{
			&right: http.StatusSwitchingProtocols,
			{}:     http.StatusUnauthorized,
			{Header: http.Header{"Authorization": {"Bearer wrong"}}}: http.StatusUnauthorized,
		} {
			asked.Store(0)
			if got := s.status(path, *opts); got != want || asked.Load() != 1 {
				t.Errorf("%s with %v: answered %d, want %d; Authenticate was called %d times", path, opts.Header, got, want, asked.Load())
			}
		}
	}
	for _, path := range []string{
		"//ws/hostile", "/ws//hostile", "/ws/./hostile", "/ws/x/../hostile", "/ws/hostile/", "/WS/HOSTILE", "/ws/%68ostile",
		"/ws%2Fhostile", "/ws/hostile%00", "/ws/hostile;x", "/ws/hostile/..", "/ws/rooms/", "/ws/rooms/a/b", "/ws/rooms/%2e%2e", "/ws/late/",
		"/ws/rooms/..", "/ws\\hostile", "/%77s/hostile", "/ws/hostile?x", "/ws/hostile%3Fx", "/ws/rooms/a%2Fb",
	} {
		w, err := s.dialPath(path, wstest.RawOptions{})
		if err != nil {
			continue // it was refused
		}
		if end := w.ReadEnd(); end.Code != uint16(runtime.CloseUnknownChannel) {
			t.Errorf("%s without a token: upgraded, and then %v", path, end)
		}
	}
	if s.Stats().Opened != 3 {
		t.Errorf("%d connections were opened, want those of the 3 who had a token", s.Stats().Opened)
	}
}

// TestH6AuthenticationFails has the hook refuse, fail, panic and hang. Nobody is
// let in, nobody learns why, and no place is lost.
func TestH6AuthenticationFails(t *testing.T) {
	s := open(t, runtime.Options{
		MaxConnections:   1,
		HandshakeTimeout: 50 * time.Millisecond,
		Authenticate: func(r *http.Request) (any, error) {
			switch r.URL.Query().Get("do") {
			case "forbid":
				return "ada", errors.Join(errSprung, runtime.ErrForbidden)
			case "fail":
				return "ada", errSprung
			case "panic":
				panic(errSprung)
			case "hang":
				<-r.Context().Done()
				return nil, r.Context().Err()
			case "nobody":
				return nil, nil
			}
			return "ada", nil
		},
	})
	runtime.Handle(s.Server, hostile.Channels.Room, echo)
	s.serve(echo)
	for range 3 {
		for do, want := range map[string]int{"forbid": 403, "fail": 500, "panic": 500, "hang": 503, "nobody": 401} {
			_, err := s.dialPath(roomPath+"?do="+do, wstest.RawOptions{})
			refused, ok := errors.AsType[*wstest.HandshakeError](err)
			if !ok || refused.Response.StatusCode != want {
				t.Errorf("%s: %v, want %d", do, err, want)
			} else if strings.Contains(refused.Body, "secret") {
				t.Errorf("%s: the client was told %q", do, refused.Body)
			}
		}
	}
	s.works() // with the only place there is
}

// TestH7TokensStayOutOfSight has tokens in the query, in a header and among the
// subprotocols, of clients who are let in, refused, and who make the server log.
// No line of the log has a token, and none is sent back.
func TestH7TokensStayOutOfSight(t *testing.T) {
	const token = "s3cr3t-t0ken"
	s := open(t, runtime.Options{
		Subprotocols: []string{"v1"},
		Authenticate: func(r *http.Request) (any, error) {
			switch {
			case r.URL.Query().Get("do") == "panic":
				panic("on purpose")
			case r.URL.Query().Get("do") == "fail":
				return nil, errors.New("the directory is down")
			case strings.Contains(r.URL.RawQuery+r.Header.Get("Authorization")+r.Header.Get("Sec-WebSocket-Protocol"), token):
				return "ada", nil
			}
			return nil, runtime.ErrUnauthenticated
		},
	})
	runtime.Handle(s.Server, hostile.Channels.Room, echo)
	for _, test := range []struct {
		query string
		opts  wstest.RawOptions
		want  int
	}{
		{"?token=" + token, wstest.RawOptions{}, 101},
		{"", wstest.RawOptions{Header: http.Header{"Authorization": {"Bearer " + token}}}, 101},
		{"", wstest.RawOptions{Subprotocols: []string{"v1", "bearer." + token}}, 101},
		{"", wstest.RawOptions{Subprotocols: []string{"bearer." + token, "v1"}}, 101},
		{"?token=wrong-" + token[1:], wstest.RawOptions{}, 401},
		{"?do=fail&token=" + token, wstest.RawOptions{}, 500},
		{"?do=panic&token=" + token, wstest.RawOptions{}, 500},
		{"?token=" + token + "&token=again", wstest.RawOptions{}, 400},
	} {
		w, err := s.dialPath(roomPath+test.query, test.opts)
		got, sent := 101, ""
		if refused, ok := errors.AsType[*wstest.HandshakeError](err); ok {
			got = refused.Response.StatusCode
			header, _ := json.Marshal(refused.Response.Header)
			sent = refused.Body + string(header)
		} else if err != nil {
			t.Fatal(err)
		} else {
			header, _ := json.Marshal(w.Response.Header)
			sent = string(header)
			if test.opts.Subprotocols != nil && w.Response.Header.Get("Sec-WebSocket-Protocol") != "v1" {
				t.Errorf("offered %v, the answer is %s", test.opts.Subprotocols, header)
			}
			_ = w.Send(text(`{"type":"say"}`), text(`{`)) // refused, with the log looking on
			_, _, _ = w.ReadMessage()
			_ = w.Close()
		}
		if got != test.want {
			t.Errorf("%s %v: answered %d, want %d", test.query, test.opts, got, test.want)
		}
		if strings.Contains(sent, token) {
			t.Errorf("%s %v: the answer has the token: %s", test.query, test.opts, sent)
		}
	}
	s.dialPath("/ws/unknown?token="+token, wstest.RawOptions{})
	s.stop()
	if log := s.logs.String(); strings.Contains(log, token) || strings.Contains(log, token[1:]) || !strings.Contains(log, "directory is down") {
		t.Errorf("the log has a token, or not what went wrong:\n%s", log)
	}
}

// TestH12ConnectionCaps has more clients than there are places. A place is free
// again whatever the connection ended of.
func TestH12ConnectionCaps(t *testing.T) {
	const places = 5
	s := open(t, runtime.Options{MaxConnections: places})
	s.serve(handler{
		OnMessage: func(_ context.Context, c *conn, m hostile.Command) error {
			panic("on purpose")
		},
		OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { panic("on purpose") },
	})
	for range 3 {
		var in []*wstest.Raw
		for range places {
			in = append(in, s.raw())
		}
		_, err := s.dial(wstest.RawOptions{})
		refused, ok := errors.AsType[*wstest.HandshakeError](err)
		if !ok || refused.Response.StatusCode != http.StatusServiceUnavailable || refused.Response.Header.Get("Retry-After") == "" {
			t.Errorf("one too many: %v", err)
		}
		_ = in[0].Send(text(`{"type":"say","text":"panic"}`))
		_ = in[1].Send(wstest.CloseFrame(1000, ""))
		_ = in[2].Reset()
		_ = in[3].Send(wstest.Frame{Opcode: 3})
		_ = in[4].Close()
		for _, w := range in {
			w.ReadEnd()
			_ = w.Close()
		}
		eventually(t, "the places are free again", func() bool {
			w, err := s.dial(wstest.RawOptions{})
			if err != nil {
				return false
			}
			_ = w.Close()
			return s.Connections().Len() <= 1
		})
		eventually(t, "and the last one left", func() bool { return s.Connections().Len() == 0 })
	}
}
