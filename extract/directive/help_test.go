package directive

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/directives.md")

func TestPageOfDirectivesIsCurrent(t *testing.T) {
	name := filepath.Join("..", "..", "docs", "directives.md")
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
		t.Errorf("%s differs from the vocabulary; write it with go test ./extract/directive -update", name)
	}
}

func TestReferenceNamesEverything(t *testing.T) {
	var text, markdown strings.Builder
	if err := WriteReference(&text); err != nil {
		t.Fatal(err)
	}
	if err := WriteMarkdown(&markdown); err != nil {
		t.Fatal(err)
	}
	for _, spec := range Vocabulary {
		want := []string{"ws:" + spec.Name, strings.SplitAfter(spec.Doc, " ")[0]}
		for _, form := range spec.Forms {
			want = append(want, "on "+spec.place(form.On))
			for _, p := range append(form.Args, form.Keys...) {
				want = append(want, p.Name, p.Summary)
			}
		}
		for _, w := range want {
			if !strings.Contains(text.String(), w) {
				t.Errorf("ws:%s: the reference lacks %q", spec.Name, w)
			}
			if !strings.Contains(markdown.String(), w) {
				t.Errorf("ws:%s: the page lacks %q", spec.Name, w)
			}
		}
		if !strings.Contains(markdown.String(), "```go\n"+spec.Example+"\n```") {
			t.Errorf("ws:%s: the page lacks the example", spec.Name)
		}
	}
}

func TestReferenceOfOneDirective(t *testing.T) {
	var b strings.Builder
	if err := WriteReference(&b, "enum"); err != nil {
		t.Fatal(err)
	}
	want := `ws:enum [open]
    on a named string type or a named integer type

    Makes the constants of a type its only values. A named string type with
    constants is a closed enum without being asked when it belongs to the
    contract's own module. Types of other modules, and integer types, are enums
    only when asked.

    open   lets other values pass, and keeps the known ones in docs and TypeScript

    //ws:enum open
    type Level string

    const (
    	Info Level = "info"
    	Warn Level = "warn"
    )
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
