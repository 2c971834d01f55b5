// Package routers has tests of a wscontract server behind routers and middleware
// that other people have written.
package routers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
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

// parrot sends back the parameters of its path, and what it hears.
var parrot = runtime.Handler[json.RawMessage, json.RawMessage]{
	OnConnect: func(ctx context.Context, c *runtime.Conn[json.RawMessage]) error {
		return c.Send(ctx, runtime.HandshakeOf[json.RawMessage](c))
	},
	OnMessage: func(ctx context.Context, c *runtime.Conn[json.RawMessage], m json.RawMessage) error {
		return c.Send(ctx, m)
	},
}

// A mount puts a server behind something. Requests to it may have a prefix.
type mount struct {
	name   string
	prefix string
	around func(srv http.Handler) http.Handler
}

var mounts = []mount{
	{"http.ServeMux", "", func(srv http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/ws/", srv)
		return mux
	}},
	{"http.ServeMux with a parameter of another name", "", func(srv http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("GET /ws/rooms/{name}", srv)
		return mux
	}},
	{"http.ServeMux below a path", "/api", func(srv http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/api/ws/", http.StripPrefix("/api", srv))
		return mux
	}},
	{"chi", "", func(srv http.Handler) http.Handler {
		r := chi.NewRouter()
		r.Handle("/ws/*", srv)
		return r
	}},
	{"chi with a parameter", "", func(srv http.Handler) http.Handler {
		r := chi.NewRouter()
		r.Get("/ws/rooms/{room}", srv.ServeHTTP)
		return r
	}},
	{"chi, mounted", "", func(srv http.Handler) http.Handler { // which leaves the path as it is
		r := chi.NewRouter()
		r.Mount("/ws", srv)
		return r
	}},
	{"chi below a path", "/api", func(srv http.Handler) http.Handler {
		r := chi.NewRouter()
		r.Route("/api", func(r chi.Router) { r.Mount("/", http.StripPrefix("/api", srv)) })
		return r
	}},
	{"chi with its middleware", "", func(srv http.Handler) http.Handler {
		r := chi.NewRouter()
		r.Use(middleware.RequestID, middleware.ClientIPFromRemoteAddr, quietly(middleware.DefaultLogFormatter{Logger: log.New(io.Discard, "", 0)}),
			middleware.Recoverer, middleware.Compress(5, "text/plain"), middleware.Throttle(10), middleware.NoCache,
			middleware.Heartbeat("/ping"), middleware.CleanPath, middleware.StripSlashes)
		r.Handle("/ws/*", srv)
		return r
	}},
	{"gin", "", func(srv http.Handler) http.Handler {
		e := gin.New()
		e.Any("/ws/*rest", gin.WrapH(srv))
		return e
	}},
	{"gin with a parameter", "", func(srv http.Handler) http.Handler {
		e := gin.New()
		e.GET("/ws/rooms/:room", func(c *gin.Context) { srv.ServeHTTP(c.Writer, c.Request) })
		return e
	}},
	{"gin below a path", "/api", func(srv http.Handler) http.Handler {
		e := gin.New()
		e.Group("/api").GET("/ws/*rest", gin.WrapH(http.StripPrefix("/api", srv)))
		return e
	}},
	{"gin with its middleware", "", func(srv http.Handler) http.Handler {
		e := gin.New()
		e.Use(gin.LoggerWithWriter(io.Discard), gin.RecoveryWithWriter(io.Discard), gin.ErrorLogger(), func(c *gin.Context) {
			c.Header("X-Before", "1")
			c.Next()
			_ = c.Errors.Last() // and looks at what was answered
			_ = c.Writer.Status()
		})
		e.GET("/ws/*rest", gin.WrapH(srv))
		return e
	}},
	{"gin within chi", "", func(srv http.Handler) http.Handler {
		e := gin.New()
		e.GET("/ws/*rest", gin.WrapH(srv))
		r := chi.NewRouter()
		r.Use(middleware.Recoverer)
		r.Mount("/", e)
		return r
	}},
}

func quietly(f middleware.DefaultLogFormatter) func(http.Handler) http.Handler {
	return middleware.RequestLogger(&f)
}

func TestMain(m *testing.M) {
	gin.SetMode(gin.ReleaseMode)
	os.Exit(m.Run())
}

// serve starts a server behind something. What the server logs is in the buffer,
// when it has ended.
func serve(t *testing.T, around func(http.Handler) http.Handler) (*runtime.Server, *httptest.Server, *bytes.Buffer) {
	t.Helper()
	logged := new(bytes.Buffer)
	srv := runtime.NewServer(runtime.Options{Logger: slog.New(slog.NewTextHandler(logged, nil))})
	runtime.Handle(srv, echo, parrot)
	web := httptest.NewServer(around(srv))
	t.Cleanup(web.Close)
	t.Cleanup(func() { _ = srv.Close() })
	return srv, web, logged
}

// exchange asks for the parameters and two messages.
func exchange(ctx context.Context, t *testing.T, url string) *runtime.Client[json.RawMessage, json.RawMessage] {
	t.Helper()
	c, err := runtime.Dial(ctx, url, echo, runtime.DialOptions{Handshake: json.RawMessage(`{"params":{"room":"a b"}}`)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if got, err := c.Receive(ctx); err != nil || string(got) != `{"params":{"room":"a b"},"query":{}}` {
		t.Fatalf("the parameters: %s, %v", got, err)
	}
	for _, want := range []string{`{"n":1}`, `{"n":2}`} {
		if err := c.Send(ctx, json.RawMessage(want)); err != nil {
			t.Fatal(err)
		}
		if got, err := c.Receive(ctx); err != nil || string(got) != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	return c
}

func TestBehindRouters(t *testing.T) {
	for _, m := range mounts {
		t.Run(m.name, func(t *testing.T) {
			srv, web, _ := serve(t, m.around)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			c := exchange(ctx, t, web.URL+m.prefix)
			resp, err := http.Get(web.URL + m.prefix + "/ws/rooms/a")
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if resp.StatusCode != http.StatusUpgradeRequired {
				t.Errorf("a plain request is answered %s", resp.Status)
			}
			if err := srv.Shutdown(ctx); err != nil {
				t.Error(err)
			}
			if _, err := c.Receive(ctx); !closedWith(err, runtime.CloseGoingAway) {
				t.Errorf("the client was closed with %v", err)
			}
		})
	}
}

func closedWith(err error, code runtime.CloseCode) bool {
	closed, ok := errors.AsType[*runtime.CloseError](err)
	return ok && closed.Code == code
}

// A deadline that middleware gives to requests is not one of the connection.
func TestDeadlineOfARequestDoesNotEndAConnection(t *testing.T) {
	const deadline = 50 * time.Millisecond
	_, web, _ := serve(t, middleware.Timeout(deadline))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	c := exchange(ctx, t, web.URL)
	time.Sleep(2 * deadline)
	if err := c.Send(ctx, json.RawMessage(`{}`)); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Receive(ctx); err != nil || string(got) != `{}` {
		t.Errorf("after the deadline: %s, %v", got, err)
	}
}
