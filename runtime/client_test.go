package runtime_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

func TestClientIsToldWhatTheServerRefuses(t *testing.T) {
	r := newRig(t, runtime.Options{})
	ch := channel("chat")
	ch.ClientToServer.Append = func(b []byte, m Say) ([]byte, error) { return append(b, m.Text...), nil } // sends anything
	runtime.Handle(r.Server, channel("chat"), handler{OnMessage: func(ctx context.Context, c *conn, m Say) error {
		switch m.Text {
		case "full":
			return &runtime.Error{Code: "room_full", Message: "the room is full"}
		case "broken":
			return errors.New("secret")
		}
		return c.Send(ctx, Heard{Text: m.Text})
	}})
	c := r.dial(ch)
	for _, test := range []struct {
		send string
		want runtime.ServerError
		text string
	}{
		{`{"id":"m1"}`,
			runtime.ServerError{ID: `"m1"`, Findings: []runtime.Finding{{Path: "/text", Code: "required", Message: "missing required field: text"}}},
			`server: /text: missing required field: text (message "m1")`},
		{`{`, runtime.ServerError{Message: "malformed message: expected a value"}, "server: malformed message: expected a value"},
		{`{"id":2,"text":"full"}`, runtime.ServerError{ID: "2", Code: "room_full", Message: "the room is full"}, "server: room_full: the room is full (message 2)"},
		{`{"text":"broken"}`, runtime.ServerError{Message: "message handler error"}, "server: message handler error"},
	} {
		send(t, c, Say{Text: test.send})
		_, err := receiveErr(t, c)
		got, ok := errors.AsType[*runtime.ServerError](err)
		if !ok || !reflect.DeepEqual(*got, test.want) || got.Error() != test.text {
			t.Errorf("%s: got %#v", test.send, err)
		}
	}
	send(t, c, Say{Text: `{"text":"still open"}`})
	if got := receive(t, c); got.Text != "still open" {
		t.Errorf("got %+v", got)
	}
}

// TestClientTellsMessagesFromErrorFrames has a contract with a message that
// looks like an error frame, and a server that breaks the contract.
func TestClientTellsMessagesFromErrorFrames(t *testing.T) {
	r := newRig(t, runtime.Options{})
	hub := r.HandleRoute(runtime.Route{Channel: "chat"}, runtime.Validators{}, runtime.RawHandler{})
	c := r.dial(channel("chat"))
	eventually(t, "it is there", func() bool { return hub.Len() == 1 })
	for _, m := range []string{`{"type":"error","text":"a message"}`, `{"n":1}`, `{"type":"error","message":"a frame"}`} {
		hub.Broadcast(t.Context(), []byte(m))
	}
	if got := receive(t, c); got.Text != "a message" {
		t.Errorf("got %+v", got)
	}
	_, err := receiveErr(t, c)
	if _, ok := errors.AsType[*runtime.ValidationError](err); !ok {
		t.Errorf("got %v, want a ValidationError", err)
	}
	_, err = receiveErr(t, c)
	if _, ok := errors.AsType[*runtime.ServerError](err); !ok {
		t.Errorf("got %v, want a ServerError", err)
	}
}

func TestReceiveThatIsGivenUpLosesNothing(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), echo)
	c := r.dial(channel("chat"))
	for i := range 20 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		if _, err := c.Receive(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("Receive: %v", err)
		}
		cancel()
		send(t, c, Say{N: i, Text: "x"})
		if got := receive(t, c); got.N != i {
			t.Fatalf("got %d, want %d", got.N, i)
		}
	}
}

func TestClientIterates(t *testing.T) {
	for code, wantErr := range map[runtime.CloseCode]bool{runtime.CloseNormal: false, 4000: true} {
		r := newRig(t, runtime.Options{})
		runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(ctx context.Context, c *conn) error {
			for i := range 40 { // more than the client reads ahead
				if err := c.Send(ctx, Heard{Text: "x", N: i}); err != nil {
					return err
				}
			}
			return c.Close(code, "that was all")
		}})
		n := 0
		var last error
		for m, err := range r.dial(channel("chat")).All(t.Context()) {
			if last = err; err == nil {
				if m.N != n {
					t.Errorf("message %d came as number %d", m.N, n)
				}
				n++
			}
		}
		if n != 40 || (last != nil) != wantErr || wantErr && !errors.Is(last, runtime.ErrClosed) {
			t.Errorf("closed with %d: %d messages, then %v", code, n, last)
		}
	}
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), handler{})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	for _, err := range r.dial(channel("chat")).All(ctx) {
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	}
}

func TestClientClose(t *testing.T) {
	r := newRig(t, runtime.Options{})
	left := make(chan runtime.CloseInfo, 1)
	conns := make(chan *conn, 1)
	runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect:    func(_ context.Context, c *conn) error { conns <- c; return nil },
		OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
	})
	c := r.dial(channel("chat"))
	server := <-conns
	for range 100 { // nobody receives: that must not keep Close
		if err := server.Send(t.Context(), Heard{Text: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}
	if why := <-left; why.Code != runtime.CloseNormal || !why.Remote {
		t.Errorf("the server was told %v", why)
	}
	if err := c.Send(t.Context(), Say{Text: "x"}); !errors.Is(err, runtime.ErrClosed) {
		t.Errorf("Send after Close: %v", err)
	}
	closedWith(t, c, runtime.CloseNormal)
}

func TestClientLearnsWhyItCannotSend(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(_ context.Context, c *conn) error {
		return runtime.Reject(runtime.CloseForbidden, "not you")
	}})
	c := r.dial(channel("chat"))
	for {
		err := c.Send(t.Context(), Say{Text: strings.Repeat("x", 1000)})
		if err == nil {
			continue
		}
		if closed, ok := errors.AsType[*runtime.CloseError](err); !ok || closed.Code != runtime.CloseForbidden {
			t.Errorf("Send: %v", err)
		}
		break
	}
}

func TestSendIsBoundedByItsContext(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	block := make(chan struct{})
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer c.Close()
		rw.WriteString("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
			acceptKey(r.Header.Get("Sec-WebSocket-Key")) + "\r\n\r\n")
		rw.Flush()
		<-block // reads nothing
	}))
	defer close(block)
	c, err := runtime.Dial(t.Context(), "http://"+l.Addr().String(), channel("chat"), runtime.DialOptions{WriteTimeout: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	text := strings.Repeat("x", 1<<20)
	for err == nil { // until the kernel takes no more
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		err = c.Send(ctx, Say{Text: text})
		cancel()
	}
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Send: %v", err)
	}
	if _, err := receiveErr(t, c); !errors.Is(err, runtime.ErrClosed) {
		t.Errorf("Receive after a message that was cut: %v", err)
	}
}

func TestSendFailsAlsoWhenNobodyReceives(t *testing.T) {
	r := newRig(t, runtime.Options{})
	sent := make(chan struct{})
	runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(ctx context.Context, c *conn) error {
		defer close(sent)
		for range 100 { // more than the client reads ahead
			if err := c.Send(ctx, Heard{Text: "x"}); err != nil {
				return err
			}
		}
		return nil
	}})
	c := r.dial(channel("chat"))
	<-sent
	eventually(t, "all is written", func() bool { s := r.Stats(); return s.Sent == s.Delivered })
	r.Close()
	var err error
	for err == nil {
		err = c.Send(t.Context(), Say{Text: strings.Repeat("x", 1000)})
	}
	if !errors.Is(err, runtime.ErrClosed) {
		t.Errorf("Send: %v", err)
	}
}

func TestErrorsSayWhatHappened(t *testing.T) {
	for want, err := range map[string]error{
		"runtime: connection closed: 4408 too slow":                 &runtime.CloseError{Code: runtime.CloseTooSlow},
		"runtime: connection closed: 1001 going away: back at noon": &runtime.CloseError{Code: runtime.CloseGoingAway, Reason: "back at noon"},
		"runtime: rejected with 4403 forbidden: not you":            runtime.Reject(runtime.CloseForbidden, "not you"),
		"room_full: the room is full":                               &runtime.Error{Code: "room_full", Message: "the room is full"},
		"the room is full":                                          &runtime.Error{Message: "the room is full"},
	} {
		if got := err.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDialErrors(t *testing.T) {
	r := newRig(t, runtime.Options{Authenticate: func(r *http.Request) (any, error) {
		if r.Header.Get("X-Test") != "" {
			return nil, runtime.ErrForbidden
		}
		return nil, runtime.ErrUnauthenticated
	}})
	runtime.Handle(r.Server, channel("chat"), handler{})
	open := roomChannel()
	open.Auth = runtime.AuthNone
	runtime.Handle(r.Server, open, handler{})

	_, err := runtime.Dial(t.Context(), r.url(), channel("chat"), runtime.DialOptions{})
	if !errors.Is(err, runtime.ErrUnauthenticated) || !strings.Contains(err.Error(), `channel "chat": the server answered 401 Unauthorized: not authenticated`) {
		t.Errorf("without a token: %v", err)
	}
	_, err = runtime.Dial(t.Context(), r.url(), channel("chat"), runtime.DialOptions{Header: http.Header{"X-Test": {"1"}}})
	if !errors.Is(err, runtime.ErrForbidden) {
		t.Errorf("forbidden: %v", err)
	}
	bad := open
	bad.Handshake.Append = func(b []byte, _ any) ([]byte, error) {
		return append(b, `{"params":{"room-id":"a"},"query":{"since":"x"}}`...), nil
	}
	_, err = runtime.Dial(t.Context(), r.url(), bad, runtime.DialOptions{Handshake: Room{}})
	if e, ok := errors.AsType[*runtime.HandshakeError](err); !ok || e.Status != 400 || len(e.Findings) != 1 || e.Findings[0].Path != "/query/since" ||
		!strings.HasSuffix(err.Error(), "400 Bad Request: /query/since: must be an integer") {
		t.Errorf("bad parameters: %v", err)
	}
	bad.Handshake.Append = func([]byte, any) ([]byte, error) { return nil, errors.New("wire: cannot write") }
	_, err = runtime.Dial(t.Context(), r.url(), bad, runtime.DialOptions{Handshake: Room{}})
	if err == nil || err.Error() != `runtime: channel "room": DialOptions.Handshake: wire: cannot write` {
		t.Errorf("parameters of another channel: %v", err)
	}
	for _, address := range []string{"example.com", "ftp://example.com", "://", ""} {
		if _, err := runtime.Dial(t.Context(), address, channel("chat"), runtime.DialOptions{}); err == nil {
			t.Errorf("address %q was taken", address)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := runtime.Dial(ctx, r.url(), channel("chat"), runtime.DialOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
}

func TestDialOptions(t *testing.T) {
	r := newRig(t, runtime.Options{
		Subprotocols: []string{"v1"},
		Authenticate: func(r *http.Request) (any, error) {
			return r.Header.Get("Authorization") + " " + r.Header.Get("X-Test"), nil
		},
	})
	runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(ctx context.Context, c *conn) error {
		return c.Send(ctx, Heard{Text: c.Principal().(string)})
	}})
	header := http.Header{"X-Test": {"1"}}
	dialed := false
	c, err := runtime.Dial(t.Context(), strings.Replace(r.url(), "http", "ws", 1), channel("chat"), runtime.DialOptions{
		Token: "secret", Header: header, Subprotocols: []string{"v0", "v1"}, ValidateOutgoing: true,
		NetDial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			dialed = true
			return new(net.Dialer).DialContext(ctx, network, addr)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if got := receive(t, c); got.Text != "Bearer secret 1" || c.Subprotocol() != "v1" || !dialed {
		t.Errorf("got %q over %q, dialed %v", got.Text, c.Subprotocol(), dialed)
	}
	if len(header) != 1 {
		t.Errorf("the caller's header was changed: %v", header)
	}
}

func TestClientValidatesWhatItSends(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), handler{})
	ch := channel("chat")
	ch.ClientToServer.Validate = runtime.RefuseMessage
	c, err := runtime.Dial(t.Context(), r.url(), ch, runtime.DialOptions{ValidateOutgoing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	err = c.Send(t.Context(), Say{Text: "x"})
	if _, ok := errors.AsType[*runtime.ValidationError](err); !ok {
		t.Errorf("Send: %v", err)
	}
}

func TestClientRefusesWhatIsTooBig(t *testing.T) {
	r := newRig(t, runtime.Options{})
	left := make(chan runtime.CloseInfo, 1)
	runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage:    echo.OnMessage,
		OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
	})
	c, err := runtime.Dial(t.Context(), r.url(), channel("chat"), runtime.DialOptions{MaxMessageSize: 100})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	send(t, c, Say{Text: strings.Repeat("x", 200)})
	closedWith(t, c, runtime.CloseTooBig)
	if why := <-left; why.Code != runtime.CloseTooBig || !why.Remote {
		t.Errorf("the server was told %v", why)
	}
}

func TestClientOfAServerThatIsGone(t *testing.T) {
	r := newRig(t, runtime.Options{})
	runtime.Handle(r.Server, channel("chat"), handler{})
	c := r.dial(channel("chat"))
	eventually(t, "it is there", func() bool { return r.Connections().Len() == 1 })
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	closedWith(t, c, runtime.CloseAbnormal)
	_, err := runtime.Dial(t.Context(), r.url(), channel("chat"), runtime.DialOptions{})
	if e, ok := errors.AsType[*runtime.HandshakeError](err); !ok || e.Status != 503 {
		t.Errorf("Dial after Close: %v", err)
	}
}

func TestTLS(t *testing.T) {
	srv := runtime.NewServer(runtime.Options{SendBuffer: 64 << 10})
	runtime.Handle(srv, channel("chat"), echo)
	ts := httptest.NewTLSServer(srv)
	defer ts.Close()
	c, err := runtime.Dial(t.Context(), ts.URL, channel("chat"), runtime.DialOptions{
		TLS: ts.Client().Transport.(*http.Transport).TLSClientConfig,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	send(t, c, Say{Text: strings.Repeat("x", 60_000)})
	if got := receive(t, c); len(got.Text) != 60_000 {
		t.Errorf("got %d bytes", len(got.Text))
	}
	_ = c.Send(t.Context(), Say{Text: strings.Repeat("x", 100_000)}) // the server may refuse it in the middle
	closedWith(t, c, runtime.CloseTooBig)
	if err := srv.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
}
