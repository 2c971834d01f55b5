package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// TestParity holds what the tests of the TypeScript original state about its
// server, in Go's terms and on real sockets. What they state about extraction
// and emitted files is tested where that is done.
func TestParity(t *testing.T) {
	t.Run("handlers may define only some callbacks", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("none"), handler{})
		runtime.Handle(r.Server, channel("message"), echo)
		left := make(chan runtime.CloseInfo, 1)
		runtime.Handle(r.Server, channel("leave"), handler{
			OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
		})

		silent := r.dial(channel("none"))
		send(t, silent, Say{Text: "is anybody there?"})
		if err := silent.Close(); err != nil {
			t.Error(err)
		}
		c := r.dial(channel("message"))
		send(t, c, Say{Text: "hi"})
		if got := receive(t, c); got.Text != "hi" {
			t.Errorf("got %+v", got)
		}
		r.dial(channel("leave")).Close()
		if why := <-left; why.Code != runtime.CloseNormal || !why.Remote {
			t.Errorf("OnDisconnect was told %v", why)
		}
	})

	t.Run("a route without a path stands at the prefix and its name", func(t *testing.T) {
		r := newRig(t, runtime.Options{Prefix: "/live/"})
		r.HandleRoute(runtime.Route{Channel: "chat"}, runtime.Validators{}, runtime.RawHandler{})
		if got := r.Routes()[0].Path; got != "/live/chat" {
			t.Errorf("path is %q", got)
		}
		d := newRig(t, runtime.Options{})
		d.HandleRoute(runtime.Route{Channel: "chat"}, runtime.Validators{}, runtime.RawHandler{})
		if got := d.Routes()[0].Path; got != "/ws/chat" {
			t.Errorf("path is %q", got)
		}
	})

	t.Run("the manager adds, returns and removes connections", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		hub := runtime.Handle(r.Server, channel("chat"), echo)
		m := r.Connections()
		if n := m.Len(); n != 0 {
			t.Fatalf("size is %d before anybody came", n)
		}
		c := r.dial(channel("chat"))
		eventually(t, "the connection is added", func() bool { return m.Len() == 1 })

		var p runtime.Peer
		for p = range m.All() {
		}
		if got, ok := m.Get(p.ID()); !ok || got != p {
			t.Errorf("Get(%q) = %v, %v", p.ID(), got, ok)
		}
		if _, ok := m.Get("nobody"); ok {
			t.Error("Get found nobody")
		}

		if got, ok := m.Remove(p.ID()); !ok || got != p {
			t.Errorf("Remove = %v, %v", got, ok)
		}
		if _, ok := m.Remove(p.ID()); ok {
			t.Error("Remove found it twice")
		}
		if m.Len() != 0 || hub.Len() != 0 {
			t.Errorf("sizes are %d and %d after Remove", m.Len(), hub.Len())
		}
		send(t, c, Say{Text: "still open"})
		receive(t, c)

		if !m.Add(p) || m.Len() != 1 || hub.Len() != 1 {
			t.Errorf("sizes are %d and %d after Add", m.Len(), hub.Len())
		}
		c.Close()
		eventually(t, "the connection is removed", func() bool { return m.Len() == 0 })
		if m.Add(p) {
			t.Error("Add took a closed connection")
		}
	})

	t.Run("the manager lists by channel, with sizes", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("a"), handler{})
		runtime.Handle(r.Server, channel("b"), handler{})
		m := r.Connections()
		for range 2 {
			r.dial(channel("a"))
		}
		r.dial(channel("b"))
		eventually(t, "all are there", func() bool { return m.Len() == 3 })
		for name, want := range map[string]int{"a": 2, "b": 1, "c": 0} {
			if got := m.LenOf(name); got != want {
				t.Errorf("LenOf(%q) = %d, want %d", name, got, want)
			}
			n := 0
			for p := range m.Channel(name) {
				n++
				if p.Channel() != name {
					t.Errorf("channel %q lists one of %q", name, p.Channel())
				}
			}
			if n != want {
				t.Errorf("channel %q lists %d, want %d", name, n, want)
			}
		}
	})

	t.Run("a broadcast reaches the open connections of one channel and says how many", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("a"), handler{})
		runtime.Handle(r.Server, channel("b"), handler{})
		m := r.Connections()
		a1, a2, a3 := r.dial(channel("a")), r.dial(channel("a")), r.dial(channel("a"))
		b := r.dial(channel("b"))
		eventually(t, "all are there", func() bool { return m.Len() == 4 })
		a3.Close()
		eventually(t, "one has left", func() bool { return m.Len() == 3 })

		n, err := m.Broadcast(t.Context(), "a", []byte(`{"text":"to a"}`))
		if n != 2 || err != nil {
			t.Errorf("Broadcast = %d, %v; want 2", n, err)
		}
		if n, err := m.Broadcast(t.Context(), "b", []byte(`{"text":"to b"}`)); n != 1 || err != nil {
			t.Errorf("Broadcast = %d, %v; want 1", n, err)
		}
		for c, want := range map[*client]string{a1: "to a", a2: "to a", b: "to b"} {
			if got := receive(t, c); got.Text != want {
				t.Errorf("got %q, want %q", got.Text, want)
			}
		}
		if n, err := m.Broadcast(t.Context(), "c", []byte(`{"text":"x"}`)); n != 0 || err == nil {
			t.Errorf("Broadcast to a channel that does not exist = %d, %v", n, err)
		}
		n, err = m.Broadcast(t.Context(), "a", []byte(`{}`))
		if _, invalid := errors.AsType[*runtime.ValidationError](err); n != 0 || !invalid {
			t.Errorf("Broadcast of what breaks the contract = %d, %v", n, err)
		}
	})

	t.Run("close all closes with code and reason, and the manager is then empty", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("a"), handler{})
		runtime.Handle(r.Server, channel("b"), handler{})
		m := r.Connections()
		clients := []*client{r.dial(channel("a")), r.dial(channel("a")), r.dial(channel("b"))}
		eventually(t, "all are there", func() bool { return m.Len() == 3 })
		if n := m.CloseAll(4000, "maintenance"); n != 3 {
			t.Errorf("closed %d, want 3", n)
		}
		if m.Len() != 0 || m.LenOf("a") != 0 {
			t.Errorf("the manager has %d connections", m.Len())
		}
		for _, c := range clients {
			if got := closedWith(t, c, 4000); got.Reason != "maintenance" {
				t.Errorf("reason is %q", got.Reason)
			}
		}
	})

	t.Run("a channel without a validator accepts", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		got := make(chan string, 1)
		r.HandleRoute(runtime.Route{Channel: "any"}, runtime.Validators{}, runtime.RawHandler{
			OnMessage: func(_ context.Context, _ *runtime.Conn[json.RawMessage], m json.RawMessage) error {
				got <- string(m)
				return nil
			},
		})
		w := r.dialRaw("/ws/any", "")
		for _, m := range []string{`{"anything":[1,2]}`, `null`, `"text"`} {
			w.write(frame(0x81, m))
			if g := <-got; g != m {
				t.Errorf("got %s, want %s", g, m)
			}
		}
	})

	t.Run("JSON in text and binary messages is parsed", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("chat"), echo)
		w := r.dialRaw("/ws/chat", "")
		for _, b0 := range []byte{0x81, 0x82} {
			w.write(frame(b0, `{"text":"hi"}`))
			if got := w.text(); got != `{"text":"hi"}` {
				t.Errorf("opcode %d: got %s", b0&0x0F, got)
			}
		}
	})

	t.Run("start registers send, broadcast, count, validators, handlers, channel infos and config", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		var hub *runtime.Hub[json.RawMessage]
		connected := make(chan *runtime.Conn[json.RawMessage], 1)
		hub = r.HandleRoute(runtime.Route{Channel: "b"}, runtime.Validators{}, runtime.RawHandler{
			OnConnect: func(_ context.Context, c *runtime.Conn[json.RawMessage]) error {
				connected <- c
				return nil
			},
		})
		runtime.Handle(r.Server, channel("a"), handler{})

		w := r.dialRaw("/ws/b", "")
		c := <-connected
		eventually(t, "it is counted", func() bool { return r.Connections().LenOf("b") == 1 })
		if err := c.Send(t.Context(), json.RawMessage(`{"to":"one"}`)); err != nil {
			t.Error(err)
		}
		if n := hub.Broadcast(t.Context(), json.RawMessage(`{"to":"all"}`)); n != 1 {
			t.Errorf("broadcast reached %d", n)
		}
		if a, b := w.text(), w.text(); a != `{"to":"one"}` || b != `{"to":"all"}` {
			t.Errorf("got %s and %s", a, b)
		}

		r.RegisterValidator("b", runtime.Validators{ClientToServer: runtime.RefuseMessage})
		w.write(frame(0x81, `{"fine":"until now"}`))
		if got := w.text(); !strings.Contains(got, `"validation_error"`) {
			t.Errorf("a validator that was registered later did not refuse: %s", got)
		}

		var names []string
		for _, route := range r.Routes() {
			names = append(names, route.Channel+" "+route.Path)
		}
		if want := []string{"a /ws/a", "b /ws/b"}; !slices.Equal(names, want) {
			t.Errorf("channel infos are %v, want %v", names, want)
		}

		type config struct {
			Prefix    string
			Size      int64
			Heartbeat time.Duration
			Auth      bool
		}
		o := r.Options()
		got := config{o.Prefix, o.MaxMessageSize, o.HeartbeatInterval, o.RequireAuth}
		if want := (config{"/ws", 65536, 30 * time.Second, false}); got != want {
			t.Errorf("config is %+v, want %+v", got, want)
		}
	})

	t.Run("stop closes all with 1001", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("chat"), handler{})
		a, b := r.dial(channel("chat")), r.dial(channel("chat"))
		if err := r.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		closedWith(t, a, runtime.CloseGoingAway)
		closedWith(t, b, runtime.CloseGoingAway)
	})

	t.Run("an unknown channel is 4004", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("chat"), handler{})
		c := r.dial(channel("nothing"))
		closedWith(t, c, runtime.CloseUnknownChannel)
		if resp, _ := r.request(http.MethodGet, "/ws/nothing", nil); resp.StatusCode != http.StatusNotFound {
			t.Errorf("without an upgrade it is %d", resp.StatusCode)
		}
	})

	t.Run("a valid message reaches the handler", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		got := make(chan Say, 1)
		runtime.Handle(r.Server, channel("chat"), handler{
			OnMessage: func(_ context.Context, _ *conn, m Say) error { got <- m; return nil },
		})
		send(t, r.dial(channel("chat")), Say{Text: "hi", N: 7})
		if m := <-got; !reflect.DeepEqual(m, Say{Text: "hi", N: 7}) {
			t.Errorf("the handler got %+v", m)
		}
	})

	t.Run("an invalid message is answered with validation_error and the handler is not called", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		var calls atomic.Int32
		runtime.Handle(r.Server, channel("chat"), handler{
			OnMessage: func(ctx context.Context, c *conn, m Say) error {
				calls.Add(1)
				return c.Send(ctx, Heard{Text: m.Text})
			},
		})
		w := r.dialRaw("/ws/chat", "")
		w.write(frame(0x81, `{}`))
		const want = `{"type":"validation_error","errors":[{"path":"/text","code":"required","message":"missing required field: text"}]}`
		if got := w.text(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		w.write(frame(0x81, `{"text":"now right"}`))
		if got := w.text(); got != `{"text":"now right"}` {
			t.Errorf("the connection did not stay open: %s", got)
		}
		if n := calls.Load(); n != 1 {
			t.Errorf("the handler was called %d times", n)
		}
	})

	t.Run("bad JSON is answered with error", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("chat"), echo)
		w := r.dialRaw("/ws/chat", "")
		w.write(frame(0x81, `{"text":`))
		if got, want := w.text(), `{"type":"error","message":"malformed message: expected a value"}`; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		w.write(frame(0x81, `{"text":"now right"}`))
		if got := w.text(); got != `{"text":"now right"}` {
			t.Errorf("the connection did not stay open: %s", got)
		}
	})

	t.Run("a failing connect handler closes with 1011", func(t *testing.T) {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("chat"), handler{
			OnConnect:    func(context.Context, *conn) error { return errors.New("database password is hunter2") },
			OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { t.Error("OnDisconnect was called") },
		})
		got := closedWith(t, r.dial(channel("chat")), runtime.CloseInternal)
		if strings.Contains(got.Reason, "hunter2") {
			t.Errorf("the client was told %q", got.Reason)
		}
		if !strings.Contains(r.logs.String(), "hunter2") {
			t.Error("the log was not told")
		}
	})
}

// TestParityClaims holds what the original only claims.
func TestParityClaims(t *testing.T) {
	t.Run("the size limit is enforced", func(t *testing.T) {
		r := newRig(t, runtime.Options{MaxMessageSize: 100})
		runtime.Handle(r.Server, channel("default"), echo)
		small := channel("small")
		small.MaxSize = 30
		runtime.Handle(r.Server, small, echo)
		for path, limit := range map[string]int{"/ws/default": 100, "/ws/small": 30} {
			fits := `{"text":"` + strings.Repeat("x", limit-11) + `"}`
			w := r.dialRaw(path, "")
			w.write(frame(0x81, fits))
			w.text()
			w.write(frame(0x81, fits+" "))
			if got := w.closed(); !strings.HasPrefix(got, "1009 message larger than") {
				t.Errorf("%s: %s", path, got)
			}
			// In fragments that are each small enough.
			w = r.dialRaw(path, "")
			w.write(frame(0x01, fits), frame(0x80, "x"))
			if got := w.closed(); !strings.HasPrefix(got, "1009") {
				t.Errorf("%s in fragments: %s", path, got)
			}
		}
	})

	t.Run("auth is enforced", func(t *testing.T) {
		var asked atomic.Int32
		r := newRig(t, runtime.Options{Authenticate: func(r *http.Request) (any, error) {
			asked.Add(1)
			switch r.Header.Get("Authorization") {
			case "Bearer ada":
				return "ada", nil
			case "Bearer banned":
				return nil, runtime.ErrForbidden
			case "":
				return nil, nil
			}
			return nil, runtime.ErrUnauthenticated
		}})
		who := handler{OnConnect: func(ctx context.Context, c *conn) error {
			name, _ := c.Principal().(string)
			return c.Send(ctx, Heard{Text: name})
		}}
		var channels []runtime.Channel[Say, Heard]
		for name, auth := range map[string]runtime.Auth{"required": runtime.AuthRequired, "none": runtime.AuthNone, "silent": runtime.AuthDefault} {
			ch := channel(name)
			ch.Auth = auth
			runtime.Handle(r.Server, ch, who)
			channels = append(channels, ch)
		}
		want := map[string]map[string]string{ // channel, token: principal or status
			"required": {"": "401", "ada": "ada", "wrong": "401", "banned": "403"},
			"none":     {"": "", "ada": "", "wrong": "", "banned": ""},
			"silent":   {"": "", "ada": "ada", "wrong": "401", "banned": "403"},
		}
		for _, ch := range channels {
			for token, want := range want[ch.Channel] {
				asked.Store(0)
				c, err := runtime.Dial(t.Context(), r.url(), ch, runtime.DialOptions{Token: token})
				got := ""
				if refused, ok := errors.AsType[*runtime.HandshakeError](err); ok {
					got = map[int]string{401: "401", 403: "403"}[refused.Status]
				} else if err != nil {
					t.Fatal(err)
				} else {
					got = receive(t, c).Text
					c.Close()
				}
				if got != want {
					t.Errorf("channel %s, token %q: %q, want %q", ch.Channel, token, got, want)
				}
				if n := asked.Load(); ch.Auth == runtime.AuthNone && n != 0 || ch.Auth != runtime.AuthNone && n != 1 {
					t.Errorf("channel %s, token %q: Authenticate was called %d times", ch.Channel, token, n)
				}
			}
		}
	})

	t.Run("the heartbeat finds dead peers", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			srv := wstest.NewServer(t, runtime.Options{})
			left := make(chan runtime.CloseInfo, 2)
			runtime.Handle(srv.Server, channel("chat"), handler{
				OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
			})
			wstest.Connect(t, srv, channel("chat"), runtime.DialOptions{}) // its reader answers pings
			network, err := srv.DialContext(t.Context(), "", "")
			wstest.Must(t, err)
			dead, err := wstest.DialRaw(t.Context(), srv.URL()+"/ws/chat", wstest.RawOptions{Conn: network})
			wstest.Must(t, err)
			defer dead.Close()
			if why := <-left; why.Code != runtime.CloseTooSlow || why.Reason != "no answer to ping" {
				t.Errorf("closed for %v", why)
			}
			if got := dead.ReadEnd(); got.Code != 4408 || got.Reason != "no answer to ping" {
				t.Errorf("the dead peer was told %v", got)
			}
			time.Sleep(time.Hour)
			if n := srv.Connections().Len(); n != 1 {
				t.Errorf("%d connections are left, want the one that answers", n)
			}
		})
	})

	t.Run("async handlers do not interleave", func(t *testing.T) {
		r := newRig(t, runtime.Options{MessageRate: -1})
		var running atomic.Int32
		runtime.Handle(r.Server, channel("chat"), handler{
			OnMessage: func(ctx context.Context, c *conn, m Say) error {
				if running.Add(1) != 1 {
					t.Error("two handlers of one connection run at the same time")
				}
				if m.N%10 == 0 {
					time.Sleep(2 * time.Millisecond)
				}
				running.Add(-1)
				return c.Send(ctx, Heard{N: m.N})
			},
		})
		c := r.dial(channel("chat"))
		go func() {
			for i := range 100 {
				if err := c.Send(t.Context(), Say{Text: "x", N: i}); err != nil {
					t.Error(err)
					return
				}
			}
		}()
		for i := range 100 {
			if got := receive(t, c); got.N != i {
				t.Fatalf("answer %d came as number %d", got.N, i)
			}
		}
	})
}
