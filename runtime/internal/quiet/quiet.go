// Package quiet keeps what others can cause at will from filling a log.
package quiet

import (
	"sync"
	"time"
)

// A Limiter lets so many lines of a kind pass in a minute, and counts the rest.
// The zero Limiter is ready. Kinds must be few: it keeps each.
type Limiter struct {
	mu    sync.Mutex
	kinds map[string]*window
}

// A window is the minute that began with the first line that passed in it.
type window struct {
	since  time.Time
	passed int
	held   int
}

// Pass reports whether a line of a kind may pass, of which at most perMinute do.
// Held is how many did not since the last one that did.
func (l *Limiter) Pass(kind string, perMinute int, now time.Time) (held int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := l.kinds[kind]
	if w == nil {
		if l.kinds == nil {
			l.kinds = map[string]*window{}
		}
		w = &window{since: now}
		l.kinds[kind] = w
	}
	if now.Sub(w.since) >= time.Minute {
		w.since, w.passed = now, 0
	}
	if w.passed >= perMinute {
		w.held++
		return 0, false
	}
	w.passed++
	held, w.held = w.held, 0
	return held, true
}
