package main

import "time"

// delays counts how long messages took, by hundredths of a millisecond. What
// took longer than it can count is in its last place.
type delays struct {
	of    []uint32
	total int
}

const delayStep = 10 * time.Microsecond

func newDelays() *delays { return &delays{of: make([]uint32, 500_000)} }

// note counts the messages in a frame, and returns how many there are.
func (d *delays) note(payload []byte) (messages int) {
	now := time.Now().UnixNano()
	for {
		at, rest, ok := stampOf(payload)
		if !ok {
			d.total += messages
			return messages
		}
		messages++
		if d.of != nil {
			d.of[min(max(0, (now-at)/int64(delayStep)), int64(len(d.of)-1))]++
		}
		payload = rest
	}
}

// quantile returns what a part q of the messages did not exceed, in ms.
func (d *delays) quantile(q float64) float64 {
	left := int(q * float64(d.total))
	for i, n := range d.of {
		if left -= int(n); left < 0 {
			return float64(i) * float64(delayStep) / float64(time.Millisecond)
		}
	}
	return 0
}
