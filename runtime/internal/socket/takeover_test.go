package socket

import (
	"bufio"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

type (
	// A bottom has the connection.
	bottom struct{ http.ResponseWriter }
	// An unwrapper is middleware that only leads further down.
	unwrapper struct{ http.ResponseWriter }
	// A careless is middleware that expects a Hijack below.
	careless struct{ http.ResponseWriter }
	// An unsupported has a Hijack for the sake of it.
	unsupported struct{ http.ResponseWriter }
	// A begun has answered already.
	begun struct{ http.ResponseWriter }
	// A broken has a Hijack that panics.
	broken struct{ http.ResponseWriter }
)

var errBegun = errors.New("the answer has begun")

func (bottom) Hijack() (net.Conn, *bufio.ReadWriter, error) { return nil, new(bufio.ReadWriter), nil }
func (w unwrapper) Unwrap() http.ResponseWriter             { return w.ResponseWriter }
func (w careless) Unwrap() http.ResponseWriter              { return w.ResponseWriter }
func (w careless) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return w.ResponseWriter.(http.Hijacker).Hijack()
}
func (w unsupported) Unwrap() http.ResponseWriter { return w.ResponseWriter }
func (unsupported) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return nil, nil, http.ErrNotSupported
}
func (w begun) Unwrap() http.ResponseWriter                 { return w.ResponseWriter }
func (begun) Hijack() (net.Conn, *bufio.ReadWriter, error)  { return nil, nil, errBegun }
func (broken) Hijack() (net.Conn, *bufio.ReadWriter, error) { panic("on purpose") }

func TestConnectionIsTakenFromBelowMiddleware(t *testing.T) {
	base := bottom{httptest.NewRecorder()}
	plain := httptest.NewRecorder() // which has no connection
	for _, test := range []struct {
		name    string
		w       http.ResponseWriter
		failure string // or "" when the connection is had
	}{
		{"the server's own", base, ""},
		{"Unwrap", unwrapper{unwrapper{base}}, ""},
		{"Hijack", careless{base}, ""},
		{"Hijack that expects another and finds Unwrap", careless{unwrapper{base}}, ""},
		{"the same twice", careless{unwrapper{careless{unwrapper{base}}}}, ""},
		{"Hijack that is not supported", unsupported{base}, ""},
		{"Hijack of an answer that has begun", begun{base}, "the answer has begun"},
		{"no connection", plain, "cannot take over the connection of a *httptest.ResponseRecorder; give it an Unwrap method: unsupported operation"},
		{"no connection below Unwrap", unwrapper{plain}, "a *httptest.ResponseRecorder; give it an Unwrap method"},
		{"no connection below Hijack", careless{plain}, "missing method Hijack"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, rw, err := takeOver(test.w)
			switch {
			case test.failure == "":
				if err != nil || rw == nil {
					t.Errorf("not taken: %v", err)
				}
			case err == nil || !strings.Contains(err.Error(), test.failure):
				t.Errorf("failed with %v, want %s", err, test.failure)
			}
		})
	}
}

// A panic for another reason is the middleware's own, for whoever handles panics.
func TestPanicOfAHijackIsPassedOn(t *testing.T) {
	defer func() {
		if v := recover(); v != "on purpose" {
			t.Errorf("panicked with %v", v)
		}
	}()
	_, _, _ = takeOver(unwrapper{broken{httptest.NewRecorder()}})
	t.Error("no panic")
}
