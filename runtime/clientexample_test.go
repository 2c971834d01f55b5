package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http/httptest"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// A client whose server sends it away after the first message. It comes back,
// and knows that it may have missed something.
func ExampleConnect() {
	visits := 0
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, Chat, runtime.Handler[Say, Heard]{
		OnConnect: func(ctx context.Context, c *runtime.Conn[Heard]) error {
			visits++
			c.Send(ctx, Heard{Text: fmt.Sprint("welcome ", visits)})
			if visits == 1 {
				return runtime.Reject(runtime.CloseRestart, "new version")
			}
			return nil
		},
	})
	web := httptest.NewServer(srv)
	defer web.Close()
	defer srv.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c, err := runtime.Connect(ctx, web.URL, Chat, runtime.ConnectOptions[Say, Heard]{MinBackoff: time.Millisecond})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	for m, err := range c.All(ctx) {
		if gap, ok := errors.AsType[*runtime.Gap](err); ok {
			fmt.Println("a gap:", gap.Err)
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(m.Text)
		if m.Text == "welcome 2" {
			break
		}
	}

	// Output:
	// welcome 1
	// a gap: runtime: connection closed: 1012 restart: new version
	// welcome 2
}
