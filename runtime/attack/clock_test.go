package attack_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// A seat is a client of a server whose clock a test moves, with the limits that
// users have.
type seat struct {
	*wstest.Raw
	site  *site
	fault wstest.Fault
	start time.Time
	left  chan runtime.CloseInfo
}

// atTheClock runs a test in a bubble where time passes when everybody waits.
func atTheClock(t *testing.T, opts runtime.Options, test func(*testing.T, *seat)) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, opts, inMemory)
		x := &seat{site: s, left: make(chan runtime.CloseInfo, 1)}
		s.serve(handler{
			OnMessage:    echo.OnMessage,
			OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { x.left <- why },
		})
		c, err := s.network.DialContext(t.Context(), "tcp", "")
		if err != nil {
			t.Fatal(err)
		}
		if x.Raw, err = s.dial(wstest.RawOptions{Conn: x.fault.Conn(c), Timeout: 1000 * time.Hour}); err != nil {
			t.Fatal(err)
		}
		x.start = time.Now()
		test(t, x)
		_ = x.Close()
		time.Sleep(time.Minute) // whoever still sends has noticed
	})
}

// cutWithin waits for the server to end the connection.
func (x *seat) cutWithin(t *testing.T, code runtime.CloseCode, from, to time.Duration) {
	t.Helper()
	why := <-x.left
	if took := time.Since(x.start); why.Code != code || took < from || took > to {
		t.Errorf("%v after %v; want %v after %v to %v", why, took, code, from, to)
	}
}

// answerPings lives on until the network ends, and reports each ping.
func (x *seat) answerPings(pinged func()) {
	for {
		f, err := x.ReadFrame()
		if err != nil {
			return
		}
		if f.Opcode == wstest.Ping {
			pinged()
			_ = x.Send(wstest.Frame{Opcode: wstest.Pong, Payload: f.Payload})
		}
	}
}

// TestL8HalfOpenPeers has a client that is gone without a word: its cable is pulled,
// or its process is stopped. A ping every 30 s, 10 s for the answer, and a second for
// the clock's grain.
func TestL8HalfOpenPeers(t *testing.T) {
	for name, fail := range map[string]func(*seat){
		"the cable is pulled":    func(x *seat) { x.fault.Cut() },
		"the process is stopped": func(x *seat) { x.fault.Stall() },
		"it never reads":         func(*seat) {},
	} {
		t.Run(name, func(t *testing.T) {
			atTheClock(t, runtime.Options{}, func(t *testing.T, x *seat) {
				fail(x)
				x.cutWithin(t, runtime.CloseTooSlow, 24*time.Second, 42*time.Second)
			})
		})
	}
}

// TestL9UnsolicitedPongs has a client that sends pongs all the time, with what it has
// made up or with a ping's payload of before, and answers no ping.
func TestL9UnsolicitedPongs(t *testing.T) {
	atTheClock(t, runtime.Options{}, func(t *testing.T, x *seat) {
		go func() {
			for x.Send(wstest.Frame{Opcode: wstest.Pong, Payload: []byte("still here")}) == nil {
				time.Sleep(time.Second)
			}
		}()
		x.cutWithin(t, runtime.CloseTooSlow, 24*time.Second, 42*time.Second)
	})
	t.Run("the answer to an earlier ping", func(t *testing.T) {
		atTheClock(t, runtime.Options{}, func(t *testing.T, x *seat) {
			go func() {
				var first []byte
				for {
					f, err := x.ReadFrame()
					if err != nil {
						return
					}
					if first == nil && f.Opcode == wstest.Ping {
						first = f.Payload
					}
					_ = x.Send(wstest.Frame{Opcode: wstest.Pong, Payload: first})
				}
			}()
			x.cutWithin(t, runtime.CloseTooSlow, 50*time.Second, 75*time.Second)
		})
	})
}

// TestL10Trickle sends a byte of a frame every 10 s, which keeps any deadline for a
// single read; and a byte of a message's fragments. A message has 30 s.
func TestL10Trickle(t *testing.T) {
	frame := text(`{"type":"say","text":"` + string(make([]byte, 100)) + `"}`).Append(nil)
	fragments := wstest.Frame{Opcode: wstest.Text, More: true}.Append(nil)
	for range 50 {
		fragments = wstest.Frame{Opcode: wstest.Continuation, More: true, Payload: []byte("x")}.Append(fragments)
	}
	for name, bytes := range map[string][]byte{"a frame": frame, "fragments": fragments} {
		t.Run(name, func(t *testing.T) {
			atTheClock(t, runtime.Options{}, func(t *testing.T, x *seat) {
				_, _ = x.Write(bytes[:8]) // a message has begun
				go func() {
					for _, b := range bytes[8:] {
						time.Sleep(10 * time.Second)
						if _, err := x.Write([]byte{b}); err != nil {
							return
						}
					}
				}()
				x.cutWithin(t, runtime.CloseTooSlow, 25*time.Second, 42*time.Second)
			})
		})
	}
	// A header that never ends is no message yet: the heartbeat finds it.
	t.Run("a header", func(t *testing.T) {
		atTheClock(t, runtime.Options{}, func(t *testing.T, x *seat) {
			_, _ = x.Write(frame[:1])
			x.cutWithin(t, runtime.CloseTooSlow, 24*time.Second, 42*time.Second)
		})
	})
}

// TestL11Clock lets a day pass, or some hours of it, for a client that answers pings. It is asked every
// 30 s and never cut; when it falls silent it is, in the time of one ping.
func TestL11Clock(t *testing.T) {
	atTheClock(t, runtime.Options{}, func(t *testing.T, x *seat) {
		day := time.Duration(size(24, 3)) * time.Hour
		pings, silent := 0, make(chan struct{})
		go func() {
			x.answerPings(func() { pings++ })
			close(silent)
		}()
		time.Sleep(day)
		synctest.Wait()
		if want := int(day / (30 * time.Second)); pings < want*9/10 || pings > want*11/10 {
			t.Errorf("%d pings in a day, want about %d", pings, want)
		}
		select {
		case why := <-x.left:
			t.Fatalf("a client that answers was closed: %v", why)
		default:
		}
		x.start = time.Now()
		x.fault.Stall()
		x.cutWithin(t, runtime.CloseTooSlow, 0, 75*time.Second)
		_ = x.Close()
		<-silent
	})
}

// TestL11SlowAuthentication has the hook wait for longer than a handshake may take.
func TestL11SlowAuthentication(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, runtime.Options{Authenticate: func(r *http.Request) (any, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}}, inMemory)
		s.serve(echo)
		start := time.Now()
		_, err := s.dial(wstest.RawOptions{Timeout: time.Minute})
		refused, ok := errors.AsType[*wstest.HandshakeError](err)
		if took := time.Since(start); !ok || refused.Response.StatusCode != http.StatusServiceUnavailable || took != 10*time.Second {
			t.Errorf("%v after %v; want 503 after 10 s", err, took)
		}
	})
}
