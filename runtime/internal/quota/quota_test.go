package quota

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestCounterNeverGoesBeyondItsBound(t *testing.T) {
	var c Counter[string]
	const bound = 3
	var inside [2]atomic.Int32
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			key := []string{"a", "b"}[i%2]
			for range 2000 {
				if !c.Take(key, bound) {
					continue
				}
				if n := inside[i%2].Add(1); n > bound {
					t.Errorf("%d places of %s are taken", n, key)
				}
				inside[i%2].Add(-1)
				c.Release(key)
			}
		})
	}
	wg.Wait()
	if len(c.counts) != 0 {
		t.Errorf("it remembers %v", c.counts)
	}
}
