package runtime_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

func TestClientThatLeavesIsNoticedDuringACallback(t *testing.T) {
	ended := make(chan error, 1)
	wait := func(ctx context.Context) error {
		select {
		case <-ctx.Done():
			ended <- context.Cause(ctx)
		case <-time.After(10 * time.Second):
			ended <- nil
		}
		return nil
	}
	for name, h := range map[string]handler{
		"OnConnect": {OnConnect: func(ctx context.Context, _ *conn) error { return wait(ctx) }},
		"OnMessage": {OnMessage: func(ctx context.Context, _ *conn, _ Say) error { return wait(ctx) }},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, runtime.Options{})
			runtime.Handle(r.Server, channel("chat"), h)
			w := r.dialRaw("/ws/chat", "")
			if h.OnMessage != nil {
				w.write(frame(0x81, `{"text":"x"}`))
			}
			time.Sleep(10 * time.Millisecond)
			w.Close()
			if err, ok := (<-ended).(*runtime.CloseError); !ok || err.Code != runtime.CloseAbnormal {
				t.Errorf("the context ended with %v", err)
			}
		})
	}
}

// TestLongCallbacksKeepTheOrder has callbacks that are long enough for somebody
// else to go on reading, among short ones.
func TestLongCallbacksKeepTheOrder(t *testing.T) {
	m := new(meter)
	r := newRig(t, runtime.Options{Metrics: m, HeartbeatInterval: 50 * time.Millisecond, HeartbeatTimeout: 5 * time.Second})
	var inside atomic.Int32
	var got []int // no lock: the callbacks of one connection follow one another
	left := make(chan []int, 1)
	runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect: func(context.Context, *conn) error {
			time.Sleep(300 * time.Millisecond)
			return nil
		},
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			if inside.Add(1) != 1 {
				t.Error("two messages at once")
			}
			defer inside.Add(-1)
			if m.N%20 == 0 {
				time.Sleep(300 * time.Millisecond)
			}
			got = append(got, m.N)
			return nil
		},
		OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { left <- got },
	})
	c := r.dial(channel("chat"))
	var want []int
	for i := range 100 {
		send(t, c, Say{N: i})
		want = append(want, i)
	}
	send(t, c, Say{N: 101}) // is surely handled when Close is read
	c.Close()
	if got := <-left; !slices.Equal(got, append(want, 101)) {
		t.Errorf("got %v", got)
	}
}

func TestPingIsAnsweredDuringALongCallback(t *testing.T) {
	r := newRig(t, runtime.Options{})
	release := make(chan struct{})
	runtime.Handle(r.Server, channel("chat"), handler{OnMessage: func(context.Context, *conn, Say) error {
		<-release
		return nil
	}})
	w := r.dialRaw("/ws/chat", "")
	w.write(frame(0x81, `{"text":"x"}`), frame(0x89, "there?"))
	if op, payload, err := w.read(); op != 0xA || payload != "there?" {
		t.Errorf("opcode %d, %q, %v", op, payload, err)
	}
	close(release)
}

func TestOneMessageIsReadAhead(t *testing.T) {
	r := newRig(t, runtime.Options{})
	entered, release := make(chan int), make(chan struct{})
	runtime.Handle(r.Server, channel("chat"), handler{OnMessage: func(_ context.Context, _ *conn, m Say) error {
		entered <- m.N
		<-release
		return nil
	}})
	w := r.dialRaw("/ws/chat", "")
	w.write(frame(0x81, `{"text":"x","n":1}`))
	<-entered
	time.Sleep(600 * time.Millisecond) // somebody else reads by now
	w.write(frame(0x81, `{"text":"x","n":2}`), frame(0x89, "behind a message that waits"))
	pong := make(chan struct{})
	go func() {
		w.read()
		close(pong)
	}()
	select {
	case <-pong:
		t.Error("more than one message was read ahead")
	case <-time.After(100 * time.Millisecond):
	}
	release <- struct{}{}
	if n := <-entered; n != 2 {
		t.Errorf("message %d came second", n)
	}
	release <- struct{}{}
	<-pong
}

func TestConcurrency(t *testing.T) {
	r := newRig(t, runtime.Options{MessageRate: -1})
	const places, total = 4, 200
	var inside, most, handled atomic.Int32
	connected := make(chan struct{})
	left := make(chan int32, 1)
	runtime.Handle(r.Server, channel("chat"), handler{
		Concurrency: places,
		OnConnect: func(context.Context, *conn) error {
			time.Sleep(20 * time.Millisecond) // messages wait
			close(connected)
			return nil
		},
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			select {
			case <-connected:
			default:
				t.Error("a message came before OnConnect had returned")
			}
			n := inside.Add(1)
			defer inside.Add(-1)
			for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
			}
			time.Sleep(time.Millisecond)
			handled.Add(1)
			return c.Send(ctx, Heard{Text: m.Text, N: m.N})
		},
		OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) {
			if n := inside.Load(); n != 0 {
				t.Errorf("OnDisconnect runs beside %d messages", n)
			}
			left <- handled.Load()
		},
	})
	c := r.dial(channel("chat"))
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range total {
			if err := c.Send(t.Context(), Say{Text: fmt.Sprint(i), N: i}); err != nil {
				t.Error(err)
			}
		}
	})
	seen := map[int]bool{}
	for range total {
		m := receive(t, c)
		if m.Text != fmt.Sprint(m.N) || seen[m.N] {
			t.Errorf("got %+v", m)
		}
		seen[m.N] = true
	}
	wg.Wait()
	if n := most.Load(); n != places {
		t.Errorf("at most %d at once, want %d", n, places)
	}
	c.Close()
	if n := <-left; n != total {
		t.Errorf("OnDisconnect came after %d of %d", n, total)
	}
}

// TestConcurrencyWaitsForOnConnect has an OnConnect that is long enough for
// somebody else to read meanwhile.
func TestConcurrencyWaitsForOnConnect(t *testing.T) {
	r := newRig(t, runtime.Options{})
	release, handled := make(chan struct{}), make(chan int, 3)
	var connected atomic.Bool
	runtime.Handle(r.Server, channel("chat"), handler{
		Concurrency: 4,
		OnConnect: func(context.Context, *conn) error {
			<-release
			connected.Store(true)
			return nil
		},
		OnMessage: func(_ context.Context, _ *conn, m Say) error {
			if !connected.Load() {
				t.Error("a message came before OnConnect had returned")
			}
			handled <- m.N
			return nil
		},
	})
	w := r.dialRaw("/ws/chat", "")
	w.write(frame(0x89, "there?"))
	if op, payload, err := w.read(); op != 0xA || payload != "there?" { // so somebody else reads
		t.Fatalf("opcode %d, %q, %v", op, payload, err)
	}
	w.write(frame(0x81, `{"text":"x","n":1}`), frame(0x81, `{"text":"x","n":2}`))
	select {
	case n := <-handled:
		close(release)
		t.Fatalf("message %d was handled during OnConnect", n)
	case <-time.After(100 * time.Millisecond):
	}
	close(release)
	if sum := <-handled + <-handled; sum != 3 {
		t.Errorf("the messages that were handled add up to %d", sum)
	}
	w.write(frame(0x81, `{"text":"x","n":3}`)) // there is one reader
	if n := <-handled; n != 3 {
		t.Errorf("then came message %d", n)
	}
}

func TestConcurrentHandlersFinishAtTheEnd(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *rig, *client){
		"client":   func(_ *testing.T, _ *rig, c *client) { c.Close() },
		"CloseAll": func(_ *testing.T, r *rig, _ *client) { r.Connections().CloseAll(4000, "") },
		"panic": func(t *testing.T, _ *rig, c *client) {
			send(t, c, Say{Text: "panic"})
		},
		"Shutdown": func(t *testing.T, r *rig, _ *client) { go r.Shutdown(context.WithoutCancel(t.Context())) },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, runtime.Options{})
			var inside atomic.Int32
			release := make(chan struct{})
			left := make(chan int32, 1)
			runtime.Handle(r.Server, channel("chat"), handler{
				Concurrency: 3,
				OnMessage: func(_ context.Context, _ *conn, m Say) error {
					if m.Text == "panic" {
						panic("on purpose")
					}
					inside.Add(1)
					<-release
					inside.Add(-1)
					return nil
				},
				OnDisconnect: func(context.Context, *conn, runtime.CloseInfo) { left <- inside.Load() },
			})
			c := r.dial(channel("chat"))
			send(t, c, Say{Text: "a"})
			send(t, c, Say{Text: "b"})
			eventually(t, "both run", func() bool { return inside.Load() == 2 })
			end(t, r, c)
			select {
			case <-left:
				t.Error("OnDisconnect did not wait")
			case <-time.After(50 * time.Millisecond):
			}
			close(release)
			if n := <-left; n != 0 {
				t.Errorf("OnDisconnect runs beside %d messages", n)
			}
		})
	}
}
