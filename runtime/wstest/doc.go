// Package wstest helps to test programs that serve WebSockets.
//
// # A server and its clients
//
// [NewServer] starts a server on a network in memory, and [Connect] connects a
// typed client to it. Both end with the test:
//
//	func TestParrot(t *testing.T) {
//		wstest.NoLeaks(t)
//		srv := wstest.NewServer(t, runtime.Options{})
//		runtime.Handle(srv.Server, chat.Channels.Chat, parrot)
//
//		ada := wstest.Connect(t, srv, chat.Channels.Chat, as("ada"))
//		wstest.Expect[chat.Welcome](t, ada)
//		wstest.Must(t, ada.Send(t.Context(), chat.Say{Text: "hello"}))
//		if got := wstest.Expect[chat.Said](t, ada); got.Text != "hello" {
//			t.Errorf("the parrot said %q", got.Text)
//		}
//	}
//
// Everything between client and handler is real: the handshake, the frames, the
// checks of the contract, the queues. Only the network is not, so there are no
// ports, and no time is lost.
//
//   - [Pair] is for a handler alone. It also returns the server's side of the
//     connection, with which the handler's functions can be called directly.
//   - [Listen] is for a program that brings its own [net/http.Server]; its
//     middleware and its pages are then part of the test.
//   - [Receive], [Expect], [ExpectError] and [ExpectClose] wait for what comes
//     next, and end the test when something else comes, or nothing for 10 s. As
//     they call FailNow, they are for the test's own goroutine; others call
//     Client.Receive. In a bubble, sleep first until what takes longer is near.
//   - [NoLeaks] fails a test that leaves goroutines of the runtime behind.
//
// # Time
//
// Heartbeats, timeouts and the back-off of a client take from seconds to minutes.
// In a bubble of [testing/synctest] they take none: whoever waits on the network
// waits in a way that the bubble understands.
//
//	synctest.Test(t, func(t *testing.T) {
//		srv := wstest.NewServer(t, runtime.Options{HeartbeatInterval: 30 * time.Second})
//		…
//		time.Sleep(time.Hour) // pings are answered, and nothing happens
//	})
//
// All that the bubble is about must be made within it, the server too.
//
// # A bad network
//
// A [Fault] stands between a client and its server, and makes the network slow,
// cuts everything into small pieces, stops reading, pulls the cable, closes one
// direction, or resets the connection. It works over TCP as well.
//
//	var fault wstest.Fault
//	opts.NetDial = fault.Dial(srv.DialContext)
//	ada := wstest.Connect(t, srv, chat.Channels.Chat, opts)
//	fault.Cut()
//
// # Frames, byte by byte
//
// A WebSocket library keeps its user from breaking the protocol. A server must
// stand clients that break it, so a test needs one that does: [DialRaw] makes
// the handshake and leaves the rest to the test.
//
//	c, err := wstest.DialRaw(ctx, server.URL+"/ws/chat", wstest.RawOptions{})
//	if err != nil {
//		t.Fatal(err)
//	}
//	defer c.Close()
//	c.Send(wstest.Frame{Opcode: wstest.Text, Payload: []byte(`{"text":`), More: true},
//		wstest.Frame{Opcode: wstest.Text, Payload: []byte(`"again"}`)}) // should have been a continuation
//	if end := c.ReadEnd(); end.Code != 1002 {
//		t.Errorf("closed with %v, want 1002", end)
//	}
//
// A [Frame] can have any header: reserved bits, no mask, a length that is not
// that of its payload, or not in its shortest form. [Raw.Write] sends bytes
// that are no frame at all, and [Raw.Chunk] cuts everything into small pieces.
// With [RawOptions].Conn it speaks over a network in memory too.
package wstest
