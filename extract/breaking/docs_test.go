package breaking

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/directive"
)

// TestPageIsUpToDate: docs/breaking.md is printed from the table of rules.
func TestPageIsUpToDate(t *testing.T) {
	const page = "../../docs/breaking.md"
	var want bytes.Buffer
	if err := WriteReference(&want); err != nil {
		t.Fatal(err)
	}
	if *Update {
		if err := os.WriteFile(page, want.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%s is not what the rules say; run: go test ./extract/breaking -update", page)
	}
}

func TestRulesAreDocumented(t *testing.T) {
	seen := map[string]bool{}
	kebab := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	for _, r := range Rules() {
		if !kebab.MatchString(r.ID) || seen[r.ID] {
			t.Errorf("%s is no id, or there twice", r.ID)
		}
		seen[r.ID] = true
		if r.Title == "" || strings.HasSuffix(r.Title, ".") || !strings.HasSuffix(r.Why, ".") {
			t.Errorf("%s: the title is a clause, and why is in sentences", r.ID)
		}
		if (r.Effect() > Fine) != (r.Instead != "") || strings.HasSuffix(r.Instead, ".") {
			t.Errorf("%s: what breaks has a clause with the way out, and nothing else has", r.ID)
		}
		if r.Before == r.After {
			t.Errorf("%s has no example", r.ID)
		}
		if r.check == nil || r.Client == None && r.Server == None {
			t.Errorf("%s does nothing", r.ID)
		}
		if Lookup(r.ID) != r {
			t.Errorf("%s is not found by its id", r.ID)
		}
	}
}

// What ws:ignore accepts is what can be silenced.
func TestIgnorableRulesAreTheRules(t *testing.T) {
	if !slices.Equal(IDs(), directive.BreakingRules) {
		t.Errorf("package directive knows\n%q\nand the rules are\n%q", directive.BreakingRules, IDs())
	}
}
