package attack_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
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
		Subprotocols:     []string{"v1"},
		TokenSubprotocol: "bearer",
		Authenticate: func(r *http.Request) (any, error) {
			switch given := runtime.Token(r, "session"); {
			case r.URL.Query().Get("do") == "panic":
				panic("on purpose")
			case r.URL.Query().Get("do") == "fail":
				return nil, errors.New("the directory is down, says " + given) // which it should not
			case given == token:
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
		{"", wstest.RawOptions{Subprotocols: []string{"v1", "bearer", token}}, 101},
		{"", wstest.RawOptions{Subprotocols: []string{"bearer", token, "v1"}}, 101},
		{"", wstest.RawOptions{Subprotocols: []string{"v1", "bearer", "wrong-" + token[1:]}}, 401},
		{"", wstest.RawOptions{Subprotocols: []string{"v1", token}}, 401},
		{"", wstest.RawOptions{Header: http.Header{"Cookie": {"session=" + token}}}, 101},
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
		s.emptied()
	}
}

// refusedFor returns why a handshake was refused, by its status and what it says.
func (s *site) refusedFor(path string, header http.Header) string {
	s.t.Helper()
	w, err := s.dialPath(path, wstest.RawOptions{Header: header})
	refused, ok := errors.AsType[*wstest.HandshakeError](err)
	switch {
	case err == nil:
		_ = w.Close()
		return "let in"
	case !ok:
		s.t.Fatal(err)
	case refused.Response.StatusCode == http.StatusServiceUnavailable && refused.Response.Header.Get("Retry-After") == "":
		s.t.Errorf("503 without Retry-After: %s", refused.Body)
	}
	return refused.Response.Status[:3]
}

// TestH12CapsOfAddressesAndPrincipals has one address, and one user, take more places
// than they may. Others are let in, by whatever name or address of the same network
// they come, and a place is free again when its connection is gone.
func TestH12CapsOfAddressesAndPrincipals(t *testing.T) {
	const each = 3
	s := open(t, runtime.Options{
		MaxPerIP:        each,
		MaxPerPrincipal: each,
		ClientIP: func(r *http.Request) netip.Addr {
			ip, _ := netip.ParseAddr(r.Header.Get("X-Client"))
			return ip
		},
		Authenticate: func(r *http.Request) (any, error) {
			if r.Header.Get("X-User") == "panic" {
				panic("on purpose")
			}
			return r.Header.Get("X-User"), nil
		},
	})
	runtime.Handle(s.Server, hostile.Channels.Room, handler{OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { panic("on purpose") }})
	s.serve(echo)
	from := func(ip, user string) http.Header { return http.Header{"X-Client": {ip}, "X-User": {user}} }
	fill := func(header func(i int) http.Header) (in []*wstest.Raw) {
		for i := range each {
			w, err := s.dialPath(roomPath, wstest.RawOptions{Header: header(i)})
			if err != nil {
				t.Fatal(err)
			}
			in = append(in, w)
		}
		return in
	}
	empty := func(in []*wstest.Raw) {
		for _, w := range in {
			_ = w.Reset()
		}
		s.emptied()
	}
	for range 3 {
		in := fill(func(i int) http.Header { return from(fmt.Sprintf("2001:db8:1:2::%d", i), fmt.Sprint("user ", i)) })
		for ip, want := range map[string]string{
			"2001:db8:1:2:ffff::1": "503", // the same network
			"2001:db8:1:3::1":      "let in",
			"192.0.2.1":            "let in",
		} {
			if got := s.refusedFor(roomPath, from(ip, "somebody")); got != want {
				t.Errorf("from %s: %s, want %s", ip, got, want)
			}
		}
		empty(in)
		for range each + 1 { // a hook that panics takes no place
			s.refusedFor(roomPath, from("2001:db8:1:2::1", "panic"))
		}

		in = fill(func(i int) http.Header { return from(fmt.Sprintf("192.0.2.%d", i), "ada") })
		for user, want := range map[string]string{"ada": "503", "Ada": "let in", "": "let in"} {
			if got := s.refusedFor(roomPath, from("192.0.2.99", user)); got != want {
				t.Errorf("user %q: %s, want %s", user, got, want)
			}
		}
		empty(in)
	}
	if ip, user := count(s.ledger, s.ledger.refusals, runtime.RefusedMaxPerIP), count(s.ledger, s.ledger.refusals, runtime.RefusedMaxPerPrincipal); ip != 3 || user != 3 {
		t.Errorf("%d were refused for their address and %d as a user, want 3 each", ip, user)
	}
}

// A session is a principal that ends.
type session struct {
	user string
	ends time.Time
}

func (s session) PrincipalID() string  { return s.user }
func (s session) ExpiresAt() time.Time { return s.ends }

// TestL12SessionsEnd has sessions end by time and by logging out. All connections of
// the user are closed within a second, those in their OnConnect among them; others
// stay, and one whose session has ended is not let in again.
func TestL12SessionsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, runtime.Options{HeartbeatInterval: -1, Authenticate: func(r *http.Request) (any, error) {
			lasts, err := time.ParseDuration(r.Header.Get("X-Lasts"))
			return session{r.Header.Get("X-User"), time.Now().Add(lasts)}, err
		}}, inMemory)
		slow := make(chan struct{})
		runtime.Handle(s.Server, hostile.Channels.Room, handler{OnConnect: func(ctx context.Context, c *conn) error {
			if c.Principal().(session).user == "slow" {
				<-slow
			}
			return nil
		}})
		enter := func(user, lasts string) *wstest.Raw {
			w, err := s.dialPath(roomPath, wstest.RawOptions{Header: http.Header{"X-User": {user}, "X-Lasts": {lasts}}, Timeout: 1000 * time.Hour})
			if err != nil {
				t.Fatal(err)
			}
			return w
		}
		start := time.Now()
		short, other := enter("ada", "1h"), enter("bob", "24h")
		ada := []*wstest.Raw{enter("ada", "24h"), enter("ada", "24h")}
		endsWith(t, short, runtime.CloseUnauthenticated)
		if took := time.Since(start); took < time.Hour-time.Second || took > time.Hour+2*time.Second {
			t.Errorf("a session of an hour ended after %v", took)
		}
		if got := s.refusedFor(roomPath, http.Header{"X-User": {"ada"}, "X-Lasts": {"-1s"}}); got != "401" {
			t.Errorf("a session that has ended: %s", got)
		}
		if n := s.Connections().ClosePrincipal("ada", runtime.CloseUnauthenticated, "logged out"); n != 2 {
			t.Errorf("%d connections were closed", n)
		}
		for _, w := range ada {
			endsWith(t, w, runtime.CloseUnauthenticated)
		}
		late := enter("slow", "24h")
		synctest.Wait()
		if n := s.Connections().ClosePrincipal("slow", runtime.CloseUnauthenticated, "logged out"); n != 1 {
			t.Errorf("%d connections in their OnConnect were closed", n)
		}
		close(slow)
		endsWith(t, late, runtime.CloseUnauthenticated)
		synctest.Wait()
		if n := s.Connections().Len(); n != 1 {
			t.Errorf("%d connections are left, want the other one's", n)
		}
		_ = other.Close()
		time.Sleep(time.Minute)
	})
}
