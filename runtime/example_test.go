package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// Chat stands for the generated variable Channels.Chat of a contract. Clients
// send Say, the server sends Heard.
var Chat = channel("chat")

// A server that says to everybody what one has said, and a client of it.
func Example() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, Chat, runtime.Handler[Say, Heard]{
		OnConnect: func(ctx context.Context, c *runtime.Conn[Heard]) error {
			return c.Send(ctx, Heard{Text: "welcome"})
		},
		OnMessage: func(ctx context.Context, c *runtime.Conn[Heard], m Say) error {
			c.Hub().Broadcast(ctx, Heard{Text: m.Text})
			return nil
		},
	})
	web := httptest.NewServer(srv) // or http.ListenAndServe(":8080", srv)
	defer web.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c, err := runtime.Dial(ctx, web.URL, Chat, runtime.DialOptions{})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	if err := c.Send(ctx, Say{Text: "hello"}); err != nil {
		log.Fatal(err)
	}
	for m, err := range c.All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(m.Text)
		if m.Text == "hello" {
			break
		}
	}

	// Output:
	// welcome
	// hello
}

// A handler tells the client what it may know, and nothing else.
func ExampleError() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, Chat, runtime.Handler[Say, Heard]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[Heard], m Say) error {
			return &runtime.Error{Code: "room_full", Message: "the room is full"}
		},
	})
	web := httptest.NewServer(srv)
	defer web.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c, err := runtime.Dial(ctx, web.URL, Chat, runtime.DialOptions{})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	if err := c.Send(ctx, Say{ID: "m1", Text: "hello"}); err != nil {
		log.Fatal(err)
	}
	_, err = c.Receive(ctx)
	if refused, ok := errors.AsType[*runtime.ServerError](err); ok {
		fmt.Println(refused.Code, refused.ID)
	}

	// Output: room_full "m1"
}

// Authenticate says who a client is, from a cookie, a header or a token.
func ExampleOptions() {
	sessions := map[string]string{"s3cr3t": "ada"}
	srv := runtime.NewServer(runtime.Options{
		RequireAuth: true,
		Authenticate: func(r *http.Request) (any, error) {
			cookie, err := r.Cookie("session")
			if err != nil {
				return nil, runtime.ErrUnauthenticated
			}
			user, ok := sessions[cookie.Value]
			if !ok {
				return nil, runtime.ErrUnauthenticated
			}
			return user, nil
		},
		AllowedOrigins: []string{"https://app.example.com"},
		MaxMessageSize: 4 << 10,
	})
	runtime.Handle(srv, Chat, runtime.Handler[Say, Heard]{
		OnConnect: func(ctx context.Context, c *runtime.Conn[Heard]) error {
			return c.Send(ctx, Heard{Text: "hello " + c.Principal().(string)})
		},
	})
	web := httptest.NewServer(srv)
	defer web.Close()

	_, err := runtime.Dial(context.Background(), web.URL, Chat, runtime.DialOptions{})
	fmt.Println(errors.Is(err, runtime.ErrUnauthenticated))

	// Output: true
}

// Rooms are named parts of a channel. A connection may be in many.
func ExampleHub_To() {
	srv := runtime.NewServer(runtime.Options{})
	hub := runtime.Handle(srv, Chat, runtime.Handler[Say, Heard]{
		OnConnect: func(ctx context.Context, c *runtime.Conn[Heard]) error {
			c.Join("general")
			return nil
		},
		OnMessage: func(ctx context.Context, c *runtime.Conn[Heard], m Say) error {
			c.Hub().To("general").Except(c).Broadcast(ctx, Heard{Text: m.Text})
			return nil
		},
	})
	fmt.Println(hub.To("general").Broadcast(context.Background(), Heard{Text: "is anybody here?"}))

	// Output: 0
}

// A key keeps a value of its type with a connection.
func ExampleKey() {
	nick := runtime.NewKey[string]("nick") // usually a package variable

	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, Chat, runtime.Handler[Say, Heard]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[Heard], m Say) error {
			name, ok := nick.Get(c)
			if !ok { // the first message is the name
				nick.Set(c, m.Text)
				return nil
			}
			c.Hub().Broadcast(ctx, Heard{From: name, Text: m.Text})
			return nil
		},
	})
	fmt.Println(nick)

	// Output: nick
}

// A program that ends in order.
func ExampleServer_Shutdown() {
	srv := runtime.NewServer(runtime.Options{})
	web := &http.Server{Addr: "127.0.0.1:0", Handler: srv, ReadHeaderTimeout: 5 * time.Second}

	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	fmt.Println(errors.Join(web.Shutdown(ctx), srv.Shutdown(ctx)))

	// Output: <nil>
}
