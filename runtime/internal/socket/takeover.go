package socket

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
)

// takeOver takes the network connection from the HTTP server, from below any
// middleware that has put a writer of its own around that of the server: each has
// a method Hijack, or a method Unwrap that leads further down.
//
// [http.ResponseController] gives up at the first Hijack. But that of gin's
// writer, for one, does not look for the next one as it should: it panics when
// the writer below has only Unwrap. So the way leads on below a Hijack that is
// not supported. One that fails for another reason, such as that an answer has
// begun, is the end.
func takeOver(w http.ResponseWriter) (net.Conn, *bufio.ReadWriter, error) {
	err := errors.ErrUnsupported
	for below := w; ; {
		if h, ok := below.(http.Hijacker); ok {
			c, rw, failed := hijack(h)
			if failed == nil || !errors.Is(failed, errors.ErrUnsupported) {
				return c, rw, failed
			}
			err = failed
		}
		u, ok := below.(interface{ Unwrap() http.ResponseWriter })
		if !ok {
			return nil, nil, fmt.Errorf("cannot take over the connection of a %T; give it an Unwrap method: %w", below, err)
		}
		below = u.Unwrap()
	}
}

// hijack calls Hijack. That a writer is not what the method takes it for, is an
// error that says unsupported.
func hijack(h http.Hijacker) (c net.Conn, rw *bufio.ReadWriter, err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case *runtime.TypeAssertionError:
			err = fmt.Errorf("%w by what is below a %T: %w", errors.ErrUnsupported, h, v)
		default:
			panic(v)
		}
	}()
	return h.Hijack()
}
