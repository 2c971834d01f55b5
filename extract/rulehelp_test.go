package extract

import (
	"strings"
	"testing"
)

func TestReferenceOfRulesIsComplete(t *testing.T) {
	var b strings.Builder
	if err := WriteRules(&b); err != nil {
		t.Fatal(err)
	}
	for _, r := range ruleTable {
		if !strings.Contains(b.String(), "\n"+r.name) {
			t.Errorf("the rule %s is missing", r.name)
		}
		if r.doc == "" {
			t.Errorf("the rule %s is not explained; give it a doc", r.name)
		}
	}
	for _, word := range structureRules {
		if !strings.Contains(b.String(), `"`+word+`"`) {
			t.Errorf("the word %s is not explained", word)
		}
	}
	for line := range strings.Lines(b.String()) {
		if n := len(strings.TrimRight(line, "\n")); n > 110 {
			t.Errorf("a line of %d bytes: %s", n, line)
		}
	}
}
