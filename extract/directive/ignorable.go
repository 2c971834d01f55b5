package directive

import (
	"fmt"
	"slices"

	"github.com/wscontract/wscontract/extract/breaking"
)

// What ws:ignore can silence. A test holds Checks to package check, which this
// package cannot import.
var (
	// Checks are the names of the analyzers of package check, but for those
	// that report what generate refuses.
	Checks = []string{
		"any", "blocking", "bytearray", "casekeys", "contradiction", "duration", "endless", "int64", "jsontag",
		"lateuse", "mapkey", "omitempty", "samechannel", "servedtwice", "stale", "storedctx", "unionswitch", "unserved",
	}
	// BreakingRules are the ids of the rules of package breaking.
	BreakingRules = breaking.IDs()
)

// checkIgnorable tells that there is no rule of that name.
func checkIgnorable(rule string) error {
	rules := slices.Concat(Checks, BreakingRules)
	if slices.Contains(rules, rule) {
		return nil
	}
	if hint := didYouMean(rule, rules); hint != "" {
		return fmt.Errorf("there is no such rule%s", hint)
	}
	return fmt.Errorf("there is no such rule; see wscontract help vet and wscontract help breaking")
}
