// Ours is a server on this project's runtime that sends back every message. It
// prints its address, and ends when its standard input does.
//
//	/ws/echo    every message, whatever it is
//	/ws/json    messages that are JSON; {"close":4321} asks for a close frame
//	            with that code
//	/healthz    for proxies
//	/           a page that tries /ws/json in a browser; see chromium/page.html
package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"unicode/utf8"

	"github.com/wscontract/wscontract/runtime"
)

func main() {
	limit := flag.Int64("max", 100_000, "largest message in `bytes`")
	page := flag.String("page", "", "`file` to serve at /")
	heartbeat := flag.Duration("heartbeat", 0, "`time` between pings; negative: none")
	flag.Parse()
	srv := runtime.NewServer(runtime.Options{
		MaxMessageSize:       *limit,
		Subprotocols:         []string{"echo.v1"},
		Compression:          true,
		CompressionThreshold: -1,
		MessageRate:          -1,
		ControlRate:          -1,
		HeartbeatInterval:    *heartbeat,
	})
	runtime.Handle(srv, runtime.Channel[[]byte, []byte]{
		Route:          runtime.Route{Channel: "echo", Path: "/ws/echo"},
		ClientToServer: anything(),
		ServerToClient: anything(),
	}, runtime.Handler[[]byte, []byte]{
		OnMessage: func(ctx context.Context, c *runtime.Conn[[]byte], m []byte) error {
			if !utf8.Valid(m) { // from a binary message; the server sends text
				m = hex.AppendEncode(nil, m)
			}
			return c.Send(ctx, m)
		},
	})
	srv.HandleRoute(runtime.Route{Channel: "json"}, runtime.Validators{}, runtime.RawHandler{
		OnMessage: func(ctx context.Context, c *runtime.Conn[json.RawMessage], m json.RawMessage) error {
			var ask struct{ Close runtime.CloseCode }
			if json.Unmarshal(m, &ask) == nil && ask.Close != 0 {
				return c.Close(ask.Close, "as you wish")
			}
			return c.Send(ctx, m)
		},
	})
	mux := http.NewServeMux()
	mux.Handle("/ws/", srv)
	mux.Handle("GET /healthz", srv.Health())
	if *page != "" {
		mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, *page) })
		// The page counts as loaded when it says so: it loads /wait as an image.
		done := make(chan struct{}, 1)
		mux.HandleFunc("GET /done", func(http.ResponseWriter, *http.Request) { done <- struct{}{} })
		mux.HandleFunc("GET /wait", func(http.ResponseWriter, *http.Request) { <-done })
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	fmt.Printf("ws://%s/ws/\n", l.Addr())
	log.Fatal(http.Serve(l, mux))
}

// anything is the codec of messages that are just bytes.
func anything() runtime.Codec[[]byte] {
	return runtime.Codec[[]byte]{
		Decode:   func(data []byte) ([]byte, error) { return append([]byte(nil), data...), nil },
		Append:   func(b []byte, v []byte) ([]byte, error) { return append(b, v...), nil },
		Validate: func([]byte) error { return nil },
	}
}
