// Package routers has tests of a wscontract server behind routers and middleware
// that other people have written.
package routers

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/wscontract/wscontract/runtime"
)

// echo is a channel with a parameter in its path.
var echo = runtime.Channel[json.RawMessage, json.RawMessage]{
	Route:          runtime.Route{Channel: "echo", Path: "/ws/rooms/{room}"},
	ClientToServer: raw,
	ServerToClient: raw,
	Handshake: runtime.Handshake{
		Params: []runtime.Param{{Name: "room"}},
		Decode: func(data []byte) (any, error) { return json.RawMessage(data), nil },
		Append: func(b []byte, v any) ([]byte, error) { return append(b, v.(json.RawMessage)...), nil },
	},
}

var raw = runtime.Codec[json.RawMessage]{
	Decode:   func(data []byte) (json.RawMessage, error) { return append(json.RawMessage(nil), data...), nil },
	Append:   func(b []byte, v json.RawMessage) ([]byte, error) { return append(b, v...), nil },
	Validate: func([]byte) error { return nil },
}

func TestBehindRouters(t *testing.T) {
	gin.SetMode(gin.ReleaseMode)
	for name, mount := range map[string]func(srv http.Handler) http.Handler{
		"http.ServeMux": func(srv http.Handler) http.Handler {
			mux := http.NewServeMux()
			mux.Handle("/ws/", srv)
			return mux
		},
		"chi": func(srv http.Handler) http.Handler {
			r := chi.NewRouter()
			r.Use(middleware.RequestID, middleware.RealIP, middleware.Logger, middleware.Recoverer, middleware.Compress(5))
			r.Handle("/ws/*", srv)
			return r
		},
		"chi below a path": func(srv http.Handler) http.Handler {
			r := chi.NewRouter()
			r.Route("/api", func(r chi.Router) {
				r.Use(middleware.Logger)
				r.Mount("/", http.StripPrefix("/api", srv))
			})
			outer := http.NewServeMux()
			outer.Handle("/ws/", http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
				req.URL.Path = "/api" + req.URL.Path
				r.ServeHTTP(w, req)
			}))
			return outer
		},
		"gin": func(srv http.Handler) http.Handler {
			e := gin.New()
			e.Use(gin.Logger(), gin.Recovery())
			e.Any("/ws/*rest", gin.WrapH(srv))
			return e
		},
	} {
		t.Run(name, func(t *testing.T) {
			srv := runtime.NewServer(runtime.Options{})
			runtime.Handle(srv, echo, runtime.Handler[json.RawMessage, json.RawMessage]{
				OnConnect: func(ctx context.Context, c *runtime.Conn[json.RawMessage]) error {
					return c.Send(ctx, runtime.HandshakeOf[json.RawMessage](c))
				},
				OnMessage: func(ctx context.Context, c *runtime.Conn[json.RawMessage], m json.RawMessage) error {
					return c.Send(ctx, m)
				},
			})
			web := httptest.NewServer(mount(srv))
			defer web.Close()
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			params := json.RawMessage(`{"params":{"room":"a b"}}`)
			c, err := runtime.Dial(ctx, web.URL, echo, runtime.DialOptions{Handshake: params})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			for _, want := range []string{`{"params":{"room":"a b"},"query":{}}`, `{"n":1}`, `{"n":2}`} {
				if want[2] == 'n' {
					if err := c.Send(ctx, json.RawMessage(want)); err != nil {
						t.Fatal(err)
					}
				}
				if got, err := c.Receive(ctx); err != nil || string(got) != want {
					t.Errorf("got %s, %v; want %s", got, err, want)
				}
			}
			if resp, err := http.Get(web.URL + "/ws/rooms/a"); err != nil || resp.StatusCode != http.StatusUpgradeRequired {
				t.Errorf("a plain request: %v, %v", resp.Status, err)
			}
			if err := srv.Shutdown(ctx); err != nil {
				t.Error(err)
			}
			if _, err := c.Receive(ctx); err == nil {
				t.Error("the client was not closed")
			}
		})
	}
}
