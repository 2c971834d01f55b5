package runtime_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// kilobyte makes a message of about 1 KiB.
func kilobyte(n int) Heard { return Heard{N: n, Text: strings.Repeat("x", 1000)} }

// settled waits until nothing is queued any more, and checks that the counts
// add up.
func settled(t *testing.T, hub *runtime.Hub[Heard]) runtime.Stats {
	t.Helper()
	var s runtime.Stats
	eventually(t, "sent = delivered + dropped", func() bool {
		s = hub.Stats()
		return s.Sent == s.Delivered+s.Dropped
	})
	return s
}

func TestSlowClientDoesNotDelayOthers(t *testing.T) {
	r := newRig(t, runtime.Options{SendBuffer: 16 << 10, WriteTimeout: 5 * time.Second})
	left := make(chan runtime.CloseInfo, 10)
	hub := runtime.Handle(r.Server, channel("chat"), handler{
		OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
	})
	stalled := r.dialRaw("/ws/chat", "") // never reads
	var healthy []*client
	for range 3 {
		healthy = append(healthy, r.dial(channel("chat")))
	}
	eventually(t, "all are there", func() bool { return hub.Len() == 4 })

	const total = 300 // of 10 KB: more than queue and kernel take for a client that does not read
	text := strings.Repeat("x", 10_000)
	var slowest time.Duration
	for i := range total {
		at := time.Now()
		hub.Broadcast(t.Context(), Heard{N: i, Text: text})
		for _, c := range healthy {
			if got := receive(t, c); got.N != i {
				t.Fatalf("message %d came as number %d", got.N, i)
			}
		}
		slowest = max(slowest, time.Since(at))
	}
	if slowest > 2*time.Second { // the stalled client blocks its own writer for 5 s
		t.Errorf("a message took %v to the healthy clients", slowest)
	}
	select {
	case why := <-left:
		if why.Code != runtime.CloseTooSlow {
			t.Errorf("the stalled client was closed with %v", why)
		}
	case <-time.After(5 * time.Second):
		t.Error("the stalled client was not closed")
	}
	stalled.Close()
	if s := settled(t, hub); s.Delivered < 3*total || s.Dropped == 0 {
		t.Errorf("stats are %+v", s)
	}
}

// TestOverflow stalls a client, sends more than the queue and the kernel take,
// and then reads what is left.
func TestOverflow(t *testing.T) {
	const total = 12_000
	stall := func(t *testing.T, policy runtime.Overflow) (hub *runtime.Hub[Heard], w *raw, errs map[error]int) {
		r := newRig(t, runtime.Options{SendBuffer: 16 << 10, QueueBytes: 64 << 10, WriteTimeout: time.Minute, QueueAge: time.Minute})
		ch := channel("chat")
		ch.Overflow = policy
		conns := make(chan *conn, 1)
		hub = runtime.Handle(r.Server, ch, handler{OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil }})
		w = r.dialRaw("/ws/chat", "")
		c := <-conns
		errs = map[error]int{}
		for i := range total {
			errs[c.Send(t.Context(), kilobyte(i))]++
		}
		return hub, w, errs
	}
	// read returns the numbers of the messages that arrive.
	read := func(t *testing.T, hub *runtime.Hub[Heard], w *raw) (numbers []int) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			for {
				op, payload, err := w.read()
				if err != nil || op == 8 {
					return
				}
				var m Heard
				if err := json.Unmarshal([]byte(payload), &m); err != nil {
					t.Error(err)
				}
				numbers = append(numbers, m.N)
			}
		}()
		settled(t, hub)
		hub.CloseAll(runtime.CloseNormal, "")
		<-done
		return numbers
	}
	increasing := func(t *testing.T, numbers []int) {
		for i := 1; i < len(numbers); i++ {
			if numbers[i] <= numbers[i-1] {
				t.Fatalf("message %d came after %d", numbers[i], numbers[i-1])
			}
		}
	}

	t.Run("close", func(t *testing.T) {
		hub, _, errs := stall(t, runtime.OverflowClose)
		if errs[runtime.ErrSlow] != 1 || errs[runtime.ErrClosed] == 0 || errs[nil]+errs[runtime.ErrSlow]+errs[runtime.ErrClosed] != total {
			t.Errorf("Send returned %v", errs)
		}
		s := settled(t, hub)
		if want := uint64(errs[nil] + errs[runtime.ErrSlow]); s.Sent != want {
			t.Errorf("sent %d, want %d", s.Sent, want)
		}
	})
	t.Run("drop-newest", func(t *testing.T) {
		hub, w, errs := stall(t, runtime.OverflowDropNewest)
		if errs[runtime.ErrDropped] == 0 || errs[nil]+errs[runtime.ErrDropped] != total {
			t.Errorf("Send returned %v", errs)
		}
		numbers := read(t, hub, w)
		s := settled(t, hub)
		if s.Sent != total || s.Delivered != uint64(len(numbers)) || s.Dropped != uint64(errs[runtime.ErrDropped]) {
			t.Errorf("stats are %+v; %d arrived, %d were refused", s, len(numbers), errs[runtime.ErrDropped])
		}
		increasing(t, numbers)
		if numbers[0] != 0 || numbers[len(numbers)-1] == total-1 {
			t.Errorf("the oldest should be kept; got %d to %d", numbers[0], numbers[len(numbers)-1])
		}
	})
	t.Run("drop-oldest", func(t *testing.T) {
		hub, w, errs := stall(t, runtime.OverflowDropOldest)
		if errs[nil] != total {
			t.Errorf("Send returned %v", errs)
		}
		numbers := read(t, hub, w)
		s := settled(t, hub)
		if s.Sent != total || s.Delivered != uint64(len(numbers)) || s.Dropped == 0 {
			t.Errorf("stats are %+v; %d arrived", s, len(numbers))
		}
		increasing(t, numbers)
		if numbers[len(numbers)-1] != total-1 {
			t.Errorf("the newest should be kept; the last is %d", numbers[len(numbers)-1])
		}
	})
}

// TestQueueAge has a client that reads, so that no write ever times out, but
// more slowly than it is sent to.
func TestQueueAge(t *testing.T) {
	r := newRig(t, runtime.Options{
		SendBuffer: 16 << 10, QueueBytes: 1 << 30, QueueAge: 200 * time.Millisecond, WriteTimeout: time.Minute,
	})
	left := make(chan runtime.CloseInfo, 1)
	conns := make(chan *conn, 1)
	hub := runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect:    func(_ context.Context, c *conn) error { conns <- c; return nil },
		OnDisconnect: func(_ context.Context, _ *conn, why runtime.CloseInfo) { left <- why },
	})
	w := r.dialRaw("/ws/chat", "")
	c := <-conns
	for i := range 10_000 {
		if err := c.Send(t.Context(), kilobyte(i)); err != nil {
			break // already too old
		}
	}
	go func() {
		buf := make([]byte, 32<<10)
		for {
			if _, err := w.Conn.Read(buf); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
	select {
	case why := <-left:
		if why.Code != runtime.CloseTooSlow || why.Reason != "client reads too slowly" || !errors.Is(why.Err, runtime.ErrSlow) {
			t.Errorf("closed for %+v", why)
		}
	case <-time.After(10 * time.Second):
		t.Error("the client was not closed")
	}
	settled(t, hub)
}

func TestStaleMessagesAreDroppedAndNeverSent(t *testing.T) {
	for _, policy := range []runtime.Overflow{runtime.OverflowDropOldest, runtime.OverflowDropNewest} {
		t.Run(string(policy), func(t *testing.T) { synctest.Test(t, func(t *testing.T) { staleMessages(t, policy) }) })
	}
}

func staleMessages(t *testing.T, policy runtime.Overflow) {
	srv := wstest.NewServer(t, runtime.Options{QueueBytes: 1 << 30, QueueAge: time.Second, WriteTimeout: time.Minute})
	ch := channel("chat")
	ch.Overflow = policy
	conns := make(chan *conn, 1)
	hub := runtime.Handle(srv.Server, ch, handler{OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil }})
	network, err := srv.DialContext(t.Context(), "", "")
	wstest.Must(t, err)
	w, err := wstest.DialRaw(t.Context(), srv.URL()+"/ws/chat", wstest.RawOptions{Conn: network})
	wstest.Must(t, err)
	defer w.Close()
	c := <-conns
	const total = 10_000
	for i := range total {
		wstest.Must(t, c.Send(t.Context(), kilobyte(i)))
	}
	time.Sleep(2 * time.Second)
	go func() {
		time.Sleep(time.Second)
		c.Send(t.Context(), Heard{Text: "fresh"})
	}()
	arrived := 0
	for {
		_, message, err := w.ReadMessage()
		wstest.Must(t, err)
		arrived++
		if string(message) == `{"text":"fresh"}` {
			break
		}
	}
	s := settled(t, hub)
	if s.Sent != total+1 || s.Delivered != uint64(arrived) || s.Dropped < total*9/10 {
		t.Errorf("stats are %+v; %d arrived", s, arrived)
	}
	if got := srv.Stats(); got != s || srv.Connections().Stats("chat") != s || s.Connections != 1 {
		t.Errorf("the server counts %+v, the hub %+v", got, s)
	}
	if got := srv.Connections().Stats("nothing"); got != (runtime.Stats{}) {
		t.Errorf("a channel that does not exist has %+v", got)
	}
}

func TestMessageLargerThanTheQueueIsSent(t *testing.T) {
	r := newRig(t, runtime.Options{QueueBytes: 1000, MaxMessageSize: 1 << 20})
	runtime.Handle(r.Server, channel("chat"), echo)
	w := r.dialRaw("/ws/chat", "")
	text := strings.Repeat("x", 70_000) // the frame's length takes eight bytes
	w.write(frame(0x81, `{"text":"`+text+`"}`))
	if got := w.text(); len(got) != len(`{"text":""}`)+len(text) {
		t.Errorf("got %d bytes", len(got))
	}
}

func TestConcurrentSendsKeepFramesAndOrderWhole(t *testing.T) {
	const senders, each = 64, 50
	r := newRig(t, runtime.Options{QueueBytes: -1})
	conns := make(chan *conn, 1)
	hub := runtime.Handle(r.Server, channel("chat"), handler{
		OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil },
	})
	client := r.dial(channel("chat"))
	c := <-conns
	var wg sync.WaitGroup
	for from := range senders {
		wg.Go(func() {
			for n := range each {
				if err := c.Send(t.Context(), Heard{From: fmt.Sprint(from), N: n}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	next := map[string]int{}
	for range senders * each {
		m := receive(t, client)
		if m.N != next[m.From] {
			t.Fatalf("sender %s: message %d came as number %d", m.From, m.N, next[m.From])
		}
		next[m.From]++
	}
	wg.Wait()
	if s := settled(t, hub); s.Delivered != senders*each || s.Dropped != 0 {
		t.Errorf("stats are %+v", s)
	}

	client.Close()
	<-c.Context().Done()
	if err := c.Send(t.Context(), Heard{}); !errors.Is(err, runtime.ErrClosed) {
		t.Errorf("Send after the end: %v", err)
	}
}

func TestSlowHandlerSlowsItsOwnClientOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := wstest.NewServer(t, runtime.Options{MessageRate: -1})
		release := make(chan struct{})
		runtime.Handle(srv.Server, channel("chat"), handler{
			OnMessage: func(ctx context.Context, c *conn, m Say) error {
				if m.Text == "wait" {
					<-release
				}
				return c.Send(ctx, Heard{N: m.N})
			},
		})
		connect := func() *client { // which does not ask whether the server is there
			return wstest.Connect(t, srv, channel("chat"), runtime.DialOptions{HeartbeatInterval: -1})
		}
		slow, quick := connect(), connect()
		send(t, slow, Say{Text: "wait", N: 1})
		for i := range 100 {
			send(t, slow, Say{N: i + 2})
			send(t, quick, Say{N: i})
			if got := receive(t, quick); got.N != i {
				t.Fatalf("got %d, want %d", got.N, i)
			}
		}
		time.Sleep(time.Hour) // many heartbeats: a busy handler is not a dead client
		close(release)
		for i := range 101 {
			if got := receive(t, slow); got.N != i+1 {
				t.Fatalf("got %d, want %d", got.N, i+1)
			}
		}
	})
}

func TestSendWaitAfterCloseIsErrClosed(t *testing.T) {
	r := newRig(t, runtime.Options{})
	got := make(chan error, 2)
	runtime.Handle(r.Server, channel("chat"), handler{
		OnMessage: func(ctx context.Context, c *conn, m Say) error {
			c.Close(1000, "bye")
			got <- c.SendWait(ctx, Heard{})
			return nil
		},
		OnDisconnect: func(_ context.Context, c *conn, _ runtime.CloseInfo) { got <- c.SendWait(c.Context(), Heard{}) },
	})
	w := r.dialRaw("/ws/chat", "")
	w.write(frame(0x81, `{"text":"a"}`))
	for range 2 {
		if err := <-got; err != runtime.ErrClosed {
			t.Errorf("got %v", err)
		}
	}
}

// TestSendWait sends more than queue and kernel take to a client that does not
// read, and then lets it read.
func TestSendWait(t *testing.T) {
	for _, policy := range []runtime.Overflow{runtime.OverflowClose, runtime.OverflowDropOldest, runtime.OverflowDropNewest} {
		r := newRig(t, runtime.Options{SendBuffer: 16 << 10, QueueBytes: 64 << 10, WriteTimeout: time.Minute, QueueAge: time.Minute, Overflow: policy})
		conns := make(chan *conn, 1)
		hub := runtime.Handle(r.Server, channel("chat"), handler{OnConnect: func(_ context.Context, c *conn) error { conns <- c; return nil }})
		w := r.dialRaw("/ws/chat", "")
		c := <-conns
		const total = 4000
		sent := make(chan error, 1)
		go func() {
			var err error
			for i := 0; i < total && err == nil; i++ {
				err = c.SendWait(t.Context(), kilobyte(i))
			}
			sent <- err
		}()
		extra := 0 // that found room after all, with the number -1
		eventually(t, "the queue is full", func() bool {
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			err := c.SendWait(ctx, kilobyte(-1))
			if err == nil {
				extra++
			}
			return errors.Is(err, context.DeadlineExceeded)
		})
		for i := 0; i < total; {
			var m Heard
			if err := json.Unmarshal([]byte(w.text()), &m); err != nil {
				t.Fatal(err)
			}
			if m.N < 0 {
				continue
			}
			if m.N != i {
				t.Fatalf("%s: message %d came as number %d", policy, m.N, i)
			}
			i++
		}
		if err := <-sent; err != nil {
			t.Errorf("%s: %v", policy, err)
		}
		if s := settled(t, hub); s.Sent != uint64(total+extra) || s.Dropped != 0 {
			t.Errorf("%s: stats are %+v", policy, s)
		}

		go func() { // fill it again, and close under the sender
			var err error
			for err == nil {
				err = c.SendWait(t.Context(), kilobyte(0))
			}
			sent <- err
		}()
		eventually(t, "the queue is full", func() bool { return hub.Stats().Sent > uint64(total+extra+100) })
		c.Close(runtime.CloseNormal, "")
		if err := <-sent; !errors.Is(err, runtime.ErrClosed) {
			t.Errorf("%s: after Close: %v", policy, err)
		}
	}
}
