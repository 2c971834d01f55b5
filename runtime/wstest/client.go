package wstest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// Connect connects a client with [runtime.Dial], which is closed when the test
// ends. A handshake that fails ends the test. Where that is expected, and for a
// client that connects again, use [runtime.Dial] and [runtime.Connect] with the
// URL of the network, and its DialContext as [runtime.DialOptions.NetDial].
func Connect[In, Out any](t testing.TB, to Network, ch runtime.Channel[In, Out], opts runtime.DialOptions) *runtime.Client[In, Out] {
	t.Helper()
	if opts.NetDial == nil {
		opts.NetDial = to.DialContext
	}
	c, err := runtime.Dial(t.Context(), to.URL(), ch, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// Pair connects a client to a server that has only this channel and handler,
// and returns both sides of the connection. The handler's OnConnect has
// returned. The server's side is for what a handler does with a connection, and
// for calling a handler directly:
//
//	client, conn := wstest.Pair(t, chat.Channels.Chat, handler, runtime.Options{}, runtime.DialOptions{})
//	err := handler.OnMessage(conn.Context(), conn, chat.Say{Text: "hello"})
//
// The handler may be empty.
func Pair[In, Out any](t testing.TB, ch runtime.Channel[In, Out], handler runtime.Handler[In, Out], opts runtime.Options, dial runtime.DialOptions) (*runtime.Client[In, Out], *runtime.Conn[Out]) {
	t.Helper()
	srv := NewServer(t, opts)
	conns := make(chan *runtime.Conn[Out], 1)
	onConnect := handler.OnConnect
	handler.OnConnect = func(ctx context.Context, c *runtime.Conn[Out]) error {
		defer func() { conns <- c }()
		if onConnect == nil {
			return nil
		}
		return onConnect(ctx, c)
	}
	runtime.Handle(srv.Server, ch, handler)
	client := Connect(t, srv, ch, dial)
	select {
	case conn := <-conns:
		// It is known a moment after OnConnect, unless that has refused it.
		for known := false; !known && conn.Context().Err() == nil; time.Sleep(time.Millisecond) {
			_, known = srv.Connections().Get(conn.ID())
		}
		return client, conn
	case <-time.After(patience):
		t.Fatal("the client was not let in")
		return nil, nil
	}
}

// Must ends the test for an error:
//
//	wstest.Must(t, client.Send(t.Context(), chat.Say{Text: "hello"}))
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Receive returns the next message, which must come within 10 s.
func Receive[In, Out any](t testing.TB, c *runtime.Client[In, Out]) Out {
	t.Helper()
	m, err := receive(t, c)
	if err != nil {
		t.Fatalf("received no message: %v", err)
	}
	return m
}

// Expect returns the next message, which must be an M, for channels with
// several types of messages:
//
//	welcome := wstest.Expect[chat.Welcome](t, client)
func Expect[M, In, Out any](t testing.TB, c *runtime.Client[In, Out]) M {
	t.Helper()
	got := Receive(t, c)
	m, ok := any(got).(M)
	if !ok {
		t.Fatalf("received %#v; want a %T", got, *new(M))
	}
	return m
}

// ExpectError returns what Receive says next, which must be an error E:
//
//	refused := wstest.ExpectError[*runtime.ServerError](t, client)
func ExpectError[E error, In, Out any](t testing.TB, c *runtime.Client[In, Out]) E {
	t.Helper()
	m, err := receive(t, c)
	if err == nil {
		t.Fatalf("received %#v; want a %T", m, *new(E))
	}
	e, ok := errors.AsType[E](err)
	if !ok {
		t.Fatalf("received the error %v; want a %T", err, *new(E))
	}
	return e
}

// ExpectClose waits for the end of the connection, which must have the code.
// What comes before is passed over.
func ExpectClose[In, Out any](t testing.TB, c *runtime.Client[In, Out], code runtime.CloseCode) *runtime.CloseError {
	t.Helper()
	for end := time.Now().Add(patience); ; {
		_, err := receive(t, c)
		closed, ok := errors.AsType[*runtime.CloseError](err)
		switch {
		case ok && closed.Code == code:
			return closed
		case ok:
			t.Fatalf("%v; want %v", closed, code)
		case errors.Is(err, context.DeadlineExceeded) || time.Now().After(end):
			t.Fatalf("not closed within %v; want %v", patience, code)
		}
	}
}

// receive waits as long as a test should.
func receive[In, Out any](t testing.TB, c *runtime.Client[In, Out]) (Out, error) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	return c.Receive(ctx)
}
