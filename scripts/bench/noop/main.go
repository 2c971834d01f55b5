// Noop is a tool for go vet that looks at nothing. Whatever a vettool costs that
// does something is measured against it: loading and type-checking are in both.
package main

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

func main() {
	unitchecker.Main(&analysis.Analyzer{
		Name: "noop",
		Doc:  "noop: do nothing",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	})
}
