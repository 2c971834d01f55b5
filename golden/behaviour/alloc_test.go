package behaviour

import (
	"maps"
	"slices"
	"testing"
)

// allocates lists the goldens in which checking a message may take memory, and
// why.
var allocates = map[string]string{}

func TestValidatingTakesNoMemory(t *testing.T) {
	took := map[string]bool{}
	eachMessage(t, func(t *testing.T, e *endpoint, m message) {
		if m.want != nil || e.direction == handshake {
			return
		}
		n := testing.AllocsPerRun(10, func() { _ = e.validator(m.data) })
		if n == 0 {
			return
		}
		took[e.golden] = true
		if allocates[e.golden] == "" {
			t.Errorf("%s: validating takes memory %v times", m.line, n)
		}
	})
	for _, name := range slices.Sorted(maps.Keys(allocates)) {
		if !took[name] {
			t.Errorf("validating takes no memory in %s; remove it from the list", name)
		}
	}
}
