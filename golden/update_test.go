package golden

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// record generates the output of all cases and writes that of each case whose
// golden then compiles. Nothing is written before that is known: generating and
// go vet see the new files in an overlay, for which only the directories must
// exist. A case that fails keeps the golden that it had.
func record(t *testing.T, cases []testCase) {
	t.Helper()
	for _, c := range cases {
		if err := os.MkdirAll(c.name, 0o777); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Remove(c.name) }) // if it is still empty
	}
	cases, outputs := generateWhatCan(t, cases)
	goldens := map[string]fileSet{}
	for _, c := range cases {
		goldens[c.name] = maps.Clone(c.sources)
	}
	for path, content := range outputs {
		goldens[filepath.Dir(path)][filepath.Base(path)] = content
	}
	if vet(t, goldens) != "" {
		for _, name := range slices.Sorted(maps.Keys(goldens)) {
			if problem := vet(t, map[string]fileSet{name: goldens[name]}); problem != "" {
				t.Errorf("the golden of case %s would not compile, and was not recorded:\n%s", name, problem)
				delete(goldens, name)
			}
		}
	}
	for name, files := range goldens {
		writeGolden(t, name, files)
	}
	var complete []testCase
	for _, c := range readCases(t) {
		if _, err := os.Stat(filepath.Join(c.name, "ws_validators.gen.go")); err == nil {
			complete = append(complete, c)
		}
	}
	writeFile(t, registry, printRegistry(t, complete))
}

// generateWhatCan generates the output of all cases, of which those that are
// refused are reported and left out.
func generateWhatCan(t *testing.T, cases []testCase) ([]testCase, fileSet) {
	t.Helper()
	outputs, problems := generate(t, root, overlay(t, cases), caseNames(cases))
	if len(problems) == 0 {
		return cases, outputs
	}
	for _, p := range problems {
		t.Error(p)
	}
	var rest []testCase
	for _, c := range cases {
		if !slices.ContainsFunc(problems, func(p problem) bool { return caseOf(p.file) == c.name }) {
			rest = append(rest, c)
		}
	}
	if len(rest) == len(cases) || len(rest) == 0 {
		t.Fatal("nothing was recorded")
	}
	return generateWhatCan(t, rest)
}

// overlay gives the goldens of cases the sources of the cases. What is not
// among these any more has nothing in it.
func overlay(t *testing.T, cases []testCase) fileSet {
	t.Helper()
	files := fileSet{}
	for _, c := range cases {
		for name := range readGolden(t, c.name) {
			if !isGenerated(name) {
				files[absolute(t, c.name, name)] = []byte("package " + c.name + "\n")
			}
		}
		for name, content := range c.sources {
			files[absolute(t, c.name, name)] = content
		}
	}
	return files
}

func absolute(t *testing.T, elem ...string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(elem...))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// vet returns what go vet says of goldens if their files were these.
func vet(t *testing.T, goldens map[string]fileSet) string {
	t.Helper()
	replace := map[string]string{}
	for name, files := range goldens {
		for base := range readGolden(t, name) {
			replace[absolute(t, name, base)] = "" // is not there
		}
		dir := t.TempDir()
		for base, content := range files {
			path := filepath.Join(dir, base)
			writeFile(t, path, content)
			replace[absolute(t, name, base)] = path
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	writeFile(t, overlay, list)
	args := append([]string{"vet", "-overlay", overlay}, patterns(slices.Sorted(maps.Keys(goldens)))...)
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return string(out) + err.Error()
	}
	return ""
}

// writeGolden makes the golden of a case consist of these files.
func writeGolden(t *testing.T, name string, files fileSet) {
	t.Helper()
	for base := range readGolden(t, name) {
		if _, ok := files[base]; !ok {
			if err := os.Remove(filepath.Join(name, base)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for base, content := range files {
		writeFile(t, filepath.Join(name, base), content)
	}
}

func writeFile(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o666); err != nil {
		t.Fatal(err)
	}
}
