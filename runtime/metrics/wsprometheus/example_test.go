package wsprometheus_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/metrics/wsprometheus"
)

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A server, and what Prometheus scrapes.
func Example() {
	registry := prometheus.NewRegistry()
	srv := runtime.NewServer(runtime.Options{
		Metrics: wsprometheus.New(registry, wsprometheus.Options{}),
	})
	defer srv.Close()
	runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
		OnConnect: func(ctx context.Context, c *runtime.Conn[chat.Event]) error {
			return c.Send(ctx, chat.Welcome{Room: "lobby"})
		},
	})
	mux := http.NewServeMux()
	mux.Handle("/ws/", srv)
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	web := httptest.NewServer(mux)
	defer web.Close()

	ctx := context.Background()
	var hello chat.Chat
	hello.Params.Room, hello.Query.Nick = "lobby", "ada"
	ada, err := runtime.Dial(ctx, web.URL, chat.Channels.Chat, runtime.DialOptions{Handshake: hello})
	if err != nil {
		log.Fatal(err)
	}
	defer ada.Close()
	if _, err := ada.Receive(ctx); err != nil {
		log.Fatal(err)
	}

	recorded := httptest.NewRecorder()
	mux.ServeHTTP(recorded, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for line := range strings.Lines(recorded.Body.String()) {
		if strings.HasPrefix(line, "wscontract_handshakes") || strings.HasPrefix(line, "wscontract_messages_received") {
			fmt.Print(line)
		}
	}

	// Output:
	// wscontract_messages_received_total{channel="chat",outcome="failed"} 0
	// wscontract_messages_received_total{channel="chat",outcome="handled"} 0
	// wscontract_messages_received_total{channel="chat",outcome="invalid"} 0
	// wscontract_messages_received_total{channel="chat",outcome="panicked"} 0
	// wscontract_messages_received_total{channel="chat",outcome="refused"} 0
}
