package runtime_test

import (
	"context"
	"strings"
	"testing"

	cws "github.com/coder/websocket"

	"github.com/wscontract/wscontract/runtime"
)

// TestOutsideClient has other people's code say that this is a WebSocket.
func TestOutsideClient(t *testing.T) {
	r := newRig(t, runtime.Options{Subprotocols: []string{"v2", "v1"}})
	runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			if m.Text == "bye" {
				return runtime.Reject(4321, "as you wish")
			}
			return c.Send(ctx, Heard{Text: m.Text + " over " + c.Subprotocol()})
		},
	})
	c, _, err := cws.Dial(t.Context(), r.url()+"/ws/chat", &cws.DialOptions{Subprotocols: []string{"v1", "v3"}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.CloseNow()
	c.SetReadLimit(1 << 20)
	long := strings.Repeat("0123456789", 6000)
	for _, text := range []string{"hi", strings.Repeat("x", 200), long} {
		if err := c.Write(t.Context(), cws.MessageText, []byte(`{"text":"`+text+`"}`)); err != nil {
			t.Fatal(err)
		}
		_, got, err := c.Read(t.Context())
		if want := `{"text":"` + text + ` over v1"}`; err != nil || string(got) != want {
			t.Fatalf("got %.60q, %v; want %.60q", got, err, want)
		}
	}
	end := make(chan error)
	go func() { // pongs come in while somebody reads
		_, _, err := c.Read(t.Context())
		end <- err
	}()
	if err := c.Ping(t.Context()); err != nil {
		t.Errorf("ping: %v", err)
	}
	if err := c.Write(t.Context(), cws.MessageText, []byte(`{"text":"bye"}`)); err != nil {
		t.Error(err)
	}
	if err := <-end; cws.CloseStatus(err) != 4321 {
		t.Errorf("closed with %v", err)
	}
}
