package wsotel_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"

	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/metrics/wsotel"
)

// A server that counts its connections. A program would have an exporter in place
// of the reader.
func ExampleNewMetrics() {
	reader := metric.NewManualReader()
	provider := metric.NewMeterProvider(metric.WithReader(reader))
	srv := runtime.NewServer(runtime.Options{Metrics: wsotel.NewMetrics(provider)})
	defer srv.Close()
	runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
		OnConnect: func(ctx context.Context, c *runtime.Conn[chat.Event]) error {
			return c.Send(ctx, chat.Welcome{Room: "lobby"})
		},
	})
	web := httptest.NewServer(srv)
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

	var all metricdata.ResourceMetrics
	if err := reader.Collect(ctx, &all); err != nil {
		log.Fatal(err)
	}
	for _, instrument := range all.ScopeMetrics[0].Metrics {
		if instrument.Name == "wscontract.server.active_connections" {
			for _, point := range instrument.Data.(metricdata.Sum[int64]).DataPoints {
				fmt.Println(point.Attributes.ToSlice()[0].Value.AsString(), point.Value, instrument.Unit)
			}
		}
	}

	// Output: chat 1 {connection}
}
