package golden

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

// The module, as seen from here.
const (
	root     = ".."
	testdata = "../testdata"
	module   = "github.com/wscontract/wscontract"
)

// isGenerated tells the files that are not copies.
func isGenerated(name string) bool {
	return strings.Contains(name, ".gen.") || strings.HasSuffix(name, contract.LockFile) || name == registry
}

// A fileSet has the contents of files by their base names, or by their paths
// from this directory.
type fileSet map[string][]byte

// A testCase is a package of testdata whose output is recorded here.
type testCase struct {
	name string
	// sources are the files of the package, by base name.
	sources fileSet
}

// readCases returns the cases in the order of their names.
func readCases(t *testing.T) []testCase {
	t.Helper()
	entries, err := os.ReadDir(testdata)
	if err != nil {
		t.Fatal(err)
	}
	var cases []testCase
	for _, e := range entries {
		switch e.Name() {
		case "bad", "real", "vet": // what must be refused, a module of its own, and packages for the analyzers
			continue
		}
		if !e.IsDir() {
			continue
		}
		c := testCase{name: e.Name(), sources: readFiles(t, filepath.Join(testdata, e.Name(), "*.go"))}
		if len(c.sources) == 0 {
			t.Errorf("%s: no Go files", filepath.Join(testdata, c.name))
			continue
		}
		if _, err := os.Stat(filepath.Join(testdata, c.name, "messages.txt")); err != nil {
			t.Errorf("no messages for case %s: %v", c.name, err)
		}
		cases = append(cases, c)
	}
	if len(cases) == 0 {
		t.Fatalf("no cases in %s", testdata)
	}
	return cases
}

// readGolden returns the files of the golden of a case by base name. A golden
// that does not exist has none.
func readGolden(t *testing.T, name string) fileSet {
	t.Helper()
	return readFiles(t, filepath.Join(name, "*.*"))
}

// readFiles returns the files that match a pattern by base name.
func readFiles(t *testing.T, pattern string) fileSet {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	found := fileSet{}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found[filepath.Base(name)] = content
	}
	return found
}

// caseNames returns the names of cases.
func caseNames(cases []testCase) []string {
	names := make([]string, len(cases))
	for i, c := range cases {
		names[i] = c.name
	}
	return names
}

// patterns names the goldens of cases for the go command.
func patterns(names []string) []string {
	var list []string
	for _, name := range names {
		list = append(list, "./golden/"+name)
	}
	return list
}

// caseOf returns the case that a file belongs to, given by its path from the
// root of the module: golden/CASE/FILE, or testdata/CASE/… for what a case
// imports.
func caseOf(file string) string {
	parts := strings.Split(filepath.ToSlash(file), "/")
	if len(parts) < 3 || !slices.Contains([]string{"golden", "testdata"}, parts[0]) {
		return ""
	}
	return parts[1]
}
