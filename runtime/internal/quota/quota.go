// Package quota bounds how many there are of something, by a key.
package quota

import "sync"

// A Counter bounds how many there are for each key. It keeps nothing for a key
// of which there are none. The zero Counter is ready.
type Counter[K comparable] struct {
	mu     sync.Mutex
	counts map[K]int
}

// Take takes one place of a key, unless bound are taken, and reports whether it
// did.
func (c *Counter[K]) Take(key K, bound int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.counts[key] >= bound {
		return false
	}
	if c.counts == nil {
		c.counts = map[K]int{}
	}
	c.counts[key]++
	return true
}

// Release gives back a place that was taken.
func (c *Counter[K]) Release(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.counts[key]--; c.counts[key] <= 0 {
		delete(c.counts, key)
	}
}
