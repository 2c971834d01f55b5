package report

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// TestPathsAreURIs: what net/url reads back is the path, as one without a scheme.
func TestPathsAreURIs(t *testing.T) {
	for path, want := range map[string]string{
		"chat/chat.go":     "chat/chat.go",
		"a b/c%d.go":       "a%20b/c%25d.go",
		"a:b/chat.go":      "a%3Ab/chat.go",
		"q?/h#/[é].go":     "q%3F/h%23/%5B%C3%A9%5D.go",
		"ends/with/dot./.": "ends/with/dot./.",
	} {
		got := relativeURI(path)
		if got != want {
			t.Errorf("%s is the URI %s, want %s", path, got, want)
		}
		if u, err := url.Parse(got); err != nil || u.IsAbs() || u.Path != path {
			t.Errorf("%s is read as %+v, %v", got, u, err)
		}
	}
}

func TestAbsolutePathsAreURIs(t *testing.T) {
	for path, want := range map[string]string{
		"/home/a b/chat.go":    "file:///home/a%20b/chat.go",
		"C:/Users/é/chat.go":   "file:///C:/Users/%C3%A9/chat.go",
		"//server/ada/chat.go": "file://server/ada/chat.go",
	} {
		if got := fileURI(path); got != want {
			t.Errorf("%s is the URI %s, want %s", path, got, want)
		}
	}
}

// placed is the first place that the forms for CI name of a finding.
func placed(t *testing.T, r *Report) (github string, sarif sarifPhysical) {
	t.Helper()
	github, _, _ = strings.Cut(written(t, r, GitHub), ",")
	var log sarifLog
	if err := json.Unmarshal([]byte(written(t, r, SARIF)), &log); err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(github, "::error file="), log.Runs[0].Results[0].Locations[0].Physical
}

// TestFilesAreNamedFromTheRepository: GitHub does not know in which directory of it
// the tool runs.
func TestFilesAreNamedFromTheRepository(t *testing.T) {
	repository := t.TempDir()
	t.Chdir(repository)
	if err := os.MkdirAll("api/chat", 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir("api")
	for _, test := range []struct{ root, file, github, uri, base string }{
		{repository, "chat/chat.go", "api/chat/chat.go", "api/chat/chat.go", "%SRCROOT%"},
		{repository, "../model/m.go", "model/m.go", "model/m.go", "%SRCROOT%"},
		{"", "chat/chat.go", "chat/chat.go", "chat/chat.go", "%SRCROOT%"},
		{filepath.Join(repository, "other"), "chat/chat.go", "chat/chat.go", "chat/chat.go", "%SRCROOT%"},
		{"", "../model/m.go", filepath.ToSlash(repository) + "/model/m.go", fileURI(filepath.ToSlash(repository) + "/model/m.go"), ""},
	} {
		r := &Report{Root: test.root, Findings: diag.List{{Pos: contract.Position{File: test.file, Line: 1}}}}
		github, sarif := placed(t, r)
		if github != test.github {
			t.Errorf("root %q: for GitHub, %s is %s, want %s", test.root, test.file, github, test.github)
		}
		if sarif.Artifact != (sarifArtifact{test.uri, test.base}) {
			t.Errorf("root %q: in SARIF, %s is %+v, want %s", test.root, test.file, sarif.Artifact, test.uri)
		}
	}
}

// TestColumnsOfSARIFCountUTF16: the columns of a position count bytes.
func TestColumnsOfSARIFCountUTF16(t *testing.T) {
	t.Chdir(t.TempDir())
	// The bytes before x are 3 of é and a space, and 5 of 😀 and a space.
	if err := os.WriteFile("a.go", []byte("é x\r\n😀 x\nlast"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ line, column, want int }{
		{1, 1, 1},
		{1, 4, 3},
		{2, 6, 4},
		{2, 7, 5}, // the end of the line
		{3, 5, 5}, // the end of the file
		{2, 99, 99},
		{4, 3, 3}, // the file has become shorter
	} {
		at := contract.Position{File: "a.go", Line: test.line, Column: test.column}
		_, sarif := placed(t, &Report{Findings: diag.List{{Pos: at, End: at}}})
		if got := sarif.Region; got.StartColumn != test.want || got.EndColumn != test.want {
			t.Errorf("line %d: column %d of bytes is %+v, want %d", test.line, test.column, got, test.want)
		}
	}
}
