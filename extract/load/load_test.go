package load

import (
	"context"
	"fmt"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/source"
)

// module writes the files of a txtar archive into a new directory. Unless there
// is one, a go.mod is added.
func module(t *testing.T, src string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if resolved, err := filepath.EvalSymlinks(dir); err == nil {
		dir = resolved
	}
	archive := txtar.Parse([]byte(src))
	hasModule := slices.ContainsFunc(archive.Files, func(f txtar.File) bool {
		return path.Base(f.Name) == "go.mod" || f.Name == "go.work"
	})
	if !hasModule {
		archive.Files = append(archive.Files, txtar.File{Name: "go.mod", Data: []byte("module example.com/m\n\ngo 1.26\n")})
	}
	for _, f := range archive.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// offline is the environment of the go command in tests: nothing is downloaded.
func offline() []string {
	return append(os.Environ(), "GOPROXY=off", "GOFLAGS=", "GOWORK=", "GOTOOLCHAIN=local")
}

// load loads packages of a directory, which must be possible.
func load(t *testing.T, dir string, patterns ...string) (*source.Program, diag.List) {
	t.Helper()
	p, diags, err := Packages(context.Background(), Config{Dir: dir, Env: offline()}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	return p, diags
}

// loadClean loads packages in which nothing is wrong.
func loadClean(t *testing.T, dir string, patterns ...string) *source.Program {
	t.Helper()
	p, diags := load(t, dir, patterns...)
	for _, d := range lines(diags) {
		t.Error(d)
	}
	return p
}

// lines writes diagnostics as file:line:column: message, one each, and related
// places behind them.
func lines(diags diag.List) []string {
	var list []string
	for _, d := range diags {
		line := fmt.Sprintf("%s:%d:%d: %s", d.Pos.File, d.Pos.Line, d.Pos.Column, d.Message)
		for _, r := range d.Related {
			line += fmt.Sprintf(" (%s:%d:%d: %s)", r.Pos.File, r.Pos.Line, r.Pos.Column, r.Message)
		}
		list = append(list, line)
	}
	return list
}

// wantLines compares lines with regular expressions, one for each.
func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(want):
			t.Errorf("unexpected: %s", got[i])
		case i >= len(got):
			t.Errorf("missing: %s", want[i])
		case !regexp.MustCompile(want[i]).MatchString(got[i]):
			t.Errorf("got:  %s\nwant: %s", got[i], want[i])
		}
	}
}

// sources returns the import paths of the sources of a program.
func sources(p *source.Program) string {
	var paths []string
	for _, s := range p.Packages {
		paths = append(paths, s.Pkg.Path())
	}
	return strings.Join(paths, " ")
}

// typeString returns the underlying type of a package-level type of a source.
func typeString(t *testing.T, p *source.Program, path, name string) string {
	t.Helper()
	for _, s := range p.Packages {
		if s.Pkg.Path() == path {
			if obj := s.Pkg.Scope().Lookup(name); obj != nil {
				return types.TypeString(obj.Type().Underlying(), nil)
			}
			return "no " + name
		}
	}
	return "no " + path
}

const threePackages = `
-- root.go --
package m
-- a/a.go --
package a

//ws:channel
type Chat struct{ ServerToClient B }

type B struct{ X int }
-- b/b.go --
package b

// ws:channels
type API struct{ Chat struct{} }
-- c/c.go --
package c

//ws:strict
type Message struct{}
-- c/d/d.go --
package d

type Plain struct{}
-- broken/broken.go --
package broken

func {
`

func TestSourcesArePackagesWithChannels(t *testing.T) {
	dir := module(t, threePackages)
	for _, test := range []struct {
		dir      string
		patterns []string
		want     string
	}{
		{"", []string{"./..."}, "example.com/m/a example.com/m/b"},
		{"", []string{"./a"}, "example.com/m/a"},
		{"", []string{"./c/..."}, ""},
		{"", []string{"example.com/m/b", "./a"}, "example.com/m/a example.com/m/b"},
		{"", []string{"example.com/m/..."}, "example.com/m/a example.com/m/b"},
		{"", nil, ""},
		{"a", nil, "example.com/m/a"},
		{"a", []string{"../b"}, "example.com/m/b"},
		{"c", []string{"../..."}, "example.com/m/a example.com/m/b"},
		{"", []string{dir + "/a"}, "example.com/m/a"},
	} {
		t.Run(fmt.Sprint(test.dir, test.patterns), func(t *testing.T) {
			t.Parallel()
			p := loadClean(t, filepath.Join(dir, test.dir), test.patterns...)
			if got := sources(p); got != test.want {
				t.Errorf("sources %q, want %q", got, test.want)
			}
		})
	}
}

func TestDirectoryMayBeALink(t *testing.T) {
	t.Parallel()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(module(t, threePackages), link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if got := sources(loadClean(t, link, "./...")); got != "example.com/m/a example.com/m/b" {
		t.Errorf("sources %s", got)
	}
	if got := sources(loadClean(t, filepath.Join(link, "a"))); got != "example.com/m/a" {
		t.Errorf("sources %s", got)
	}
}

func TestTestFilesAreLeftOut(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a.go --
package a
-- a_test.go --
package a

//ws:channel
type Chat struct{}

//ws:chanel
type Typo struct{}
`)
	if p := loadClean(t, dir); len(p.Packages) > 0 {
		t.Errorf("sources %s", sources(p))
	}
}

func TestBuildTagsChooseFiles(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a.go --
package a
-- tagged.go --
//go:build realtime

package a

//ws:channel
type Chat struct{}
`)
	if p := loadClean(t, dir); len(p.Packages) > 0 {
		t.Errorf("without tag: sources %s", sources(p))
	}
	p, diags, err := Packages(context.Background(), Config{Dir: dir, Env: offline(), BuildFlags: []string{"-tags=realtime"}})
	if err != nil || diags != nil || sources(p) != "example.com/m" {
		t.Errorf("with tag: sources %s, %v, %v", sources(p), diags, err)
	}
}

func TestOverlayReplacesFiles(t *testing.T) {
	t.Parallel()
	dir := module(t, "-- a.go --\npackage a\n")
	p, diags, err := Packages(context.Background(), Config{Dir: dir, Env: offline(), Overlay: map[string][]byte{
		filepath.Join(dir, "a.go"): []byte("package a\n\n//ws:channel\ntype Chat struct{}\n"),
	}})
	if err != nil || diags != nil || sources(p) != "example.com/m" {
		t.Errorf("sources %s, %v, %v", sources(p), diags, err)
	}
}

func TestWorkspace(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- go.work --
go 1.26

use (
	./x
	./y
)
-- x/go.mod --
module example.com/x

go 1.26
-- x/api/a.go --
package api

import "example.com/y/event"

//ws:channel
type Chat struct{ ServerToClient event.Said }
-- x/api/only.go --
package api

//ws:strict
type Only struct{}
-- y/go.mod --
module example.com/y

go 1.26
-- y/event/event.go --
package event

// Said is said.
type Said struct{ Text string }
-- y/api/a.go --
package api
`)
	p := loadClean(t, dir, "./x/...", "./y/...")
	if got := typeString(t, p, "example.com/x/api", "Chat"); got != "struct{ServerToClient example.com/y/event.Said}" {
		t.Errorf("Chat is %s", got)
	}
	for _, path := range []string{"example.com/x/api", "example.com/y/event"} {
		if !p.Local(path) {
			t.Errorf("%s is not local", path)
		}
	}
	if p.Local("time") {
		t.Error("time is local")
	}
	if got := sources(loadClean(t, dir, "work")); got != "example.com/x/api" {
		t.Errorf("sources of the pattern work: %s", got)
	}
	decls := p.Decls("example.com/x/api")
	for _, test := range []struct{ name, file string }{
		{p.Position(decls.Types["Only"].Pos).File, filepath.Join(dir, "x/api/only.go")},
		{p.Position(decls.Types["Chat"].Pos).File, filepath.Join(dir, "x/api/a.go")},
		{p.Position(p.Decls("example.com/y/event").Types["Said"].Pos).File, filepath.Join(dir, "y/event/event.go")},
	} {
		if got, err := filepath.Abs(p.Filename(test.name)); err != nil || got != test.file {
			t.Errorf("%s leads to %s, want %s", test.name, got, test.file)
		}
	}
	if got := p.Position(decls.Types["Only"].Pos).File; got != "api/only.go" {
		t.Errorf("the file is %s, want it relative to its module", got)
	}
	if got := p.Position(decls.Types["Chat"].Pos).File; got != "example.com/x/api/a.go" {
		t.Errorf("the file is %s, want it with its module, because another module has one of that name", got)
	}
}

func TestVendoredModule(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- go.mod --
module example.com/m

go 1.26

require example.com/dep v1.2.3
-- vendor/modules.txt --
# example.com/dep v1.2.3
## explicit; go 1.26
example.com/dep/event
-- vendor/example.com/dep/event/event.go --
// Package event is of another module.
package event

// Said is said.
type Said struct {
	Text string // what was said
}

// ws: channel looks like a directive, but is not ours to reword.
type Prose struct{}
-- a.go --
package a

import "example.com/dep/event"

//ws:channel
type Chat struct{ ServerToClient event.Said }
`)
	p := loadClean(t, dir, "./...")
	if got := typeString(t, p, "example.com/m", "Chat"); got != "struct{ServerToClient example.com/dep/event.Said}" {
		t.Errorf("Chat is %s", got)
	}
	decls := p.Decls("example.com/dep/event")
	said := decls.Types["Said"]
	if said.Doc != "Said is said." || decls.Doc != "Package event is of another module." {
		t.Errorf("docs %q, %q", decls.Doc, said.Doc)
	}
	pos := p.Position(said.Pos)
	if got := fmt.Sprintf("%s:%d:%d", pos.File, pos.Line, pos.Column); got != "example.com/dep@v1.2.3/event/event.go:5:6" {
		t.Errorf("Said is at %s", got)
	}
	if got, _ := filepath.Abs(p.Filename(pos.File)); got != filepath.Join(dir, "vendor/example.com/dep/event/event.go") {
		t.Errorf("%s leads to %s", pos.File, got)
	}
	if p.Local("example.com/dep/event") || p.Dir("example.com/dep/event") != filepath.Join(dir, "vendor/example.com/dep/event") {
		t.Errorf("it is local or in %s", p.Dir("example.com/dep/event"))
	}
	wantLines(t, lines(p.Mistakes()))
}

func TestStandardLibraryIsReadOnDemand(t *testing.T) {
	t.Parallel()
	dir := module(t, "-- a.go --\npackage a\n\nimport \"time\"\n\n//ws:channel\ntype Chat struct{ ServerToClient time.Month }\n")
	p := loadClean(t, dir)
	decls := p.Decls("time")
	if i := slices.Index(decls.ValueOrder, "January"); i < 0 || decls.ValueOrder[i+1] != "February" {
		t.Errorf("the months do not stand in order: %v", decls.ValueOrder)
	}
	if pos := p.Position(decls.Types["Month"].Pos); pos.File != "std/time/time.go" || pos.Line == 0 {
		t.Errorf("Month is at %v", pos)
	}
	if decls := p.Decls("example.com/nowhere"); decls == nil || len(decls.Types) > 0 {
		t.Errorf("a package that is not at hand has %v", decls)
	}
}

func TestPositionsIgnoreLineComments(t *testing.T) {
	t.Parallel()
	dir := module(t, "-- a.go --\npackage a\n\n//line other.go:100\n\n//ws:chanel\ntype Chat struct{}\n")
	_, diags := load(t, dir)
	wantLines(t, lines(diags), `^a.go:5:1: unknown directive ws:chanel`)
}

func TestFilenamesAreRelativeToTheWorkingDirectory(t *testing.T) {
	dir := module(t, "-- sub/a.go --\npackage a\n\n//ws:chanel\ntype Chat struct{}\n")
	t.Chdir(filepath.Join(dir, "sub"))
	p, diags := load(t, "..", "./...")
	var b strings.Builder
	diags.Print(&b, p.Filename)
	if want := "a.go:3:1: unknown directive ws:chanel; did you mean ws:channel?\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	if diags[0].Pos.File != "sub/a.go" {
		t.Errorf("the position says %s", diags[0].Pos.File)
	}
}
