package diag

import (
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

func TestListIsSortedAndPrinted(t *testing.T) {
	at := func(file string, line, column int) contract.Position {
		return contract.Position{File: file, Line: line, Column: column}
	}
	var l List
	l.Addf(at("b.go", 1, 1), "x", "in another file")
	l.Addf(at("a.go", 10, 1), "x", "on line %d", 10)
	l.Addf(at("a.go", 9, 2), "x", "twice").Related = []Related{{at("a.go", 1, 1), "the first one is here"}}
	l.Addf(at("a.go", 9, 1), "x", "in front of it")
	l.Addf(at("a.go", 9, 2), "x", "twice")
	l.Addf(at("a.go", 9, 2), "x", "also there")
	l.Addf(contract.Position{}, "x", "nowhere")
	l.Sort()
	var b strings.Builder
	l.Print(&b, strings.ToUpper)
	want := `wscontract: nowhere
A.GO:9:1: in front of it
A.GO:9:2: also there
A.GO:9:2: twice
	A.GO:1:1: the first one is here
A.GO:10:1: on line 10
B.GO:1:1: in another file
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
	b.Reset()
	l[1:2].Print(&b, nil)
	if got := b.String(); got != "a.go:9:1: in front of it\n" {
		t.Errorf("got %q", got)
	}
}
