package wstest

import (
	"context"
	"fmt"
	"runtime/pprof"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// ours begins the name of every function of the runtime.
const ours = "github.com/wscontract/wscontract/runtime."

// leakLabel is the label by which the goroutines of a test are known.
const leakLabel = "wstest.NoLeaks"

// leakTests counts the tests that look for leaks.
var leakTests atomic.Uint64

// NoLeaks fails the test when goroutines of the runtime are left at its end,
// and shows where they stand: of a client that nobody has closed, a server that
// was not shut down, a callback that does not return. Call it first, since what
// was registered with Cleanup before runs after the check.
//
// Goroutines count that the test has started, itself or through others, and that
// are in a function of the runtime. Those of other tests do not, nor do those of
// a server that all tests share. They have some seconds to end.
func NoLeaks(t testing.TB) {
	t.Helper()
	// Goroutines inherit the labels of the one that starts them.
	id := fmt.Sprint(leakTests.Add(1))
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), pprof.Labels(leakLabel, id)))
	t.Cleanup(func() {
		t.Helper()
		var left []string
		for wait := time.Millisecond; wait < 4*time.Second; wait *= 2 {
			if left = leaks(id); len(left) == 0 {
				return
			}
			time.Sleep(wait)
		}
		t.Errorf("wstest: left at the end of the test:\n\n%s", strings.Join(left, "\n\n"))
	})
}

// leaks returns the stacks of the goroutines with a label that are in a function
// of the runtime.
func leaks(id string) (stacks []string) {
	label := fmt.Sprintf("%q:%q", leakLabel, id)
	var text strings.Builder
	if err := pprof.Lookup("goroutine").WriteTo(&text, 1); err != nil {
		return []string{err.Error()}
	}
	// Each paragraph is "1 @ 0x…", "# labels: {…}", and a line for each function.
	for stack := range strings.SplitSeq(text.String(), "\n\n") {
		head, rest, labelled := strings.Cut(stack, "# labels: ")
		labels, frames, _ := strings.Cut(rest, "\n")
		// One that has not run yet has no frames, and may become one of ours.
		if labelled && strings.Contains(labels, label) && (frames == "" || strings.Contains(frames, ours)) {
			number, _, _ := strings.Cut(head[strings.LastIndex(head, "\n")+1:], " @ ")
			stacks = append(stacks, number+" in\n"+frames)
		}
	}
	return stacks
}
