package timer

import (
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// An owner notes when its alarm rang.
type owner struct {
	alarm Alarm[owner]
	rang  []time.Duration
}

func TestAlarmsRingOnceAndInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const tick = 10 * time.Millisecond
		start := time.Now()
		w := New(tick, func(o *owner) { o.rang = append(o.rang, time.Since(start)) })
		delays := []time.Duration{-1, 0, 1, tick - 1, tick, tick + 1, time.Second, slots * tick, slots*tick + 1, 3*slots*tick + 5, time.Minute}
		owners := make([]*owner, len(delays))
		for _, pause := range []time.Duration{0, 3 * time.Millisecond, time.Minute} { // also on a wheel that stood still
			time.Sleep(pause)
			begin := time.Since(start)
			for i, d := range delays {
				owners[i] = new(owner)
				w.Set(&owners[i].alarm, owners[i], d)
			}
			time.Sleep(2 * time.Minute)
			synctest.Wait()
			for i, d := range delays {
				o := owners[i]
				if len(o.rang) != 1 {
					t.Errorf("%v: rang %d times", d, len(o.rang))
				} else if late := o.rang[0] - begin - max(0, d); late < 0 || late > tick {
					t.Errorf("%v: rang %v late", d, late)
				}
			}
			if w.count != 0 {
				t.Errorf("%d alarms are left", w.count)
			}
		}
	})
}

// TestWheelIsLikeTimers sets, moves and stops alarms at random.
func TestWheelIsLikeTimers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const tick = 7 * time.Millisecond
		start := time.Now()
		w := New(tick, func(o *owner) { o.rang = append(o.rang, time.Since(start)) })
		rng := rand.New(rand.NewPCG(1, 2))
		owners := make([]owner, 50)
		want := make([]time.Duration, len(owners)) // 0: not set
		for range 20_000 {
			i := rng.IntN(len(owners))
			now := time.Since(start)
			for j := range owners {
				o := &owners[j]
				switch {
				case len(o.rang) > 1, len(o.rang) == 1 && (want[j] == 0 || o.rang[0] < want[j] || o.rang[0] > want[j]+tick):
					t.Fatalf("alarm %d for %v rang at %v", j, want[j], o.rang)
				case len(o.rang) == 1:
					o.rang, want[j] = nil, 0
				case want[j] != 0 && now > want[j]+tick:
					t.Fatalf("alarm %d for %v has not rung at %v", j, want[j], now)
				}
			}
			if rng.IntN(3) == 0 {
				w.Stop(&owners[i].alarm)
				want[i] = 0
			} else {
				d := time.Duration(rng.Int64N(int64(5 * time.Second)))
				w.Set(&owners[i].alarm, &owners[i], d)
				want[i] = now + d
			}
			time.Sleep(time.Duration(rng.Int64N(int64(40 * time.Millisecond))))
			synctest.Wait()
		}
	})
}

func TestWheelFromManyGoroutines(t *testing.T) {
	var mu sync.Mutex
	rang := 0
	w := New(time.Millisecond, func(*owner) { mu.Lock(); rang++; mu.Unlock() })
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var o owner
			for i := range 1000 {
				w.Set(&o.alarm, &o, time.Duration(i%5)*time.Millisecond)
				if i%3 == 0 {
					w.Stop(&o.alarm)
				}
			}
			w.Set(&o.alarm, &o, 0)
		})
	}
	wg.Wait()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		w.mu.Lock()
		left := w.count
		w.mu.Unlock()
		if left == 0 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%d alarms are left", left)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if rang < 8 {
		t.Errorf("%d alarms rang, of at least 8", rang)
	}
}
