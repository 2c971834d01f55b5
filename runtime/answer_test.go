package runtime_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

// An answer that the network does not take at once does not keep the callback
// waiting, and comes whole and before what is sent behind it, by the callback
// and by others.
func TestAnswerToSlowClientComesWholeAndInOrder(t *testing.T) {
	const (
		messages = 12
		big      = 300_000 // more than the kernel takes for a client that does not read
	)
	r := newRig(t, runtime.Options{SendBuffer: 16 << 10, QueueBytes: -1, QueueAge: time.Minute, WriteTimeout: time.Minute})
	handled := make(chan bool, messages)
	var hub *runtime.Hub[Heard]
	hub = runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			for part, size := range []int{big, 10, 1000} {
				if err := c.Send(ctx, Heard{N: 10*m.N + part, Text: strings.Repeat("x", size)}); err != nil {
					return err
				}
			}
			hub.Broadcast(ctx, Heard{N: 10*m.N + 3})
			handled <- true
			return nil
		},
	})
	w := r.dialRaw("/ws/chat", "")
	for n := range messages {
		w.write(frame(0x81, fmt.Sprintf(`{"text":"hello","n":%d}`, n)))
	}
	for range messages {
		select {
		case <-handled:
		case <-time.After(10 * time.Second):
			t.Fatal("a callback waits for a client that does not read")
		}
	}
	for n := range messages {
		for part, size := range []int{big, 10, 1000, 0} {
			var got Heard
			if err := json.Unmarshal([]byte(w.text()), &got); err != nil {
				t.Fatal(err)
			}
			if got.N != 10*n+part || got.Text != strings.Repeat("x", size) {
				t.Fatalf("part %d of answer %d came as number %d with %d bytes", part, n, got.N, len(got.Text))
			}
		}
	}
	if s := settled(t, hub); s.Delivered != 4*messages {
		t.Errorf("stats are %+v", s)
	}
}

func TestAnswersOfConnectionThatIsLostAreCounted(t *testing.T) {
	r := newRig(t, runtime.Options{})
	asked, gone := make(chan bool), make(chan bool)
	hub := runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			asked <- true
			<-gone
			for range 10 {
				_ = c.Send(ctx, Heard{Text: m.Text})
			}
			return nil
		},
	})
	for range 20 {
		w := r.dialRaw("/ws/chat", "")
		w.write(frame(0x81, `{"text":"hello"}`))
		<-asked
		w.Close()
		gone <- true
	}
	eventually(t, "nobody is left", func() bool { return hub.Len() == 0 })
	if s := settled(t, hub); s.Sent == 0 {
		t.Errorf("stats are %+v", s)
	}
}
