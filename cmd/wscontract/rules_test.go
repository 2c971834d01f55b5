package main

import (
	"slices"
	"testing"

	"github.com/wscontract/wscontract/emit/golang"
	"github.com/wscontract/wscontract/extract"
)

// Each rule that is let through can be emitted, and the reverse. Those that are
// emitted are judged; see package emit/golang.
func TestRulesOfTheTwoTablesAreTheSame(t *testing.T) {
	extracted, emitted := extract.RuleNames(), golang.RuleNames()
	slices.Sort(extracted)
	if !slices.Equal(extracted, emitted) {
		t.Errorf("extract knows\n%v\nand emit/golang\n%v", extracted, emitted)
	}
}
