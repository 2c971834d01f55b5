package check

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/wscontract/wscontract/extract/directive"
)

// TestAnalyzers runs each analyzer over the packages below testdata/vet/src/NAME,
// which say on its line what is expected, and compares what the fixes make of a file
// with the one beside it that ends in .golden. The package runtime there has
// the names of the real one.
func TestAnalyzers(t *testing.T) {
	dir, err := filepath.Abs("../../testdata/vet")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range Analyzers {
		t.Run(a.Name, func(t *testing.T) {
			t.Parallel()
			analysistest.RunWithSuggestedFixes(t, dir, a, a.Name+"/...")
		})
	}
}

func TestAnalyzersAreValid(t *testing.T) {
	if err := analysis.Validate(Analyzers); err != nil {
		t.Error(err)
	}
	if !slices.IsSortedFunc(Analyzers, func(a, b *analysis.Analyzer) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("Analyzers is not sorted by name")
	}
	for _, a := range Analyzers {
		if _, err := os.Stat(filepath.Join("../../testdata/vet/src", a.Name)); err != nil {
			t.Errorf("%s has no test: %v", a.Name, err)
		}
	}
}

// What ws:ignore accepts is what can be silenced.
func TestIgnorableChecksAreTheAnalyzers(t *testing.T) {
	var names []string
	for _, a := range silenced {
		names = append(names, a.Name)
	}
	if !slices.Equal(names, directive.Checks) {
		t.Errorf("package directive knows\n%q\nand these can be silenced\n%q", directive.Checks, names)
	}
	if len(silenced)+2 != len(Analyzers) {
		t.Errorf("%d analyzers can be silenced, of %d; all but contract and unusedignore should be", len(silenced), len(Analyzers))
	}
}
