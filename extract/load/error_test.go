package load

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/diag"
)

func TestWhatCannotBeLoaded(t *testing.T) {
	dir := module(t, `
-- m/go.mod --
module example.com/m

go 1.26
-- m/a/a.go --
package a
-- m/empty/readme.txt --
-- m/tagged/tagged.go --
//go:build other

package tagged
-- outside/a.go --
package outside
-- other/go.mod --
module example.com/other

go 1.26
-- other/o.go --
package other
-- bad/go.mod --
module

nonsense
-- work/go.work --
go 1.26

use ./x
-- work/x/go.mod --
module example.com/x

go 1.26
-- work/x/x.go --
package x
-- newer/go.mod --
module example.com/newer

go 1.99
-- newer/n.go --
package newer
`)
	for _, test := range []struct {
		dir     string
		pattern string
		want    string // substring; $DIR is the directory
	}{
		{"m", "./nope", "./nope: stat $DIR/m/nope: directory not found"},
		{"m", "./nope/...", "pattern ./nope/...: lstat ./nope/: no such file or directory"},
		{"m", "./a ./empty/...", "pattern ./empty/... matches no packages; check the path, which is relative to $DIR/m"},
		{"m", "example.com/m/b/...", "pattern example.com/m/b/... matches no packages"},
		{"m", "./empty", "no Go files in $DIR/m/empty"},
		{"m", "./tagged", "build constraints exclude all Go files in $DIR/m/tagged; choose build tags with -tags"},
		{"m", "a", "package a is not in std ($GOROOT/src/a); did you mean ./a?"},
		{"m", "example.com/far", "no required module provides package example.com/far; to add it:"},
		{"m", "a/a.go", "a/a.go is a file; name its package instead: ./a"},
		{"m", "./a/a.go", "name its package instead: ./a"},
		{"m", "a.go", "name its package instead: ."},
		{"m", "../other", "directory ../other outside main module or its selected dependencies; name the directory of its module with -C"},
		{"m", "../other/...", "; name the directory of its module with -C"},
		{"m", "../outside", "; name the directory of its module with -C"},
		{"outside", ".", "there is no go.mod in $DIR/outside or above it; run \"go mod init\", or name the directory of a module with -C"},
		{"outside", "./...", "there is no go.mod in $DIR/outside or above it"},
		{"nowhere", "./...", "$DIR/nowhere is not a directory"},
		{"m/a/a.go", "./...", "$DIR/m/a/a.go is not a directory"},
		{"bad", "./...", "errors parsing go.mod"},
		{"work", "./...", "; name a module of the workspace, such as ./MODULE/..., or all of them with the pattern work"},
		{"newer", "./...", "go.mod requires go >= 1.99"},
	} {
		t.Run(test.dir+" "+test.pattern, func(t *testing.T) {
			t.Parallel()
			p, diags, err := Packages(context.Background(), Config{Dir: filepath.Join(dir, test.dir), Env: offline()}, strings.Fields(test.pattern)...)
			if err == nil {
				t.Fatalf("loaded %s, %v", sources(p), lines(diags))
			}
			got := strings.ReplaceAll(err.Error(), dir, "$DIR")
			if before, after, ok := strings.Cut(got, "in std ("); ok {
				_, after, _ = strings.Cut(after, "/src/")
				got = before + "in std ($GOROOT/src/" + after
			}
			if !strings.Contains(got, test.want) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if strings.Contains(got, "exit status") || strings.Contains(got, "stderr") {
				t.Errorf("the message is noisy: %s", got)
			}
		})
	}
}

func TestGoCommandIsMissing(t *testing.T) {
	dir := module(t, "-- a.go --\npackage a\n")
	t.Setenv("PATH", dir)
	_, _, err := Packages(context.Background(), Config{Dir: dir})
	if err == nil || !strings.HasPrefix(err.Error(), "the go command is not in PATH;") {
		t.Error(err)
	}
}

func TestLoadingIsCancelled(t *testing.T) {
	t.Parallel()
	dir := module(t, "-- a.go --\npackage a\n")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Packages(ctx, Config{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestWhatIsWrongInSource(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      []string
	}{
		{
			"a syntax error in a package with a directive",
			"-- a.go --\npackage a\n\n//ws:channel\ntype Chat struct{ X int\n\nfunc f() {}\n-- b.go --\npackage a\n\n//ws:chanel\ntype B struct{}\n",
			[]string{`^a.go:4:24: syntax error: expected '}', found newline|^a.go:6:1: syntax error`},
		},
		{
			"a syntax error before the package clause",
			"-- a.go --\npackag a\n\n//ws:channel\ntype Chat struct{}\n",
			[]string{`^a.go:1:1: syntax error: expected 'package'`},
		},
		{
			"a file that the go command leaves out",
			"-- a.go --\npackage a\n-- b.go --\n//go:build linux darwin\n\npackage a\n\n//ws:channel\ntype Chat struct{}\n",
			[]string{`^b.go:1:1: parsing //go:build line: unexpected token darwin; until this is mended, the go command leaves the file out$`},
		},
		{
			"two packages in a directory",
			"-- a.go --\npackage a\n\n//ws:channel\ntype Chat struct{}\n-- b.go --\npackage b\n",
			[]string{`^b.go:1:9: this file belongs to package b, but others in the directory to package a; make them one package or move it \(a.go:1:9: package a is here\)$`},
		},
		{
			"an import cycle",
			"-- a/a.go --\npackage a\n\nimport \"example.com/m/b\"\n\n//ws:channel\ntype Chat struct{ ServerToClient b.B }\n" +
				"-- b/b.go --\npackage b\n\nimport \"example.com/m/c\"\n\n//ws:strict\ntype B struct{ C c.C }\n" +
				"-- c/c.go --\npackage c\n\nimport \"example.com/m/a\"\n\n//ws:strict\ntype C struct{ A a.Chat }\n",
			[]string{`^c/c.go:3:8: import cycle: example.com/m/c imports example.com/m/a imports example.com/m/b imports example.com/m/c; ` +
				`move what both sides need into a package of its own ` +
				`\(a/a.go:3:8: example.com/m/a imports example.com/m/b here\) \(b/b.go:3:8: example.com/m/b imports example.com/m/c here\)$`},
		},
		{
			"a package that imports itself",
			"-- a.go --\npackage a\n\nimport a \"example.com/m\"\n\n//ws:channel\ntype Chat struct{ ServerToClient a.Chat }\n",
			[]string{`^a.go:3:10: import cycle: example.com/m imports example.com/m; move`},
		},
		{
			"a cycle that no contract is part of",
			"-- a/a.go --\npackage a\n\nimport \"example.com/m/b\"\n\n//ws:channel\ntype Chat struct{ ServerToClient struct{ B b.B } }\n" +
				"-- b/b.go --\npackage b\n\nimport \"example.com/m/c\"\n\ntype B struct{ C *c.C }\n" +
				"-- c/c.go --\npackage c\n\nimport \"example.com/m/b\"\n\ntype C struct{ B *b.B }\n",
			nil,
		},
		{
			"directives on types that only the type checker knows",
			"-- a.go --\npackage a\n\nimport \"time\"\n\n//ws:strict\ntype A time.Month\n\n//ws:enum\ntype B time.Time\n\n//ws:enum\ntype C time.Month\n\n//ws:strict\ntype D time.Nothing\n",
			[]string{
				`^a.go:5:1: ws:strict belongs on a struct type, and A is a named integer type$`,
				`^a.go:8:1: ws:enum belongs on a named string type or a named integer type, and B is a struct type$`,
			},
		},
		{
			"mistakes in a package without channels",
			"-- a.go --\npackage a\n\n//ws:chanel\ntype Chat struct{}\n-- b/b.go --\npackage b\n\n// ws: channel\ntype Chat struct{}\n",
			[]string{`^a.go:3:1: unknown directive ws:chanel; did you mean ws:channel\?$`, `^b/b.go:3:1: // ws: channel is not read as a directive; write //ws:channel$`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, diags := load(t, module(t, test.src), "./...")
			wantLines(t, lines(diags), test.want...)
		})
	}
}

func TestTypeErrors(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a.go --
package a

import (
	"example.com/m/b"
	"example.com/nowhere/gone"
)

//ws:channel
type Chat struct {
	ServerToClient Said
	ClientToServer b.Missing
}

type Said struct {
	Text Txt
	Who  gone.Who
}

var elsewhere int = "no int"

type Unrelated struct{ X Nothing }
-- b/b.go --
package b

//ws:strict
type B struct{ X Nowhere }
`)
	p := loadClean(t, dir, ".")
	var got []string
	for _, err := range p.Packages[0].Errors {
		got = append(got, lines(diag.List{{Pos: p.Position(err.Pos), Message: err.Msg}})...)
	}
	wantLines(t, got,
		`^a.go:5:2: could not import example.com/nowhere/gone \(no required module provides package example.com/nowhere/gone; to add it: go get example.com/nowhere/gone\)$`,
		`^a.go:11:19: undefined: b.Missing$`,
		`^a.go:15:7: undefined: Txt$`,
		`^a.go:16:7: could not import example.com/nowhere/gone \(no required module`,
	)
	if errs := p.Errors("example.com/m/b"); len(errs) != 1 || errs[0].Msg != "undefined: Nowhere" {
		t.Errorf("errors of b: %v", errs)
	}
	if errs := p.Errors("example.com/m/c"); errs != nil {
		t.Errorf("errors of c: %v", errs)
	}
}

func TestDeclaredNames(t *testing.T) {
	t.Parallel()
	dir := module(t, `
-- a.go --
package a

import (
	"math/rand/v2"
	str "strings"
	_ "embed"
)

//ws:channel
type Chat struct{ ServerToClient struct{ X int } }

func (Chat) method() {}

func init() {}

var one, _ = rand.Int(), str.ToUpper("")
-- a_windows.go --
package a

func onWindows() {}
-- a_test.go --
package a

import . "testing"

const inTest = 1

func TestA(t *T) {}
-- x_test.go --
package a_test

func external() {}
-- tool.go --
//go:build ignore

package main

func main() {}
-- ws_channels.gen.go --
package a

var Channels = 1
`)
	decls, imports := loadClean(t, dir).Declared("example.com/m")
	for name, want := range map[string]string{
		"Chat": "a.go", "one": "a.go", "onWindows": "a_windows.go", "inTest": "a_test.go", "TestA": "a_test.go",
		"method": "", "init": "", "_": "", "external": "", "main": "", "Channels": "", "rand": "",
	} {
		if got := decls[name].File; got != want {
			t.Errorf("%s is declared in %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"rand": "a.go", "str": "a.go", "strings": "", "embed": "", "_": "", ".": ""} {
		if got := imports[name].File; got != want {
			t.Errorf("%s is imported in %q, want %q", name, got, want)
		}
	}
}
