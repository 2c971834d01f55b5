package main

import (
	"slices"
	"testing"

	"github.com/wscontract/wscontract/extract/check"
)

// TestChoiceOfAnalyzers: the flags -NAME mean what they mean to go vet.
func TestChoiceOfAnalyzers(t *testing.T) {
	for _, test := range []struct {
		name     string
		chosen   map[string]bool
		flags    []string
		any      bool // whether findings of any are printed
		mapkey   bool
		contract bool
	}{
		{"all", nil, nil, true, true, true},
		{"one", map[string]bool{"any": true}, []string{"-any=true"}, true, false, false},
		{"two", map[string]bool{"mapkey": true, "any": true}, []string{"-any=true", "-mapkey=true"}, true, true, false},
		{"all but one", map[string]bool{"any": false}, []string{"-any=false"}, false, true, true},
		{"one, and one denied", map[string]bool{"any": false, "mapkey": true}, []string{"-any=false", "-mapkey=true"}, false, true, false},
	} {
		v := &vetting{chosen: test.chosen}
		if got := v.choice(); !slices.Equal(got, test.flags) {
			t.Errorf("%s: go vet gets %q, want %q", test.name, got, test.flags)
		}
		for _, a := range check.Analyzers {
			want, ok := map[string]bool{"any": test.any, "mapkey": test.mapkey, "contract": test.contract}[a.Name]
			if got := v.prints(a.Name); ok && got != want {
				t.Errorf("%s: findings of %s are printed: %t, want %t", test.name, a.Name, got, want)
			}
		}
	}
}
