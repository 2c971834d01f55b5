package real

import (
	"context"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/wscontract/wscontract/runtime"

	"example.com/real/binance"
	"example.com/real/centrifugo"
	"example.com/real/devtools"
	"example.com/real/discord"
	"example.com/real/graphqlws"
	"example.com/real/nostr"
	"example.com/real/openai"
	"example.com/real/slack"
)

func TestSamplesGoBothWaysOverASocket(t *testing.T) {
	t.Run("slack", func(t *testing.T) {
		serve(t, slack.Channels.Socket, "/link?ticket=1&app_id=A1", "slack/acks.jsonl", "slack/requests.jsonl")
	})
	t.Run("devtools", func(t *testing.T) {
		serve(t, devtools.Channels.Target, "/devtools/page/1", "devtools/commands.jsonl", "devtools/events.jsonl")
	})
	t.Run("binance", func(t *testing.T) {
		serve(t, binance.Channels.Stream, "/ws/ethbtc@trade", "binance/requests.jsonl", "binance/stream.jsonl")
	})
	t.Run("centrifugo", func(t *testing.T) {
		serve(t, centrifugo.Channels.Connection, "/connection/websocket", "centrifugo/commands.jsonl", "centrifugo/replies.jsonl")
	})
	t.Run("discord", func(t *testing.T) {
		serve(t, discord.Channels.Gateway, "/gateway?v=10&encoding=json", "discord/commands.jsonl", "discord/messages.jsonl")
	})
	t.Run("openai", func(t *testing.T) {
		serve(t, openai.Channels.Realtime, "/v1/realtime?model=gpt-realtime", "openai/clientevents.jsonl", "openai/serverevents.jsonl")
	})
	t.Run("graphqlws", func(t *testing.T) {
		serve(t, graphqlws.Channels.Graphql, "/graphql", "graphqlws/requests.jsonl", "graphqlws/responses.jsonl")
	})
	t.Run("nostr", func(t *testing.T) {
		serve(t, nostr.Channels.Relay, "/", "nostr/requests.jsonl", "nostr/replies.jsonl")
	})
}

// serve sends all samples of the server to a client that is not ours, which sends
// all samples of the client.
func serve[In, Out any](t *testing.T, ch runtime.Channel[In, Out], url, fromClient, fromServer string) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	commands, events := side{file: fromClient}.samples(t), side{file: fromServer}.samples(t)
	arrived := make(chan In, len(commands))
	srv := runtime.NewServer(runtime.Options{ValidateOutgoing: true})
	runtime.Handle(srv, ch, runtime.Handler[In, Out]{
		OnConnect: func(ctx context.Context, c *runtime.Conn[Out]) error {
			for _, event := range events {
				v, err := ch.ServerToClient.Decode(event)
				if err != nil {
					return err
				}
				if err := c.SendWait(ctx, v); err != nil {
					return err
				}
			}
			return nil
		},
		OnMessage: func(_ context.Context, _ *runtime.Conn[Out], v In) error {
			arrived <- v
			return nil
		},
	})
	httpServer := httptest.NewServer(srv)
	defer httpServer.Close()

	ws, _, err := websocket.DefaultDialer.DialContext(ctx, "ws"+strings.TrimPrefix(httpServer.URL, "http")+url, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	deadline, _ := ctx.Deadline()
	ws.SetReadDeadline(deadline)
	for i, event := range events {
		want := must(ch.ServerToClient.Append(nil, must(ch.ServerToClient.Decode(event))))
		_, got, err := ws.ReadMessage()
		if err != nil {
			t.Fatalf("line %d of %s: %v", i+1, fromServer, err)
		}
		if string(got) != string(want) {
			t.Errorf("line %d of %s arrived as\n%s\nand not as\n%s", i+1, fromServer, got, want)
		}
	}
	for i, command := range commands {
		if err := ws.WriteMessage(websocket.TextMessage, command); err != nil {
			t.Fatal(err)
		}
		select {
		case got := <-arrived:
			if want := must(ch.ClientToServer.Decode(command)); !reflect.DeepEqual(got, want) {
				t.Errorf("line %d of %s arrived as %v", i+1, fromClient, got)
			}
		case <-ctx.Done():
			t.Fatalf("line %d of %s did not arrive", i+1, fromClient)
		}
	}
	// The next and last message is that the server goes: nothing was answered.
	ended := make(chan error, 1)
	go func() { ended <- srv.Shutdown(ctx) }()
	if _, got, err := ws.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseGoingAway) {
		t.Errorf("read %s, %v", got, err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
