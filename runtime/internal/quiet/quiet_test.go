package quiet

import (
	"testing"
	"time"
)

func TestLimiterCountsWhatItHolds(t *testing.T) {
	var l Limiter
	start := time.Now()
	for i, test := range []struct {
		kind string
		at   time.Duration
		ok   bool
		held int
	}{
		{"a", 0, true, 0}, {"a", 0, true, 0}, {"a", 1, false, 0}, {"a", 59 * time.Second, false, 0},
		{"b", 1, true, 0},
		{"a", time.Minute, true, 2}, {"a", time.Minute, true, 0}, {"a", time.Minute, false, 0},
		{"a", 10 * time.Minute, true, 1},
		{"b", 10 * time.Minute, true, 0}, {"b", 10 * time.Minute, true, 0}, {"b", 10 * time.Minute, false, 0},
	} {
		if held, ok := l.Pass(test.kind, 2, start.Add(test.at)); ok != test.ok || held != test.held {
			t.Errorf("line %d: %v, %d; want %v, %d", i, ok, held, test.ok, test.held)
		}
	}
}
