package check

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/vet.md")

func TestPageOfAnalyzersIsCurrent(t *testing.T) {
	name := filepath.Join("..", "..", "docs", "vet.md")
	var b strings.Builder
	if err := WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(page) != b.String() {
		t.Errorf("%s differs from the comments of the analyzers; write it with go test ./extract/check -update", name)
	}
}

func TestWarningsAreAnalyzers(t *testing.T) {
	for _, name := range warnings {
		if Lookup(name) == nil {
			t.Errorf("there is no analyzer %s", name)
		}
	}
}
