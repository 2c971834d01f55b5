package runtime_test

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// hearty returns a client of a server that is not curious, through a network
// that can be cut.
func hearty(t *testing.T, h handler, opts runtime.DialOptions) (*client, *wstest.Server, *wstest.Fault) {
	t.Helper()
	srv := wstest.NewServer(t, runtime.Options{HeartbeatInterval: -1})
	runtime.Handle(srv.Server, channel("chat"), h)
	fault := new(wstest.Fault)
	opts.NetDial = fault.Dial(srv.DialContext)
	return wstest.Connect(t, srv, channel("chat"), opts), srv, fault
}

func TestClientNoticesThatTheServerIsGone(t *testing.T) {
	for _, test := range []struct {
		name              string
		interval, timeout time.Duration
		within            time.Duration // 0: never
	}{
		{"by default", 0, 0, 40 * time.Second},
		{"often", 5 * time.Second, time.Second, 6 * time.Second},
		{"with a timeout longer than the interval", time.Second, time.Minute, 61 * time.Second},
		{"not at all", -1, time.Second, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, srv, fault := hearty(t, handler{}, runtime.DialOptions{HeartbeatInterval: test.interval, HeartbeatTimeout: test.timeout})
				time.Sleep(time.Hour)
				if n := srv.Connections().Len(); n != 1 {
					t.Fatalf("after a quiet hour there are %d connections", n)
				}
				fault.Cut()
				cut := time.Now()
				ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
				defer cancel()
				_, err := c.Receive(ctx)
				if test.within == 0 {
					if !errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("without a heartbeat: %v", err)
					}
					return
				}
				closed, ok := errors.AsType[*runtime.CloseError](err)
				if !ok || closed.Code != runtime.CloseAbnormal || closed.Reason != "the server did not answer a ping" || closed.Reconnect() != runtime.ReconnectBackoff {
					t.Errorf("Receive: %v", err)
				}
				if after := time.Since(cut); after > test.within {
					t.Errorf("noticed after %v, want at most %v", after, test.within)
				}
			})
		})
	}
}

// A server that sends all the time is not asked whether it is there.
func TestHeartbeatOnlyBreaksSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, srv, fault := hearty(t, handler{OnConnect: func(ctx context.Context, c *conn) error {
			go func() {
				for tick := time.NewTicker(5 * time.Second); ; {
					select {
					case <-tick.C:
						c.Send(ctx, Heard{Text: "tick"})
					case <-ctx.Done():
						return
					}
				}
			}()
			return nil
		}}, runtime.DialOptions{HeartbeatInterval: 8 * time.Second, HeartbeatTimeout: time.Second})
		fault.Delay(2 * time.Second) // in time for no ping
		for range 100 {
			wstest.Receive(t, c)
		}
		if n := srv.Connections().Len(); n != 1 {
			t.Errorf("there are %d connections", n)
		}
	})
}

// While nobody receives nothing is read, and that is not the server's fault.
func TestHeartbeatWaitsForTheReceiver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _, _ := hearty(t, handler{OnConnect: func(ctx context.Context, c *conn) error {
			for i := range 30 { // more than the client reads ahead
				c.Send(ctx, Heard{Text: "x", N: i})
			}
			return nil
		}}, runtime.DialOptions{})
		time.Sleep(time.Hour)
		for i := range 30 {
			if m := wstest.Receive(t, c); m.N != i {
				t.Fatalf("message %d came as number %d", m.N, i)
			}
		}
		time.Sleep(time.Hour)
		wstest.Must(t, c.Send(t.Context(), Say{Text: "still here"}))
	})
}

// answer serves a connection that answers upgrade requests with these headers.
func answer(t *testing.T, headers string) *wstest.Listener {
	l := wstest.Listen()
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { c.Close() })
			go func() {
				r, err := http.ReadRequest(bufio.NewReader(c))
				if err != nil || headers == "" {
					return
				}
				c.Write([]byte("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
					acceptKey(r.Header.Get("Sec-WebSocket-Key")) + "\r\n" + headers + "\r\n"))
			}()
		}
	}()
	return l
}

func TestDialEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		_, err := runtime.Dial(ctx, "http://localhost", channel("chat"), runtime.DialOptions{NetDial: answer(t, "").DialContext, HandshakeTimeout: -1})
		if !errors.Is(err, context.Canceled) || time.Since(began) != time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		began = time.Now()
		_, err = runtime.Dial(t.Context(), "http://localhost", channel("chat"), runtime.DialOptions{NetDial: answer(t, "").DialContext})
		if timeout, ok := errors.AsType[net.Error](err); !ok || !timeout.Timeout() || time.Since(began) != 10*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

// What a client has not offered the server must not agree to (RFC 6455, 4.1):
// with compression, a small message could become a very large one.
func TestDialAgreesToNothingItDidNotOffer(t *testing.T) {
	for headers, want := range map[string]string{
		"X-Else: 1\r\n": "",
		"Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n": "extension that was not offered",
		"Sec-WebSocket-Extensions: x-unknown\r\n": "extension that was not offered",
		"Sec-WebSocket-Protocol: v2\r\n":          "subprotocol that was not offered",
		"Sec-WebSocket-Protocol: v1\r\n":          "",
	} {
		c, err := runtime.Dial(t.Context(), "http://localhost", channel("chat"), runtime.DialOptions{
			NetDial: answer(t, headers).DialContext, Subprotocols: []string{"v1"}, CloseTimeout: time.Millisecond,
		})
		if err == nil {
			c.Close()
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", headers, err, want)
		}
	}
}
