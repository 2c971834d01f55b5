package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestRedeclared: go/types reports where a name is declared first as an error of
// its own, which is a place and no mistake.
func TestRedeclared(t *testing.T) {
	_, diags := Extract(program(t, `
-- a.go --
package m

//ws:channel
type Chat struct {
	ClientToServer Say
}

type Say struct{ Text string }
-- b.go --
package m

type Say struct{ Text int }

func (Say) Text() {}
`))
	var got []string
	for _, d := range diags {
		line := fmt.Sprintf("%s:%d: %s", d.Pos.File, d.Pos.Line, d.Message)
		for _, r := range d.Related {
			line += fmt.Sprintf(" (%s:%d: %s)", r.Pos.File, r.Pos.Line, r.Message)
		}
		got = append(got, line)
	}
	want := []string{
		"b.go:3: Say redeclared in this block, in Say, which channel Chat needs (a.go:8: the other declaration)",
		"b.go:5: field and method with the same name Text, in Say, which channel Chat needs (a.go:8: the other declaration)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the mistakes are\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
