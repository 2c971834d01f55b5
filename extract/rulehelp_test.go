package extract

import (
	"flag"
	"os"
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
		if n := len(strings.TrimRight(line, "\n")); n > 120 {
			t.Errorf("a line of %d bytes: %s", n, line)
		}
	}
}

var updateDocs = flag.Bool("update", false, "write docs/rules.md instead of comparing it")

// TestPageOfRulesIsUpToDate: docs/rules.md is printed from the table.
func TestPageOfRulesIsUpToDate(t *testing.T) {
	const page = "../docs/rules.md"
	var b strings.Builder
	if err := WriteRulesMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	if *updateDocs {
		if err := os.WriteFile(page, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	old, err := os.ReadFile(page)
	if err != nil || string(old) != b.String() {
		t.Errorf("%s is not what the table of rules says (%v); run: go test ./extract -run PageOfRules -update", page, err)
	}
}
