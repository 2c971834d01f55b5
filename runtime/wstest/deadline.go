package wstest

import (
	"sync"
	"time"
)

// A deadline ends the waiting on a condition. Its methods are called with the
// condition's lock held.
type deadline struct {
	at    time.Time
	timer *time.Timer
}

// set moves the deadline; the zero time is none. Whoever waits looks again when
// it comes.
func (d *deadline) set(t time.Time, cond *sync.Cond) {
	d.stop()
	d.at = t
	if !t.IsZero() {
		d.timer = time.AfterFunc(time.Until(t), func() {
			cond.L.Lock()
			defer cond.L.Unlock()
			cond.Broadcast()
		})
	}
	cond.Broadcast()
}

func (d *deadline) stop() {
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
}

func (d *deadline) expired() bool { return !d.at.IsZero() && !time.Now().Before(d.at) }
