package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// readDeclsOf reads the declarations of files that are given by name.
func readDeclsOf(t *testing.T, sources map[string]string) (*Decls, diag.List) {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for name, src := range sources {
		file, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return ReadDecls(fset, files, func(pos token.Pos) contract.Position {
		p := fset.Position(pos)
		return contract.Position{File: p.Filename, Line: p.Line, Column: p.Column}
	})
}

func TestDocsHaveNoDirectives(t *testing.T) {
	decls, diags := readDeclsOf(t, map[string]string{"a.go": `
// Package a is about rooms.
//
// ws:
package a

// Chat is the room everyone talks in.
//
// It has two sides.
//
// ws:channel chat path=/chat
//go:generate something
type Chat struct{}

//ws:strict
type Silent struct{}

// ws:strict
//
// Spaced begins with a directive.
// ws:const v=1
// And goes on.
type Spaced struct{}

type (
	// Grouped is in a group.
	//ws:strict
	Grouped struct{}

	Behind struct{} // Behind has its comment on the line.

	// Above wins.
	Both struct{} // not this
)

/*
Block is explained
in a block.
*/
type Block struct{}

// See ws://example.com/ws and
// ws:"optional", which are no directives.
type Prose struct{}
`})
	for _, d := range diags {
		t.Errorf("%v: %s", d.Pos, d.Message)
	}
	if decls.Doc != "Package a is about rooms.\n\nws:" {
		t.Errorf("package doc %q", decls.Doc)
	}
	for name, want := range map[string]string{
		"Chat":    "Chat is the room everyone talks in.\n\nIt has two sides.",
		"Silent":  "",
		"Spaced":  "Spaced begins with a directive.\nAnd goes on.",
		"Grouped": "Grouped is in a group.",
		"Behind":  "Behind has its comment on the line.",
		"Both":    "Above wins.",
		"Block":   "Block is explained\nin a block.",
		"Prose":   "See ws://example.com/ws and\nws:\"optional\", which are no directives.",
	} {
		if got := decls.Types[name].Doc; got != want {
			t.Errorf("%s: doc %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"Chat": "channel", "Silent": "strict", "Spaced": "strict const", "Grouped": "strict", "Block": ""} {
		var got []string
		for _, d := range decls.Types[name].Directives {
			got = append(got, d.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: directives %q, want %q", name, got, want)
		}
	}
}

func TestDeprecatedParagraphStandsApart(t *testing.T) {
	decls, _ := readDeclsOf(t, map[string]string{"a.go": `package a

// A is old.
//
// Deprecated: use B, which
// is new.
//
// It was fine.
type A struct{}

// B says Deprecated: in the middle.
type B struct{}

// Deprecated:
type Empty struct{}

// Deprecated: use Two.
const One = 1
`})
	for _, test := range []struct {
		decl            *Decl
		doc, deprecated string
	}{
		{decls.Types["A"], "A is old.\n\nIt was fine.", "use B, which is new."},
		{decls.Types["B"], "B says Deprecated: in the middle.", ""},
		{decls.Types["Empty"], "Deprecated:", ""},
		{decls.Values["One"], "", "use Two."},
	} {
		if test.decl.Doc != test.doc || test.decl.Deprecated != test.deprecated {
			t.Errorf("%s: doc %q, deprecated %q, want %q, %q", test.decl.Name, test.decl.Doc, test.decl.Deprecated, test.doc, test.deprecated)
		}
	}
}

func TestConstantsStandInOrder(t *testing.T) {
	decls, _ := readDeclsOf(t, map[string]string{
		"b.go": "package a\n\nconst Last = 9\n",
		"a.go": `package a

// Of a group.
const (
	// First is first.
	First Color = iota
	Second // comes next
	_
	Fourth, Fifth = iota, "five"
)

// Single is alone.
const Single = 1

var notThis = 2
`})
	if want := []string{"First", "Second", "Fourth", "Fifth", "Single", "Last"}; !slices.Equal(decls.ValueOrder, want) {
		t.Errorf("order %v, want %v", decls.ValueOrder, want)
	}
	for name, want := range map[string]struct{ doc, typ, value string }{
		"First": {"First is first.", "Color", "iota"}, "Second": {"comes next", "", ""}, "Fourth": {"", "", "iota"},
		"Fifth": {"", "", `"five"`}, "Single": {"Single is alone.", "", "1"},
	} {
		d := decls.Values[name]
		typ, value := "", ""
		if d.Type != nil {
			typ = types.ExprString(d.Type)
		}
		if d.Value != nil {
			value = types.ExprString(d.Value)
		}
		if d.Doc != want.doc || typ != want.typ || value != want.value {
			t.Errorf("%s: %q, type %s, value %s", name, d.Doc, typ, value)
		}
	}
	if decls.Values["notThis"] != nil || decls.Values["_"] != nil {
		t.Error("a variable or _ is among the constants")
	}
}

func TestFirstDeclarationOfANameCounts(t *testing.T) {
	decls, _ := readDeclsOf(t, map[string]string{
		"a.go": "package a\n\ntype A int\n\nconst C = 1\n",
		"b.go": "package a\n\ntype A string\n\nconst C = 2\n",
	})
	if got := types.ExprString(decls.Types["A"].Type) + types.ExprString(decls.Values["C"].Value); got != "int1" {
		t.Errorf("got %s", got)
	}
	if len(decls.ValueOrder) != 1 {
		t.Errorf("order %v", decls.ValueOrder)
	}
}
