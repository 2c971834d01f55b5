package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

// joined serves a channel whose clients join the rooms they name, and waits
// for each.
func joined(t *testing.T, r *rig) (hub *runtime.Hub[Heard], join func(rooms ...string) (*client, *conn)) {
	conns := make(chan *conn, 1)
	hub = runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil },
	})
	return hub, func(rooms ...string) (*client, *conn) {
		n := hub.Len()
		client := r.dial(channel("chat"))
		c := <-conns
		eventually(t, "it is there", func() bool { return hub.Len() == n+1 })
		c.Join(rooms...)
		return client, c
	}
}

func TestRooms(t *testing.T) {
	r := newRig(t, runtime.Options{})
	hub, join := joined(t, r)
	ada, adaConn := join("go", "c")
	bob, bobConn := join("go")
	eve, eveConn := join()
	all := map[string]*client{"ada": ada, "bob": bob, "eve": eve}

	for _, test := range []struct {
		name string
		to   runtime.Audience[Heard]
		want []string
	}{
		{"room", hub.To("go"), []string{"ada", "bob"}},
		{"other room", hub.To("c"), []string{"ada"}},
		{"two rooms, each client once", hub.To("go", "c"), []string{"ada", "bob"}},
		{"empty room", hub.To("rust"), nil},
		{"no rooms are nobody", hub.To(), nil},
		{"room without one", hub.To("go").Except(adaConn), []string{"bob"}},
		{"room without two", hub.To("go").Except(adaConn).Except(bobConn), nil},
		{"everybody but one", hub.Except(eveConn), []string{"ada", "bob"}},
		{"everybody", hub.Except(), []string{"ada", "bob", "eve"}},
	} {
		if n := test.to.Len(); n != len(test.want) {
			t.Errorf("%s: Len is %d, want %d", test.name, n, len(test.want))
		}
		if n := len(slices.Collect(test.to.All())); n != len(test.want) {
			t.Errorf("%s: All yields %d, want %d", test.name, n, len(test.want))
		}
		if n := test.to.Broadcast(t.Context(), Heard{Text: test.name}); n != len(test.want) {
			t.Errorf("%s: reached %d, want %d", test.name, n, len(test.want))
		}
		for _, name := range test.want {
			if got := receive(t, all[name]); got.Text != test.name {
				t.Errorf("%s got %q, want %q", name, got.Text, test.name)
			}
		}
	}

	if got := adaConn.Rooms(); !slices.Equal(got, []string{"c", "go"}) {
		t.Errorf("Rooms are %v", got)
	}
	adaConn.Join("go")
	adaConn.Leave("go", "never joined")
	if got := adaConn.Rooms(); !slices.Equal(got, []string{"c"}) || hub.To("go").Len() != 1 {
		t.Errorf("after Leave, Rooms are %v", got)
	}
	ada.Close()
	eventually(t, "the room is empty", func() bool { return hub.To("c").Len() == 0 })
	adaConn.Join("c")
	if n := hub.To("c").Len(); n != 0 || len(adaConn.Rooms()) != 0 {
		t.Errorf("a closed connection joined")
	}
}

func TestHub(t *testing.T) {
	r := newRig(t, runtime.Options{})
	hub, join := joined(t, r)
	other := runtime.Handle(r.Server, channel("other"), handler{})
	_, a := join()
	client, b := join()
	if got := slices.Collect(hub.All()); !slices.Equal(got, []*conn{a, b}) {
		t.Errorf("All yields %v", got)
	}
	for range hub.All() { // leaving the loop early is in order
		break
	}
	if c, ok := hub.Get(a.ID()); !ok || c != a {
		t.Error("Get did not find a client of the channel")
	}
	if _, ok := other.Get(a.ID()); ok {
		t.Error("Get found a client of another channel")
	}
	if _, ok := hub.Get("nobody"); ok {
		t.Error("Get found nobody")
	}
	if a.Hub() != hub || hub.Channel() != "chat" || a.Channel() != "chat" {
		t.Error("the connection does not know its hub")
	}
	if n := hub.Broadcast(t.Context(), Heard{F: math.NaN()}); n != 0 || !strings.Contains(r.logs.String(), "cannot broadcast") {
		t.Errorf("a message without a JSON form reached %d", n)
	}
	if err := a.Send(t.Context(), Heard{F: math.NaN()}); err == nil || !strings.Contains(err.Error(), `channel "chat": cannot send runtime_test.Heard: `) {
		t.Errorf("a message without a JSON form: %v", err)
	}
	if err := b.SendJSON(t.Context(), []byte(`{"n":1}`)); err == nil || !strings.Contains(err.Error(), "missing required field: text") {
		t.Errorf("SendJSON of what breaks the contract: %v", err)
	}
	if err := b.SendJSON(t.Context(), []byte(`{"text":"raw"}`)); err != nil || receive(t, client).Text != "raw" {
		t.Errorf("SendJSON: %v", err)
	}
	if n := hub.CloseAll(runtime.CloseNormal, "done"); n != 2 || hub.Len() != 0 {
		t.Errorf("closed %d, left %d", n, hub.Len())
	}
	if err := a.Close(1005, ""); err == nil || errors.Is(err, runtime.ErrClosed) {
		t.Errorf("Close with a code that must not be sent: %v", err)
	}
}

func TestBroadcastsBeginAfterOnConnect(t *testing.T) {
	r := newRig(t, runtime.Options{})
	entered, release := make(chan *conn), make(chan error)
	hub := runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect: func(_ context.Context, c *conn) error {
			entered <- c
			return <-release
		},
	})
	c := r.dial(channel("chat"))
	<-entered
	if n := hub.Broadcast(t.Context(), Heard{Text: "secret"}); n != 0 || r.Connections().Len() != 0 {
		t.Errorf("%d were reached before OnConnect agreed", n)
	}
	release <- runtime.Reject(runtime.CloseForbidden, "not you")
	if _, err := receiveErr(t, c); !errors.Is(err, runtime.ErrClosed) {
		t.Errorf("received before the end: %v", err)
	}
}

func TestValidateOutgoing(t *testing.T) {
	r := newRig(t, runtime.Options{ValidateOutgoing: true})
	ch := channel("chat")
	ch.ServerToClient.Validate = func(data []byte) error {
		if strings.Contains(string(data), "forbidden") {
			return &runtime.ValidationError{Findings: []runtime.Finding{{Path: "/text", Code: "excludes", Message: "must not be that"}}}
		}
		return nil
	}
	sent := make(chan error, 1)
	hub := runtime.Handle(r.Server, ch, handler{
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			sent <- c.Send(ctx, Heard{Text: m.Text})
			return nil
		},
	})
	c := r.dial(ch)
	send(t, c, Say{Text: "forbidden"})
	if _, ok := errors.AsType[*runtime.ValidationError](<-sent); !ok {
		t.Error("it was sent")
	}
	if n := hub.Broadcast(t.Context(), Heard{Text: "forbidden"}); n != 0 {
		t.Errorf("it reached %d", n)
	}
	r.RegisterValidator("chat", runtime.Validators{ServerToClient: func([]byte) error { return errors.New("closed today") }})
	send(t, c, Say{Text: "fine"})
	if err := <-sent; err == nil || !strings.HasSuffix(err.Error(), ": closed today") {
		t.Errorf("a validator that was registered by name: %v", err)
	}
}

func TestValidatorMayBeRegisteredFirst(t *testing.T) {
	r := newRig(t, runtime.Options{})
	r.RegisterValidator("raw", runtime.Validators{ClientToServer: func(data []byte) error {
		if !strings.Contains(string(data), "please") {
			return errors.New("say please")
		}
		return nil
	}})
	r.HandleRoute(runtime.Route{Channel: "raw"}, runtime.Validators{}, runtime.RawHandler{
		OnMessage: func(ctx context.Context, c *runtime.Conn[json.RawMessage], m json.RawMessage) error {
			return c.Send(ctx, m)
		},
	})
	w := r.dialRaw("/ws/raw", "")
	for _, test := range []struct{ message, want string }{
		{`{"id":1,"do":"it"}`, `{"type":"validation_error","id":1,"errors":[{"path":"","code":"invalid","message":"say please"}]}`},
		{`"please"`, `"please"`},
		{`please`, `{"type":"error","message":"malformed message: not valid JSON"}`},
	} {
		w.write(frame(0x81, test.message))
		if got := w.text(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.message, got, test.want)
		}
	}
}

func TestKeys(t *testing.T) {
	r := newRig(t, runtime.Options{})
	_, join := joined(t, r)
	_, a := join()
	_, b := join()
	nick, twin := runtime.NewKey[string]("nick"), runtime.NewKey[string]("nick")
	cause := runtime.NewKey[error]("cause")
	if v, ok := nick.Get(a); ok {
		t.Errorf("there is %q before Set", v)
	}
	nick.Set(a, "ada")
	nick.Set(b, "bob")
	cause.Set(a, nil)
	var p runtime.Peer = a // a key works on any view of a connection
	if v, ok := nick.Get(p); v != "ada" || !ok {
		t.Errorf("Get = %q, %v", v, ok)
	}
	if v, ok := cause.Get(a); v != nil || !ok {
		t.Errorf("Get = %v, %v; a nil was set", v, ok)
	}
	if _, ok := twin.Get(a); ok {
		t.Error("two keys of one name are the same")
	}
	nick.Delete(a)
	if _, ok := nick.Get(a); ok {
		t.Error("Delete left it")
	}
	if v, _ := nick.Get(b); v != "bob" {
		t.Errorf("the other connection has %q", v)
	}
	if nick.String() != "nick" {
		t.Error("the key does not know its name")
	}
}

func TestHandshakeOfAnotherChannelPanics(t *testing.T) {
	r := newRig(t, runtime.Options{})
	got := make(chan any, 1)
	runtime.Handle(r.Server, roomChannel(), handler{OnConnect: func(_ context.Context, c *conn) error {
		defer func() { got <- recover() }()
		runtime.HandshakeOf[Say](c)
		return nil
	}})
	if _, err := runtime.Dial(t.Context(), r.url(), roomChannel(), runtime.DialOptions{Handshake: Room{Params: params{"a"}}}); err != nil {
		t.Fatal(err)
	}
	if p, ok := (<-got).(string); !ok || !strings.Contains(p, `channel "room" are a runtime_test.Room, not a runtime_test.Say`) {
		t.Errorf("panic is %v", p)
	}
}

func TestRawHandlersHaveTheParametersOfThePath(t *testing.T) {
	r := newRig(t, runtime.Options{})
	r.HandleRoute(runtime.Route{Channel: "raw", Path: "/ws/{a}/{b-c}"}, runtime.Validators{}, runtime.RawHandler{
		OnConnect: func(ctx context.Context, c *runtime.Conn[json.RawMessage]) error {
			return c.Send(ctx, runtime.HandshakeOf[json.RawMessage](c))
		},
	})
	if got := r.dialRaw("/ws/x/%22y%22?z=1", "").text(); got != `{"params":{"a":"x","b-c":"\"y\""},"query":{}}` {
		t.Errorf("got %s", got)
	}
}
