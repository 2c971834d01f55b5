package runtime_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// A user is a principal as programs have them.
type user struct {
	name    string
	expires time.Time
}

func (u *user) PrincipalID() string  { return u.name }
func (u *user) ExpiresAt() time.Time { return u.expires }

// named makes the header Who a principal.
func named(r *http.Request) (any, error) {
	if who := r.Header.Get("Who"); who != "" {
		return &user{name: who}, nil
	}
	return nil, nil
}

func TestPrincipalIDs(t *testing.T) {
	type uid uint16
	for _, test := range []struct {
		name      string
		principal any
		hook      func(any) string
		want      string
	}{
		{"nobody", nil, func(any) string { return "asked" }, ""},
		{"method", &user{name: "ada"}, nil, "ada"},
		{"string", "ada", nil, "ada"},
		{"named integer", uid(7), nil, "7"},
		{"negative integer", -7, nil, "-7"},
		{"struct", struct{ name string }{"ada"}, nil, ""},
		{"hook", struct{ name string }{"ada"}, func(p any) string { return p.(struct{ name string }).name + "!" }, "ada!"},
		{"hook before method", &user{name: "ada"}, func(any) string { return "hook" }, "hook"},
	} {
		r := newRig(t, runtime.Options{Authenticate: func(*http.Request) (any, error) { return test.principal, nil }, PrincipalID: test.hook})
		got := make(chan string, 1)
		runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(_ context.Context, c *conn) error {
			got <- c.PrincipalID()
			return nil
		}})
		r.dial(channel("chat"))
		if got := <-got; got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestClosePrincipal(t *testing.T) {
	r := newRig(t, runtime.Options{Authenticate: named})
	hold := make(chan struct{})
	conns := make(chan *conn, 1)
	for _, name := range []string{"chat", "other"} {
		runtime.Handle(r.Server, channel(name), handler{OnConnect: func(_ context.Context, c *conn) error {
			conns <- c
			return nil
		}})
	}
	runtime.Handle(r.Server, channel("slow"), handler{OnConnect: func(context.Context, *conn) error {
		<-hold
		return nil
	}})
	join := func(path, who string) *raw { return r.dialRaw(path, "Who: "+who+"\r\n") }
	ada := []*raw{join("/ws/chat", "ada")}
	first := <-conns
	ada = append(ada, join("/ws/other", "ada"))
	second := <-conns
	bob := join("/ws/chat", "bob")
	<-conns
	ada = append(ada, join("/ws/slow", "ada")) // in its OnConnect
	eventually(t, "three are there", func() bool { return r.Connections().Len() == 3 })
	if got := slices.Collect(r.Connections().Principal("ada")); !slices.Equal(got, []runtime.Peer{first, second}) {
		t.Errorf("ada has %v", got)
	}
	for range r.Connections().Principal("ada") { // leaving the loop early is in order
		break
	}
	if got := slices.Collect(r.Connections().Principal("")); len(got) != 0 {
		t.Errorf("nobody has %v", got)
	}
	eventually(t, "all four were opened", func() bool { return r.Stats().Opened == 4 })
	if n := r.Connections().ClosePrincipal("ada", runtime.CloseUnauthenticated, "logged out"); n != 3 {
		t.Errorf("closed %d of ada", n)
	}
	for i, w := range ada {
		if got := w.closed(); got != "4401 logged out" {
			t.Errorf("connection %d of ada: %s", i, got)
		}
	}
	close(hold)
	if n := r.Connections().ClosePrincipal("ada", runtime.CloseUnauthenticated, ""); n != 0 {
		t.Errorf("%d were left", n)
	}
	if n := r.Connections().Len(); n != 1 {
		t.Errorf("%d connections, want that of bob", n)
	}
	bob.Close()
}

func TestClosePrincipalReachesHandshakes(t *testing.T) {
	asked, answer := make(chan struct{}), make(chan struct{})
	r := newRig(t, runtime.Options{Authenticate: func(r *http.Request) (any, error) {
		asked <- struct{}{}
		<-answer // the session was valid when the hook looked; the answer takes time
		return named(r)
	}})
	runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(context.Context, *conn) error {
		t.Error("somebody who has logged out was let in")
		return nil
	}})
	ended := make(chan string)
	go func() { ended <- r.dialRaw("/ws/chat", "Who: ada\r\n").closed() }()
	<-asked
	if n := r.Connections().ClosePrincipal("ada", runtime.CloseUnauthenticated, "logged out"); n != 0 {
		t.Errorf("closed %d connections; there is only a handshake", n)
	}
	close(answer)
	if got := <-ended; got != "4401 logged out" {
		t.Error(got)
	}
}

// Somebody who closes the sessions of a user has to be sure that they end, also
// when the code is wrong.
func TestCodesThatCannotBeSentCloseAllTheSame(t *testing.T) {
	for name, end := range map[string]func(r *rig, hub *runtime.Hub[Heard]) int{
		"ClosePrincipal": func(r *rig, _ *runtime.Hub[Heard]) int {
			return r.Connections().ClosePrincipal("ada", 401, "logged out")
		},
		"Manager.CloseAll": func(r *rig, _ *runtime.Hub[Heard]) int { return r.Connections().CloseAll(0, "logged out") },
		"Hub.CloseAll":     func(_ *rig, hub *runtime.Hub[Heard]) int { return hub.CloseAll(runtime.CloseAbnormal, "logged out") },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, runtime.Options{Authenticate: func(*http.Request) (any, error) { return "ada", nil }})
			hub := runtime.Handle(r.Server, channel("chat"), echo)
			c := r.dial(channel("chat"))
			eventually(t, "is there", func() bool { return hub.Len() == 1 })
			if n := end(r, hub); n != 1 {
				t.Errorf("closed %d", n)
			}
			if closed := closedWith(t, c, runtime.CloseInternal); closed.Reason != "logged out" {
				t.Errorf("got %v", closed)
			}
		})
	}
}

func TestSessionsExpire(t *testing.T) {
	expires := time.Now().Add(300 * time.Millisecond)
	r := newRig(t, runtime.Options{Authenticate: func(r *http.Request) (any, error) {
		switch r.Header.Get("Who") {
		case "late":
			return &user{"late", time.Now().Add(-time.Second)}, nil
		case "ever":
			return &user{"ever", time.Time{}}, nil
		case "far":
			return &user{"far", time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}, nil
		}
		return &user{"ada", expires}, nil
	}})
	conns := make(chan *conn, 5)
	runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil }})
	if resp, _ := r.request("GET", "/ws/chat", upgrade("Who", "late")); resp.StatusCode != 401 {
		t.Errorf("a session that has ended: %s", resp.Status)
	}
	for _, who := range []string{"ever", "far"} {
		r.dialRaw("/ws/chat", "Who: "+who+"\r\n")
		<-conns
	}
	ends := r.dialRaw("/ws/chat", "")
	<-conns
	renews := r.dialRaw("/ws/chat", "")
	(<-conns).ExpireAt(time.Time{})
	if got := ends.closed(); got != "4401 session expired" {
		t.Errorf("got %s", got)
	}
	if time.Now().Before(expires) {
		t.Error("it was closed before")
	}
	over := r.dialRaw("/ws/chat", "Who: ever\r\n")
	(<-conns).ExpireAt(time.Now())
	if got := over.closed(); got != "4401 session expired" {
		t.Errorf("ExpireAt now: %s", got)
	}
	eventually(t, "three are left", func() bool { return r.Connections().Len() == 3 })
	renews.Close()
}

func TestMaxPerPrincipal(t *testing.T) {
	for _, after := range []bool{false, true} {
		r := newRig(t, runtime.Options{Authenticate: named, MaxPerPrincipal: 2, RejectAfterUpgrade: after})
		runtime.Handle(r.Server, channel("chat"), handler{
			OnMessage:    func(context.Context, *conn, Say) error { panic("on purpose") },
			OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { panic("on purpose") },
		})
		for range 3 { // places come back, also when callbacks panic
			a, b := r.dialRaw("/ws/chat", "Who: ada\r\n"), r.dialRaw("/ws/chat", "Who: ada\r\n")
			if after {
				if got := r.dialRaw("/ws/chat", "Who: ada\r\n").closed(); got != "4429 you have too many connections" {
					t.Errorf("the third: %s", got)
				}
			} else if resp, body := r.request("GET", "/ws/chat", upgrade("Who", "ada")); resp.StatusCode != 503 || resp.Header.Get("Retry-After") == "" {
				t.Errorf("the third: %s %s", resp.Status, body)
			}
			r.dialRaw("/ws/chat", "Who: bob\r\n").Close()
			for range 3 {
				r.dialRaw("/ws/chat", "").Close() // nobody has no bound
			}
			a.write(frame(0x81, `{"text":"panic"}`))
			a.closed()
			a.Close()
			b.Close()
			eventually(t, "all are gone", func() bool { return r.places() == 0 })
		}
	}
}

func TestMaxPerIP(t *testing.T) {
	m := new(meter)
	r := newRig(t, runtime.Options{MaxPerIP: 2, Metrics: m, ClientIP: func(r *http.Request) netip.Addr {
		if r.Header.Get("From") == "panic" {
			panic("on purpose")
		}
		ip, _ := netip.ParseAddr(r.Header.Get("From"))
		return ip
	}})
	runtime.Handle(r.Server, channel("chat"), handler{})
	for _, test := range []struct {
		from string
		want int
	}{
		{"192.0.2.1", 101}, {"192.0.2.2", 101}, {"192.0.2.1", 101}, {"192.0.2.1", 503}, {"::ffff:192.0.2.1", 503},
		{"2001:db8:1:1::1", 101}, {"2001:db8:1:1::2%eth0", 101}, {"2001:db8:1:1:8000::3", 503}, {"2001:db8:1:2::1", 101},
		{"", 101}, {"nonsense", 101}, {"", 503}, // the address of the connection
		{"panic", 500},
	} {
		if test.want == 101 {
			r.dialRaw("/ws/chat", "From: "+test.from+"\r\n")
		} else if resp, body := r.request("GET", "/ws/chat", upgrade("From", test.from)); resp.StatusCode != test.want {
			t.Errorf("%s: %d %s, want %d", test.from, resp.StatusCode, body, test.want)
		}
	}
	if n := m.get("chat refused max_per_ip"); n != 4 {
		t.Errorf("%d were counted, want 4", n)
	}
	if resp, _ := r.request("GET", "/ws/nothing", upgrade("From", "192.0.2.1")); resp.StatusCode != 503 {
		t.Errorf("for an unknown channel: %s", resp.Status)
	}
	eventually(t, "all are gone", func() bool {
		r.Connections().CloseAll(runtime.CloseNormal, "")
		return r.places() == 0
	})
	r.dialRaw("/ws/chat", "From: 192.0.2.1\r\n").Close()
}

// places returns how many connections there are, with those that come and go.
func (r *rig) places() (n int) {
	w := httptest.NewRecorder()
	r.Health().ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if _, err := fmt.Sscanf(w.Body.String(), `{"status":"serving","connections":%d}`, &n); err != nil {
		r.t.Error(err)
	}
	return n
}
