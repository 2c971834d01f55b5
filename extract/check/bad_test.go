package check

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/load"
)

// TestContractIsWhatGenerateRefuses holds the analyzer to extraction, over the packages
// of testdata/bad. What does not compile is left out: go vet does not look at it.
func TestContractIsWhatGenerateRefuses(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := os.ReadDir(filepath.Join(root, "testdata", "bad"))
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for _, c := range cases {
		if c.Name() != "typeerrors" {
			patterns = append(patterns, "./testdata/bad/"+c.Name()+"/...")
		}
	}
	_, refused, err := load.Contract(context.Background(), load.Config{Dir: root}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, d := range refused {
		want = append(want, fmt.Sprintf("%s:%d:%d: %s", path.Clean(d.Pos.File), d.Pos.Line, d.Pos.Column, d.Message))
	}
	var got []string
	for _, line := range vet(t, root, slices.Concat([]string{"-contract"}, patterns)...) {
		if _, message, _ := strings.Cut(line, ": "); !strings.HasPrefix(message, "\t") {
			got = append(got, line)
		}
	}
	all := slices.Concat(want, got)
	slices.Sort(all)
	for _, line := range slices.Compact(all) {
		if n, m := slices.Contains(want, line), slices.Contains(got, line); n != m {
			t.Errorf("refused %t, reported %t: %s", n, m, line)
		}
	}
	if len(want) < 100 {
		t.Errorf("only %d mistakes are refused", len(want))
	}
}
