// Package timer is a timing wheel: one timer of the Go runtime for any number of
// alarms that need no precision, such as the heartbeats of connections.
//
// An [Alarm] is a field of its owner, so that setting one allocates nothing. It
// rings once, up to one tick late and never early.
package timer

import (
	"sync"
	"time"
)

// slots is how many ticks the wheel is round. Alarms that are further away are
// met, and passed over, once in each turn.
const slots = 256

// A Wheel rings the alarms of owners of type T. It costs nothing while none is
// set, and needs no end.
type Wheel[T any] struct {
	tick time.Duration
	ring func(*T)

	mu    sync.Mutex
	base  time.Time // tick 0
	now   int64     // the tick that was last seen to
	count int       // alarms that are set
	timer *time.Timer
	slots [slots]*Alarm[T] // the first of each list
}

// An Alarm is set on a [Wheel]. The zero Alarm is not set. It must not be
// copied while it is.
type Alarm[T any] struct {
	owner      *T    // nil: not set
	due        int64 // tick
	next, prev *Alarm[T]
}

// New returns a wheel. Ring is called for the owner of each alarm that is due,
// one after the other and without a lock, and must not wait.
func New[T any](tick time.Duration, ring func(*T)) *Wheel[T] {
	return &Wheel[T]{tick: tick, ring: ring, base: time.Now()}
}

// Set makes the alarm ring after d, and not when it was to ring before.
func (w *Wheel[T]) Set(a *Alarm[T], owner *T, d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.remove(a)
	since := time.Since(w.base)
	if w.count == 0 { // nobody has turned the wheel since it was empty
		w.now = int64(since / w.tick)
	}
	a.owner = owner
	a.due = max(w.now, int64((since+max(0, d)+w.tick-1)/w.tick)-1) + 1
	w.count++
	head := &w.slots[a.due%slots]
	if a.next = *head; a.next != nil {
		a.next.prev = a
	}
	*head = a
	switch {
	case w.timer == nil:
		w.timer = time.AfterFunc(w.tick, w.turn)
	case w.count == 1:
		w.timer.Reset(w.tick)
	}
}

// Stop keeps the alarm from ringing, unless it is about to.
func (w *Wheel[T]) Stop(a *Alarm[T]) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.remove(a)
	if w.count == 0 && w.timer != nil {
		w.timer.Stop()
	}
}

// remove does nothing to an alarm that is not set.
func (w *Wheel[T]) remove(a *Alarm[T]) {
	if a.owner == nil {
		return
	}
	if a.prev == nil {
		w.slots[a.due%slots] = a.next
	} else {
		a.prev.next = a.next
	}
	if a.next != nil {
		a.next.prev = a.prev
	}
	*a = Alarm[T]{}
	w.count--
}

// turn rings what is due, and sees to it that it is called again.
func (w *Wheel[T]) turn() {
	for _, owner := range w.collect() {
		w.ring(owner)
	}
}

func (w *Wheel[T]) collect() (due []*T) {
	w.mu.Lock()
	defer w.mu.Unlock()
	since := time.Since(w.base)
	target := int64(since / w.tick)
	from := max(w.now, target-slots) // after a long sleep, one turn meets all
	w.now = target
	for tick := from + 1; tick <= target; tick++ {
		for a := w.slots[tick%slots]; a != nil; {
			next := a.next
			if a.due <= target {
				due = append(due, a.owner)
				w.remove(a)
			}
			a = next
		}
	}
	if w.count > 0 {
		w.timer.Reset(time.Duration(target+1)*w.tick - since)
	}
	return due
}
