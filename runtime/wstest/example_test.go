package wstest_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// parrot is what the tests serve: it says what it hears.
var parrot = runtime.Handler[chat.Command, chat.Event]{
	OnConnect: func(ctx context.Context, c *runtime.Conn[chat.Event]) error {
		hello := runtime.HandshakeOf[chat.Chat](c)
		c.Join(hello.Params.Room)
		return c.Send(ctx, chat.Welcome{Room: hello.Params.Room})
	},
	OnMessage: func(ctx context.Context, c *runtime.Conn[chat.Event], m chat.Command) error {
		switch m := m.(type) {
		case chat.Say:
			return c.Send(ctx, said(m.ID, m.Text))
		default:
			return &runtime.Error{Code: "unknown", Message: "a parrot only says things"}
		}
	},
}

// said is something that is said, in full.
func said(id, text string) chat.Said {
	return chat.Said{ID: id, Message: chat.Message{Number: 1, Nick: "polly", Text: text, At: time.Unix(0, 0).UTC()}}
}

// as is how somebody enters a room.
func as(nick string) runtime.DialOptions {
	var hello chat.Chat
	hello.Params.Room, hello.Query.Nick = "lobby", nick
	return runtime.DialOptions{Handshake: hello}
}

// The test of the package comment.
func TestParrot(t *testing.T) {
	wstest.NoLeaks(t)
	srv := wstest.NewServer(t, runtime.Options{})
	runtime.Handle(srv.Server, chat.Channels.Chat, parrot)

	ada := wstest.Connect(t, srv, chat.Channels.Chat, as("ada"))
	wstest.Expect[chat.Welcome](t, ada)
	wstest.Must(t, ada.Send(t.Context(), chat.Say{Text: "hello"}))
	if got := wstest.Expect[chat.Said](t, ada); got.Text != "hello" {
		t.Errorf("the parrot said %q", got.Text)
	}
	wstest.Must(t, ada.Send(t.Context(), chat.SetTyping{Active: true}))
	if refused := wstest.ExpectError[*runtime.ServerError](t, ada); refused.Code != "unknown" {
		t.Errorf("refused with %v", refused)
	}
}

// A network that is cut tells nobody. The server finds out by asking, which takes
// most of a minute on a real network, and no time here.
func TestHeartbeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := wstest.NewServer(t, runtime.Options{
			HeartbeatInterval: 30 * time.Second,
			HeartbeatTimeout:  10 * time.Second,
		})
		left := make(chan runtime.CloseInfo, 1)
		runtime.Handle(srv.Server, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
			OnDisconnect: func(_ context.Context, _ *runtime.Conn[chat.Event], why runtime.CloseInfo) { left <- why },
		})
		var fault wstest.Fault
		opts := as("ada")
		opts.HeartbeatInterval = -1 // or else the client may be first
		opts.NetDial = fault.Dial(srv.DialContext)
		wstest.Connect(t, srv, chat.Channels.Chat, opts)

		time.Sleep(time.Hour) // pings are answered, and nothing happens
		if n := srv.Connections().Len(); n != 1 {
			t.Fatalf("after an hour there are %d connections", n)
		}

		fault.Cut()
		cut := time.Now()
		if why := <-left; why.Code != runtime.CloseTooSlow {
			t.Errorf("the server says: %v", why)
		}
		if after := time.Since(cut); after > 40*time.Second {
			t.Errorf("the server notices after %v", after)
		}
	})
}

// Frames that no library would send, on a network in memory.
func TestRawInMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := wstest.NewServer(t, runtime.Options{ReadTimeout: time.Minute, HeartbeatInterval: -1})
		runtime.Handle(srv.Server, chat.Channels.Chat, parrot)
		conn, err := srv.DialContext(t.Context(), "", "")
		wstest.Must(t, err)
		c, err := wstest.DialRaw(t.Context(), srv.URL()+"/ws/rooms/lobby?nick=ada", wstest.RawOptions{Conn: conn, Timeout: time.Hour})
		wstest.Must(t, err)
		defer c.Close()
		wstest.Must(t, c.Send(wstest.Frame{Opcode: wstest.Text, Payload: []byte(`{"type":`), More: true})) // and no more
		began := time.Now()
		end := c.ReadEnd()
		if took := time.Since(began); end.Code != uint16(runtime.CloseTooSlow) || took != time.Minute {
			t.Errorf("after %v: %v; want 4408 after a minute", took, end)
		}
	})
}

// A Listener is also for programs that bring their own http.Server.
func ExampleListener() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, parrot)
	mux := http.NewServeMux()
	mux.Handle("/ws/", srv)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "a page") })

	network := wstest.Listen()
	web := &http.Server{Handler: mux}
	go web.Serve(network)
	defer web.Close()
	defer srv.Close()

	browser := &http.Client{Transport: &http.Transport{DialContext: network.DialContext, DisableKeepAlives: true}}
	page, err := browser.Get(network.URL())
	if err != nil {
		log.Fatal(err)
	}
	page.Body.Close()
	fmt.Println(page.Status)

	opts := as("ada")
	opts.NetDial = network.DialContext
	ada, err := runtime.Dial(context.Background(), network.URL(), chat.Channels.Chat, opts)
	if err != nil {
		log.Fatal(err)
	}
	defer ada.Close()
	event, err := ada.Receive(context.Background())
	fmt.Printf("%T %v\n", event, err)

	// Output:
	// 200 OK
	// chat.Welcome <nil>
}
