package routers

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/wscontract/wscontract/runtime"
)

// Middleware puts a ResponseWriter of its own around that of the server, to see
// what is answered. A WebSocket has to get through to the network connection.
type (
	// unwrapper is how it should be done since Go 1.20.
	unwrapper struct{ http.ResponseWriter }
	// hijacker is how it was done before.
	hijacker struct{ http.ResponseWriter }
	// wall has neither. The connection cannot be got at.
	wall struct{ w http.ResponseWriter }
	// unsupported has a Hijack for the sake of it, and an Unwrap.
	unsupported struct{ http.ResponseWriter }
	// broken has a Hijack that fails.
	broken struct{ http.ResponseWriter }
)

func (w unwrapper) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w hijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return w.ResponseWriter.(http.Hijacker).Hijack()
}

func (w wall) Header() http.Header         { return w.w.Header() }
func (w wall) Write(p []byte) (int, error) { return w.w.Write(p) }
func (w wall) WriteHeader(status int)      { w.w.WriteHeader(status) }

func (w unsupported) Unwrap() http.ResponseWriter { return w.ResponseWriter }
func (unsupported) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return nil, nil, http.ErrNotSupported
}

func (broken) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return nil, nil, errors.New("on purpose")
}

// wrapped returns middleware that wraps.
func wrapped(wrap func(http.ResponseWriter) http.ResponseWriter) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(wrap(w), r) })
	}
}

func TestBehindMiddlewareThatWraps(t *testing.T) {
	for _, test := range []struct {
		name   string
		around func(http.Handler) http.Handler
	}{
		{"Unwrap", wrapped(func(w http.ResponseWriter) http.ResponseWriter { return unwrapper{w} })},
		{"Hijack", wrapped(func(w http.ResponseWriter) http.ResponseWriter { return hijacker{w} })},
		{"Unwrap of Hijack of Unwrap", wrapped(func(w http.ResponseWriter) http.ResponseWriter {
			return unwrapper{hijacker{hijacker{w}}}
		})},
		{"chi's WrapResponseWriter", wrapped(func(w http.ResponseWriter) http.ResponseWriter {
			return middleware.NewWrapResponseWriter(w, 1)
		})},
		{"chi's, around Unwrap", wrapped(func(w http.ResponseWriter) http.ResponseWriter {
			return middleware.NewWrapResponseWriter(unwrapper{w}, 1)
		})},
		{"gin's, wrapped", func(srv http.Handler) http.Handler {
			e := gin.New()
			e.GET("/ws/*rest", func(c *gin.Context) { srv.ServeHTTP(unwrapper{c.Writer}, c.Request) })
			return e
		}},
		{"gin's, around Unwrap", func(srv http.Handler) http.Handler { // whose Hijack does not know Unwrap, and panics
			e := gin.New()
			e.GET("/ws/*rest", gin.WrapH(srv))
			return wrapped(func(w http.ResponseWriter) http.ResponseWriter { return unwrapper{w} })(e)
		}},
		{"a Hijack that is not supported", wrapped(func(w http.ResponseWriter) http.ResponseWriter { return unsupported{w} })},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, web, _ := serve(t, test.around)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			exchange(ctx, t, web.URL)
		})
	}
}

// Where the connection cannot be had, the client is told nothing but 500, and the
// log says who is in the way. It is no panic, and takes no place.
func TestBehindMiddlewareThatIsInTheWay(t *testing.T) {
	for _, test := range []struct {
		name   string
		around func(http.Handler) http.Handler
		logged string
	}{
		{"neither Unwrap nor Hijack", wrapped(func(w http.ResponseWriter) http.ResponseWriter { return wall{w} }), "cannot take over the connection of a routers.wall; give it an Unwrap method"},
		{"a Hijack that fails", wrapped(func(w http.ResponseWriter) http.ResponseWriter { return broken{w} }), "on purpose"},
		{"http.TimeoutHandler", func(next http.Handler) http.Handler {
			return http.TimeoutHandler(next, 20*time.Second, "too late")
		}, "cannot take over the connection of a *http.timeoutWriter; give it an Unwrap method"},
		{"gin around a writer that is in the way", func(srv http.Handler) http.Handler {
			e := gin.New()
			e.GET("/ws/*rest", func(c *gin.Context) { srv.ServeHTTP(wall{c.Writer}, c.Request) })
			return e
		}, "cannot take over the connection of a routers.wall; give it an Unwrap method"},
	} {
		t.Run(test.name, func(t *testing.T) {
			srv, web, logged := serve(t, test.around)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, web.URL+"/ws/rooms/a", nil)
			if err != nil {
				t.Fatal(err)
			}
			for name, value := range map[string]string{
				"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
			} {
				req.Header.Set(name, value)
			}
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(resp.Body)
			resp.Body.Close()
			if resp.StatusCode != http.StatusInternalServerError || strings.TrimSpace(string(body)) != http.StatusText(http.StatusInternalServerError) {
				t.Errorf("answered %s: %s", resp.Status, body)
			}
			if err := srv.Shutdown(ctx); err != nil {
				t.Errorf("a place was not given back: %v", err)
			}
			web.Close()
			if text := logged.String(); !strings.Contains(text, test.logged) {
				t.Errorf("logged: %s", text)
			}
			if n := srv.Stats(); n.Refused != 1 || n.Panics != 0 {
				t.Errorf("counted %+v", n)
			}
		})
	}
}

// What is served over HTTP/2 gets an answer that says so, also behind a router
// whose writer is another one then.
func TestHTTP2BehindARouter(t *testing.T) {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, echo, parrot)
	web := httptest.NewUnstartedServer(wrapped(func(w http.ResponseWriter) http.ResponseWriter {
		return middleware.NewWrapResponseWriter(w, 2)
	})(srv))
	web.EnableHTTP2 = true
	web.StartTLS()
	defer web.Close()
	resp, err := web.Client().Get(web.URL + "/ws/rooms/a")
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	if resp.ProtoMajor != 2 || resp.StatusCode != http.StatusNotImplemented || !strings.Contains(string(body), "HTTP/1.1") {
		t.Errorf("over %s: %s, %s", resp.Proto, resp.Status, body)
	}
}
