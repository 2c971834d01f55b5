package runtime_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wscontract/wscontract/runtime"
)

func TestShutdownInBatches(t *testing.T) {
	for _, test := range []struct {
		name  string
		drain runtime.Drain
		time  time.Duration // that Shutdown has
		least time.Duration // that it takes
	}{
		{"small", runtime.Drain{Every: time.Hour}, 0, 0},
		{"all", runtime.Drain{Batch: -1, Every: time.Hour}, 0, 0},
		{"slowly", runtime.Drain{Batch: 10, Every: 100 * time.Millisecond}, 0, 150 * time.Millisecond},
		{"in the time there is", runtime.Drain{Batch: 1, Every: time.Hour}, 4 * time.Second, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, runtime.Options{Drain: test.drain})
			hub := runtime.Handle(r.Server, channel("chat"), echo)
			const total = 40
			var clients []*client
			for range total {
				clients = append(clients, r.dial(channel("chat")))
			}
			eventually(t, "all are there", func() bool { return hub.Len() == total })
			ctx := t.Context()
			if test.time > 0 {
				timed, cancel := context.WithTimeout(ctx, test.time)
				defer cancel()
				ctx = timed
			}
			var told atomic.Int32
			var wg sync.WaitGroup
			for _, c := range clients {
				wg.Go(func() {
					closedWith(t, c, runtime.CloseGoingAway)
					told.Add(1)
				})
			}
			at := time.Now()
			ends := make(chan error, 2)
			for range cap(ends) {
				go func() { ends <- r.Shutdown(ctx) }()
			}
			for range cap(ends) {
				if err := <-ends; err != nil {
					t.Error(err)
				}
			}
			if d := time.Since(at); d < test.least {
				t.Errorf("it took %v", d)
			}
			wg.Wait()
			if n := told.Load(); n != total {
				t.Errorf("%d of %d were told", n, total)
			}
		})
	}
}

func TestShutdownOfAnIdleServerNeedsNoTime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 20 {
		if err := runtime.NewServer(runtime.Options{}).Shutdown(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

func TestThoseWhoWaitForTheirTurnAreServed(t *testing.T) {
	r := newRig(t, runtime.Options{Drain: runtime.Drain{Batch: 1, Every: time.Minute}})
	hub := runtime.Handle(r.Server, channel("chat"), echo)
	a, b, c := r.dial(channel("chat")), r.dial(channel("chat")), r.dial(channel("chat"))
	eventually(t, "all are there", func() bool { return hub.Len() == 3 })
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan error)
	go func() { end <- r.Shutdown(ctx) }()
	eventually(t, "one is told", func() bool { return hub.Len() == 2 })
	served := 0
	for _, c := range []*client{a, b, c} {
		if c.Send(t.Context(), Say{Text: "still there?"}) == nil {
			if m, err := receiveErr(t, c); err == nil && m.Text == "still there?" {
				served++
			}
		}
	}
	if served != 2 {
		t.Errorf("%d are served, want 2", served)
	}
	cancel()
	if err := <-end; err != context.Canceled {
		t.Errorf("Shutdown: %v", err)
	}
}
