package code

import (
	"cmp"
	"runtime"
	"sync"
)

// Each calls do for every item, for as many at a time as there are processors. It
// returns the results in the order of the items, and the error of the first item
// that has one.
func Each[T, R any](items []T, do func(T) (R, error)) ([]R, error) {
	results := make([]R, len(items))
	errs := make([]error, len(items))
	var wg sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, item := range items {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			results[i], errs[i] = do(item)
		})
	}
	wg.Wait()
	return results, cmp.Or(errs...)
}
