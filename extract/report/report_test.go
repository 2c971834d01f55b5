package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// sample has findings of every level and shape.
func sample() *Report {
	at := func(file string, line, column int) contract.Position {
		return contract.Position{File: file, Line: line, Column: column}
	}
	return &Report{
		Findings: diag.List{
			{Pos: at("a b/chat.go", 12, 2), End: at("a b/chat.go", 12, 9), Code: "field-removed", Message: "field text was removed",
				Related: []diag.Related{{Pos: at("old.go", 3, 1), Message: "what it was"}, {Message: "nowhere"}}},
			{Pos: at("chat.go", 4, 0), Code: "unlisted", Level: diag.Warning, Message: "100%: a, b\nand ::c"},
			{Pos: at("/else/where.go", 0, 0), Code: "stale-output", Level: diag.Info, Message: "<b>"},
			{Code: "field-removed", Message: "no place"},
		},
		Rules: []Rule{
			{ID: "field-removed", Level: diag.Error, Title: "a field was removed", Help: "Do **not**."},
			{ID: "stale-output", Level: diag.Warning},
		},
	}
}

func written(t *testing.T, r *Report, f Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	want := `a b/chat.go:12:2: field text was removed (field-removed)
	old.go:3:1: what it was
	wscontract: nowhere
chat.go:4: warning: 100%: a, b
and ::c (unlisted)
/else/where.go: info: <b> (stale-output)
wscontract: no place (field-removed)
`
	if got := written(t, sample(), Text); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestGitHub: the escapes are those of the toolkit that GitHub publishes for
// workflow commands. A line is a command, whatever a message contains.
func TestGitHub(t *testing.T) {
	r := sample()
	r.Findings[1].Pos.File = "a,b:c%.go"
	want := `::error file=a b/chat.go,line=12,endLine=12,col=2,title=field-removed::field text was removed%0Aold.go:3:1: what it was%0Awscontract: nowhere
::warning file=a%2Cb%3Ac%25.go,line=4,title=unlisted::100%25: a, b%0Aand ::c
::notice file=/else/where.go,title=stale-output::<b>
::error title=field-removed::no place
`
	if got := written(t, r, GitHub); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestJSON(t *testing.T) {
	var list []map[string]any
	if err := json.Unmarshal([]byte(written(t, sample(), JSON)), &list); err != nil {
		t.Fatal(err)
	}
	first := list[0]
	if len(list) != 4 || first["file"] != "a b/chat.go" || first["line"] != 12.0 || first["endColumn"] != 9.0 ||
		first["level"] != "error" || len(first["related"].([]any)) != 2 || list[1]["level"] != "warning" {
		t.Errorf("got %v", list)
	}
}

// TestNothingFound: what programs read is a document also then.
func TestNothingFound(t *testing.T) {
	for f, want := range map[Format]string{Text: "", GitHub: "", JSON: "[]\n"} {
		if got := written(t, &Report{}, f); got != want {
			t.Errorf("%s: got %q, want %q", f, got, want)
		}
	}
	if got := written(t, &Report{}, SARIF); !strings.Contains(got, `"results": []`) {
		t.Errorf("got %s", got)
	}
}

func TestFilesAreNamedForTheUser(t *testing.T) {
	r := sample()
	r.Name = func(file string) string { return "sub/" + file }
	for _, f := range []Format{Text, JSON, GitHub, SARIF} {
		if got := written(t, r, f); !strings.Contains(got, "sub/chat.go") || strings.Contains(got, "sub/\"") {
			t.Errorf("%s: got %s", f, got)
		}
	}
}

func TestUnknownFormatNamesTheKnownOnes(t *testing.T) {
	if _, err := ParseFormat("html"); err == nil || !strings.Contains(err.Error(), "sarif") {
		t.Errorf("got %v", err)
	}
	for _, f := range []Format{Text, JSON, GitHub, SARIF} {
		if got, err := ParseFormat(string(f)); got != f || err != nil {
			t.Errorf("got %s, %v", got, err)
		}
	}
}
