package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

func TestRequestsThatAreNoHandshake(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), handler{})
	for _, test := range []struct {
		name   string
		method string
		path   string
		header http.Header
		want   int
	}{
		{"plain request", "GET", "/ws/chat", nil, 426},
		{"plain request for nothing", "GET", "/ws/nothing", nil, 404},
		{"plain post for nothing", "POST", "/", nil, 404},
		{"post", "POST", "/ws/chat", upgrade(), 405},
		{"old version", "GET", "/ws/chat", upgrade("Sec-Websocket-Version", "12"), 426},
		{"no version", "GET", "/ws/chat", upgrade("Sec-Websocket-Version", ""), 426},
		{"no key", "GET", "/ws/chat", upgrade("Sec-Websocket-Key", ""), 400},
		{"short key", "GET", "/ws/chat", upgrade("Sec-Websocket-Key", "c2hvcnQ="), 400},
		{"no base64", "GET", "/ws/chat", upgrade("Sec-Websocket-Key", "!!!!!!!!!!!!!!!!!!!!!!!!"), 400},
		{"no key for nothing", "GET", "/ws/nothing", upgrade("Sec-Websocket-Key", ""), 400},
		{"other upgrade", "GET", "/ws/chat", upgrade("Upgrade", "h2c"), 426},
		{"handshake", "GET", "/ws/chat", upgrade(), 101},
	} {
		resp, body := r.request(test.method, test.path, test.header)
		if resp.StatusCode != test.want {
			t.Errorf("%s: %d %q, want %d", test.name, resp.StatusCode, body, test.want)
		}
		if test.want == 426 && resp.Header.Get("Sec-Websocket-Version") != "13" {
			t.Errorf("%s: the answer does not name the version", test.name)
		}
		resp.Body.Close()
	}
	two := upgrade()
	two.Add("Sec-Websocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
	if resp, _ := r.request("GET", "/ws/chat", two); resp.StatusCode != 400 {
		t.Errorf("two keys: %d", resp.StatusCode)
	}
}

func TestHTTP2IsRefusedClearly(t *testing.T) {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, channel("chat"), handler{})
	ts := httptest.NewUnstartedServer(srv)
	ts.EnableHTTP2 = true
	ts.StartTLS()
	defer ts.Close()
	resp, err := ts.Client().Get(ts.URL + "/ws/chat")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.ProtoMajor != 2 || resp.StatusCode != http.StatusNotImplemented {
		t.Errorf("%s: %s", resp.Proto, resp.Status)
	}
}

func TestOrigin(t *testing.T) {
	for _, test := range []struct {
		allowed []string
		host    string
		origin  string
		want    int
	}{
		{nil, "example.com", "", 101},
		{nil, "example.com", "https://example.com", 101},
		{nil, "example.com", "http://EXAMPLE.com", 101},
		{nil, "example.com:443", "https://example.com", 101},
		{nil, "example.com", "https://example.com:443", 101},
		{nil, "example.com:8080", "http://example.com:8080", 101},
		{nil, "example.com:8080", "http://example.com", 403},
		{nil, "example.com", "http://example.com:8080", 403},
		{nil, "example.com", "https://evil.example", 403},
		{nil, "example.com", "https://example.com.evil.example", 403},
		{nil, "example.com", "https://notexample.com", 403},
		{nil, "example.com", "https://sub.example.com", 403},
		{nil, "example.com", "https://example.com@evil.example", 403},
		{nil, "example.com", "null", 403},
		{nil, "example.com", "example.com", 403},
		{nil, "example.com", "://", 403},

		{[]string{"https://app.example.com"}, "api.example.com", "https://app.example.com", 101},
		{[]string{"https://app.example.com"}, "api.example.com", "HTTPS://App.Example.Com", 101},
		{[]string{"https://app.example.com/"}, "api.example.com", "https://app.example.com:443", 101},
		{[]string{"https://app.example.com"}, "api.example.com", "http://app.example.com", 403},
		{[]string{"https://app.example.com"}, "api.example.com", "https://app.example.com.evil.example", 403},
		{[]string{"https://app.example.com"}, "api.example.com", "https://app.example.com:8443", 403},
		{[]string{"https://app.example.com"}, "api.example.com", "https://api.example.com", 101},
		{[]string{"https://*.example.com"}, "x.test", "https://a.example.com", 101},
		{[]string{"https://*.example.com"}, "x.test", "https://a.b.example.com", 101},
		{[]string{"https://*.example.com"}, "x.test", "https://example.com", 403},
		{[]string{"https://*.example.com"}, "x.test", "https://evilexample.com", 403},
		{[]string{"*"}, "x.test", "https://anything.example", 101},
		{[]string{"*"}, "x.test", "null", 101},
		{[]string{"example.com"}, "x.test", "https://example.com", 403}, // not an origin
	} {
		r := newRig(t, runtime.Options{AllowedOrigins: test.allowed})
		runtime.Handle(r.Server, channel("chat"), handler{})
		h := upgrade("Origin", test.origin, "Host", test.host)
		for _, path := range []string{"/ws/chat", "/ws/nothing"} {
			resp, _ := r.request("GET", path, h)
			if resp.StatusCode != test.want {
				t.Errorf("allowed %v, host %s, origin %q, %s: %d, want %d", test.allowed, test.host, test.origin, path, resp.StatusCode, test.want)
			}
			resp.Body.Close()
		}
	}
	r := newRig(t, runtime.Options{AllowedOrigins: []string{"example.com"}})
	if !strings.Contains(r.logs.String(), "allowed origin is not an origin") {
		t.Error("a mistake in AllowedOrigins is not logged")
	}
	runtime.Handle(r.Server, channel("chat"), handler{})
	two := upgrade()
	two["Origin"] = []string{r.url(), r.url()}
	if resp, _ := r.request("GET", "/ws/chat", two); resp.StatusCode != 403 {
		t.Errorf("two origins: %d", resp.StatusCode)
	}
}

func TestFrameBehindTheHandshakeIsHandled(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), echo)
	two := append(frame(0x81, `{"text":"early"}`), frame(0x81, `{"text":"bird"}`)...)
	for cut := range two { // also a frame that is torn
		w := r.dialRaw("/ws/chat", "", two[:cut]...)
		w.write(two[cut:])
		if a, b := w.text(), w.text(); a != `{"text":"early"}` || b != `{"text":"bird"}` {
			t.Errorf("cut at %d: got %s and %s", cut, a, b)
		}
		w.Close()
	}
}

// A wrapper is a ResponseWriter as middleware makes them.
type wrapper struct{ http.ResponseWriter }

func (w wrapper) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func TestMiddlewareMayWrapTheResponseWriter(t *testing.T) {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, channel("chat"), echo)
	r := newRigAround(t, srv, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		srv.ServeHTTP(wrapper{wrapper{w}}, r)
	}))
	c := r.dial(channel("chat"))
	send(t, c, Say{Text: "hi"})
	receive(t, c)

	// Without Unwrap there is no way to the connection.
	l := new(logs)
	srv2 := runtime.NewServer(runtime.Options{Logger: l.logger()})
	runtime.Handle(srv2, channel("chat"), echo)
	r2 := newRigAround(t, srv2, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		srv2.ServeHTTP(struct{ http.ResponseWriter }{w}, r)
	}))
	if resp, _ := r2.request("GET", "/ws/chat", upgrade()); resp.StatusCode != 500 {
		t.Errorf("without Unwrap: %s", resp.Status)
	}
	if !strings.Contains(l.String(), "give it an Unwrap method") {
		t.Errorf("the log does not say what to do:\n%s", l)
	}
}

func TestMounting(t *testing.T) {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, roomChannel(), greet)
	mux := http.NewServeMux()
	mux.Handle("/api/v1/", http.StripPrefix("/api/v1", srv))
	mux.Handle("/ws/", srv)
	r := newRigAround(t, srv, mux)
	for _, prefix := range []string{"", "/", "/api/v1", "/api/v1/"} {
		c, err := runtime.Dial(t.Context(), r.url()+prefix, roomChannel(), runtime.DialOptions{Handshake: Room{Params: params{Room: "a/b c"}}})
		if err != nil {
			t.Errorf("prefix %q: %v", prefix, err)
			continue
		}
		if got := receive(t, c); got.Text != "a/b c 0 []" {
			t.Errorf("prefix %q: %q", prefix, got.Text)
		}
		c.Close()
	}
}

// A Room is a channel struct with parameters.
type (
	Room struct {
		Params params `json:"params"`
		Query  query  `json:"query"`
	}
	params struct {
		Room string `json:"room-id"`
	}
	query struct {
		Since int      `json:"since,omitempty"`
		Tags  []string `json:"tag,omitempty"`
	}
)

// roomChannel has a parameter whose name is not a Go identifier.
func roomChannel() runtime.Channel[Say, Heard] {
	ch := channel("room")
	ch.Path = "/ws/rooms/{room-id}"
	ch.Handshake = runtime.Handshake{
		Params: []runtime.Param{{Name: "room-id"}, {Name: "since", Query: true, Literal: true}, {Name: "tag", Query: true, Many: true}},
		Decode: func(data []byte) (any, error) {
			finding := func(path, code, message string) error {
				return &runtime.ValidationError{Findings: []runtime.Finding{{Path: path, Code: code, Message: message}}}
			}
			if n := strings.Count(string(data), `"since":`); n > 1 {
				return nil, finding("/query/since", "duplicate", "given twice")
			}
			var v Room
			if err := json.Unmarshal(data, &v); err != nil {
				return nil, finding("/query/since", "type", "must be an integer")
			}
			return v, nil
		},
		Append: func(b []byte, v any) ([]byte, error) {
			j, err := json.Marshal(v.(Room))
			return append(b, j...), err
		},
	}
	return ch
}

// greet tells a client its parameters.
var greet = handler{OnConnect: func(ctx context.Context, c *conn) error {
	h := runtime.HandshakeOf[Room](c)
	return c.Send(ctx, Heard{Text: fmt.Sprint(h.Params.Room, " ", h.Query.Since, " ", h.Query.Tags)})
}}

func TestParameters(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, roomChannel(), greet)
	for _, test := range []struct {
		target string
		want   string // the greeting, or the status and body
	}{
		{"/ws/rooms/general", "general 0 []"},
		{"/ws/rooms/a%2Fb%20c", "a/b c 0 []"},
		{"/ws/rooms/%22quoted%22", `"quoted" 0 []`},
		{"/ws/rooms/general?since=12&tag=a&tag=b&token=secret", "general 12 [a b]"},
		{"/ws/rooms/general?since=x", `400 {"type":"validation_error","errors":[{"path":"/query/since","code":"type","message":"must be an integer"}]}`},
		{"/ws/rooms/general?since=null", `400 {"type":"validation_error","errors":[{"path":"/query/since","code":"type","message":"must be an integer"}]}`},
		{"/ws/rooms/general?since=", `400 {"type":"validation_error","errors":[{"path":"/query/since","code":"type","message":"must be an integer"}]}`},
		{"/ws/rooms/general?since=[1]", `400 {"type":"validation_error","errors":[{"path":"/query/since","code":"type","message":"must be an integer"}]}`},
		{"/ws/rooms/general?since=1&since=2", `400 {"type":"validation_error","errors":[{"path":"/query/since","code":"duplicate","message":"given twice"}]}`},
	} {
		resp, body := r.request("GET", test.target, upgrade())
		resp.Body.Close()
		got := fmt.Sprintf("%d %s", resp.StatusCode, body)
		if resp.StatusCode == 101 {
			var m Heard
			if err := json.Unmarshal([]byte(r.dialRaw(test.target, "").text()), &m); err != nil {
				t.Error(err)
			}
			got = m.Text
		}
		if got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.target, got, test.want)
		}
	}
	if strings.Contains(r.logs.String(), "secret") {
		t.Errorf("the log has a token:\n%s", r.logs)
	}

	for _, room := range []Room{
		{params{"general"}, query{}},
		{params{"."}, query{}},
		{params{".."}, query{5, nil}},
		{params{"?#%&+ ü/{room-id}"}, query{7, []string{"a&b", "ü", ""}}},
	} {
		c, err := runtime.Dial(t.Context(), r.url(), roomChannel(), runtime.DialOptions{Handshake: room})
		if err != nil {
			t.Errorf("%+v: %v", room, err)
			continue
		}
		if got, want := receive(t, c).Text, fmt.Sprint(room.Params.Room, " ", room.Query.Since, " ", room.Query.Tags); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		c.Close()
	}
	if _, err := runtime.Dial(t.Context(), r.url(), roomChannel(), runtime.DialOptions{}); err == nil || !strings.Contains(err.Error(), `needs the parameter "room-id"`) {
		t.Errorf("without the parameter: %v", err)
	}
}

func TestRejectAfterUpgrade(t *testing.T) {
	r := newRig(t, runtime.Options{
		RejectAfterUpgrade: true,
		Authenticate: func(r *http.Request) (any, error) {
			if r.FormValue("token") == "banned" {
				return nil, runtime.ErrForbidden
			}
			return nil, fmt.Errorf("no such session: %w", runtime.ErrUnauthenticated)
		},
	})
	runtime.Handle(r.Server, channel("chat"), handler{})
	open := roomChannel()
	open.Auth = runtime.AuthNone
	runtime.Handle(r.Server, open, handler{})
	for target, want := range map[string]string{
		"/ws/chat":              "4401 not authenticated",
		"/ws/chat?token=banned": "4403 forbidden",
		"/ws/rooms/a?since=x":   "1008 invalid parameters",
	} {
		w := r.dialRaw(target, "")
		if want[:4] == "1008" {
			if got := w.text(); !strings.Contains(got, `"/query/since"`) {
				t.Errorf("%s: %s", target, got)
			}
		}
		if got := w.closed(); got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
		w.write(frame(0x88, "\x03\xe8"))
	}
}

func TestAuthenticateTakesTooLong(t *testing.T) {
	r := newRig(t, runtime.Options{
		HandshakeTimeout: 20 * time.Millisecond,
		Authenticate: func(r *http.Request) (any, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		},
	})
	runtime.Handle(r.Server, channel("chat"), handler{})
	resp, _ := r.request("GET", "/ws/chat", upgrade())
	if resp.StatusCode != 503 || resp.Header.Get("Retry-After") == "" {
		t.Errorf("%s", resp.Status)
	}
}

func TestAuthenticateFails(t *testing.T) {
	r := newRig(t, runtime.Options{Authenticate: func(*http.Request) (any, error) { return nil, errors.New("database is down at 10.0.0.7") }})
	runtime.Handle(r.Server, channel("chat"), handler{})
	resp, body := r.request("GET", "/ws/chat", upgrade())
	if resp.StatusCode != 500 || strings.Contains(body, "10.0.0.7") {
		t.Errorf("%s: %s", resp.Status, body)
	}
	if !strings.Contains(r.logs.String(), "10.0.0.7") {
		t.Error("the log was not told")
	}
}

func TestMaxConnections(t *testing.T) {
	r := newRig(t, runtime.Options{MaxConnections: 2})
	runtime.Handle(r.Server, channel("chat"), handler{})
	a, _ := r.dial(channel("chat")), r.dial(channel("chat"))
	for _, path := range []string{"/ws/chat", "/ws/nothing"} {
		resp, _ := r.request("GET", path, upgrade())
		if resp.StatusCode != 503 || resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s, the third: %s", path, resp.Status)
		}
	}
	a.Close()
	eventually(t, "a place is free", func() bool {
		resp, _ := r.request("GET", "/ws/chat", upgrade())
		resp.Body.Close()
		return resp.StatusCode == 101
	})
}

func TestRegistrationMistakesPanic(t *testing.T) {
	at := func(name, path string) runtime.Channel[Say, Heard] {
		ch := channel(name)
		ch.Path = path
		return ch
	}
	secret := at("secret", "/ws/secret")
	secret.Auth = runtime.AuthRequired
	for _, test := range []struct {
		name   string
		first  runtime.Channel[Say, Heard]
		second runtime.Channel[Say, Heard]
		want   []string
	}{
		{"same name", at("chat", "/a"), at("chat", "/b"), []string{`"chat" at /b`, "at /a"}},
		{"same path", at("a", "/x"), at("b", "/x"), []string{`"b" at /x`, `"a" at /x`}},
		{"same pattern", at("a", "/x/{room}"), at("b", "/x/{id}"), []string{`"b" at /x/{id}`, `"a" at /x/{room}`}},
		{"crossing patterns", at("a", "/x/{a}/y"), at("b", "/x/z/{b}"), []string{`"a"`, `"b"`}},
		{"no name", at("a", "/a"), at("", "/b"), []string{"needs a name"}},
		{"no path", at("a", "/a"), at("b", "b"), []string{`"b" has a path that cannot be served`}},
		{"no hook", at("a", "/a"), secret, []string{`"secret" requires authentication; set Options.Authenticate`}},
		{"no codec", at("a", "/a"), runtime.Channel[Say, Heard]{Route: runtime.Route{Channel: "b", Path: "/b"}}, []string{`"b" has no codec`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			srv := runtime.NewServer(runtime.Options{})
			runtime.Handle(srv, test.first, handler{})
			defer func() {
				got := fmt.Sprint(recover())
				for _, want := range test.want {
					if !strings.Contains(got, want) {
						t.Errorf("panic is %q, without %q", got, want)
					}
				}
				if n := len(srv.Routes()); n != 1 {
					t.Errorf("there are %d routes", n)
				}
			}()
			runtime.Handle(srv, test.second, handler{})
		})
	}
}

func TestPathsStandForThemselvesOnly(t *testing.T) {
	r := newRig(t, runtime.Options{})
	for _, path := range []string{"/", "/ws/slash/", "/ws/plain", "/ws/{any}/deep"} {
		ch := channel("at " + path)
		ch.Path = path
		runtime.Handle(r.Server, ch, handler{})
	}
	for target, want := range map[string]string{
		"/":                "open",
		"/ws/slash/":       "open",
		"/ws/slash/below":  "4004 there is no channel at this path",
		"/ws/plain":        "open",
		"/ws/plain/below":  "4004 there is no channel at this path",
		"/ws/x/deep":       "open",
		"/ws/x%2Fy/deep":   "open",
		"/elsewhere":       "4004 there is no channel at this path",
		"/ws/plain?x=/a/b": "open",
	} {
		w := r.dialRaw((&url.URL{Opaque: target}).String(), "", frame(0x88, "")...)
		got := w.closed()
		if got == "1005" {
			got = "open"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", target, got, want)
		}
	}
}
