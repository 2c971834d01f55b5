//go:build !race

// The race detector makes stacks larger.

package runtime_test

import (
	goruntime "runtime"
	"testing"

	"github.com/wscontract/wscontract/runtime"
)

// A client that has spoken and is silent then has the smallest stack there is,
// whatever its callbacks needed.
func TestSilentConnectionHasASmallStack(t *testing.T) {
	const n = 200
	r := newRig(t, runtime.Options{HeartbeatInterval: -1})
	hub := runtime.Handle(r.Server, channel("chat"), echo)
	stacks := func() uint64 {
		for range 4 {
			goruntime.GC()
		}
		var m goruntime.MemStats
		goruntime.ReadMemStats(&m)
		return m.StackInuse
	}
	before := stacks()
	for range n {
		w := r.dialRaw("/ws/chat", "")
		for range 3 { // quickly
			w.write(frame(0x81, `{"text":"hello"}`))
			w.text()
		}
		w.write(frame(0x8A, "the answer to a heartbeat"))
	}
	eventually(t, "all are there", func() bool { return hub.Len() == n })
	eventually(t, "a stack of 3 KiB each at most", func() bool { return stacks() <= before+n*3<<10 })
}
