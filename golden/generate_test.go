package golden

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/emit"
	"github.com/wscontract/wscontract/extract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/load"
)

// A problem is what the tool says against a case.
type problem struct {
	file string // from the root of the module
	text string
}

func (p problem) String() string { return p.text }

// generate returns what the tool generates for the goldens of the named cases
// of the module in dir: files by their path from the directory golden. All are
// generated in one run. When there are problems, there are no files.
func generate(t *testing.T, dir string, overlay fileSet, names []string) (fileSet, []problem) {
	t.Helper()
	program, diags, err := load.Packages(t.Context(), load.Config{Dir: dir, Overlay: overlay}, patterns(names)...)
	if err != nil {
		t.Fatal(err)
	}
	contract, mistakes := extract.Extract(program)
	diags = append(diags, mistakes...)
	if len(diags) > 0 {
		return nil, problems(diags)
	}
	files, diags, err := emit.Emit(contract, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(diags) > 0 {
		return nil, problems(diags)
	}
	base, err := filepath.Abs(filepath.Join(dir, "golden"))
	if err != nil {
		t.Fatal(err)
	}
	byPath := fileSet{}
	for _, f := range files {
		path, err := filepath.Rel(base, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		byPath[path] = f.Content
	}
	return byPath, nil
}

func problems(diags diag.List) []problem {
	diags.Sort()
	var list []problem
	for i, d := range diags {
		var text strings.Builder
		diags[i:i+1].Print(&text, nil)
		list = append(list, problem{d.Pos.File, strings.TrimSpace(text.String())})
	}
	return list
}

// generateAll is generate for cases that have a golden, and must have no
// problem.
func generateAll(t *testing.T, dir string, cases []testCase) fileSet {
	t.Helper()
	files, problems := generate(t, dir, nil, caseNames(cases))
	for _, p := range problems {
		t.Error(p)
	}
	if len(problems) > 0 {
		t.FailNow()
	}
	return files
}
