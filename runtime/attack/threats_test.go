package attack_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The catalogue: the last number of each group.
var catalogue = []struct {
	group string
	last  int
}{{"H", 13}, {"F", 10}, {"P", 18}, {"S", 9}, {"L", 13}, {"Z", 6}}

var (
	threat   = regexp.MustCompile(`(?m)^\| ([A-Z][0-9]+) \|.*\| ([^|]*) \|$`)
	testFunc = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)[A-Za-z0-9]+)\(`)
)

// TestEveryThreatHasItsTest reads docs/threats.md: it has each line of the
// catalogue, each line names tests that there are, and it names every test of this
// package.
func TestEveryThreatHasItsTest(t *testing.T) {
	page, err := os.ReadFile("../../docs/threats.md")
	if err != nil {
		t.Fatal(err)
	}
	exist := map[string]bool{} // as FOLDER: NAME
	for _, folder := range []string{"runtime", "runtime/attack", "runtime/internal/conform", "runtime/internal/socket"} {
		files, err := filepath.Glob(filepath.Join("../..", folder, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no tests: %v", folder, err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range testFunc.FindAllStringSubmatch(string(source), -1) {
				exist[folder+": "+match[1]] = true
			}
		}
	}

	rows := map[string]bool{}
	for _, row := range threat.FindAllStringSubmatch(string(page), -1) {
		id, cell := row[1], row[2]
		rows[id] = true
		for part := range strings.SplitSeq(cell, ", ") {
			folder, name, found := strings.Cut(part, ": ")
			if !found {
				folder, name = "runtime/attack", part
			}
			if name = strings.Trim(name, "`"); !exist[folder+": "+name] {
				t.Errorf("%s names %s, which is not in %s", id, name, folder)
			}
		}
	}
	for _, c := range catalogue {
		for n := 1; n <= c.last; n++ {
			if id := fmt.Sprint(c.group, n); !rows[id] {
				t.Errorf("docs/threats.md has no %s", id)
			}
		}
	}
	for name := range exist {
		folder, name, _ := strings.Cut(name, ": ")
		if folder == "runtime/attack" && name != "TestMain" && !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/threats.md does not name %s", name)
		}
	}
}
