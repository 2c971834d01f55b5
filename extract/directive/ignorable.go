package directive

import (
	"fmt"
	"slices"
)

// What ws:ignore can silence. The parser of directives knows the names, and nothing
// of what stands behind them: tests of packages check and breaking hold the two
// lists to theirs.
var (
	// Checks are the names of the analyzers of package check, but for those
	// that report what generate refuses.
	Checks = []string{
		"any", "blocking", "bytearray", "casekeys", "contradiction", "duration", "endless", "int64", "jsontag",
		"lateuse", "mapkey", "nodive", "omitempty", "samechannel", "servedtwice", "stale", "storedctx", "unionswitch", "unserved",
	}
	// BreakingRules are the ids of the rules of package breaking, sorted.
	BreakingRules = []string{
		"array-length-changed", "array-to-list",
		"channel-added", "channel-auth-lowered", "channel-auth-raised", "channel-deprecated", "channel-direction-added",
		"channel-direction-removed", "channel-max-size-lowered", "channel-max-size-raised", "channel-overflow-changed",
		"channel-path-changed", "channel-rate-lowered", "channel-rate-raised", "channel-removed", "channel-renamed",
		"codec-changed",
		"const-added", "const-changed", "const-fixed", "const-freed", "const-removed",
		"enum-closed", "enum-dropped", "enum-introduced", "enum-opened", "enum-value-added", "enum-value-removed",
		"field-added-optional", "field-added-required", "field-added-to-strict", "field-case-exact", "field-case-ignored",
		"field-deprecated", "field-optional-to-required", "field-removed-from-strict", "field-removed-optional",
		"field-removed-required", "field-renamed", "field-required-to-optional",
		"list-to-array",
		"map-key-changed",
		"null-allowed", "null-refused",
		"number-changed", "number-narrowed", "number-widened",
		"object-others-added", "object-others-removed", "object-strict-added", "object-strict-removed",
		"rule-fields-added", "rule-fields-removed", "rule-format-added", "rule-format-removed", "rule-length-loosened",
		"rule-length-tightened", "rule-number-loosened", "rule-number-tightened", "rule-unique-added",
		"rule-unique-removed", "rule-values-added", "rule-values-removed", "rule-zero-allowed", "rule-zero-refused",
		"string-option-added", "string-option-removed",
		"type-changed", "type-narrowed", "type-widened",
		"union-closed", "union-content-changed", "union-opened", "union-tag-changed", "union-tag-type-changed",
		"union-variant-added", "union-variant-removed", "union-variant-renamed",
		"validate-method-added", "validate-method-removed",
	}
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
