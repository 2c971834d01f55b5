package runtime

import "time"

// A bucket counts how often something happens: it holds burst tokens, and
// gains rate of them per second. The zero bucket is full.
type bucket struct {
	spent float64 // tokens that are missing
	last  time.Duration
}

// take takes a token, and reports whether there was one. A rate of 0 means no
// limit.
func (b *bucket) take(now time.Duration, rate, burst float64) bool {
	if rate <= 0 {
		return true
	}
	b.spent = max(0, b.spent-(now-b.last).Seconds()*rate)
	b.last = now
	if b.spent+1 > burst {
		return false
	}
	b.spent++
	return true
}
