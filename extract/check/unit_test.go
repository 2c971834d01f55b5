package check

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/txtar"
)

// TestMain makes a tool of go vet of the test program when a test asks for one.
func TestMain(m *testing.M) {
	if os.Getenv(asTool) != "" {
		unitchecker.Main(Analyzers...)
	}
	os.Exit(m.Run())
}

const asTool = "WSCONTRACT_CHECK_AS_TOOL"

// module writes a module example.com/m, with the runtime of testdata/vet, and returns
// its directory.
func module(t *testing.T, src string) string {
	t.Helper()
	dir := t.TempDir()
	files := txtar.Parse([]byte(`
-- go.mod --
module example.com/m

go 1.26

require github.com/wscontract/wscontract v0.0.0

replace github.com/wscontract/wscontract => ./wscontract
-- wscontract/go.mod --
module github.com/wscontract/wscontract

go 1.26
` + src)).Files
	stub, err := os.ReadFile("../../testdata/vet/src/github.com/wscontract/wscontract/runtime/runtime.go")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, txtar.File{Name: "wscontract/runtime/runtime.go", Data: stub})
	for _, f := range files {
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

// vet returns the lines that go vet prints in a directory.
func vet(t *testing.T, dir string, args ...string) []string {
	t.Helper()
	tool, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", slices.Concat([]string{"vet", "-vettool=" + tool}, args)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asTool+"=1", "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(out)) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			lines = append(lines, filepath.ToSlash(line))
		}
	}
	return lines
}

// TestUnits holds what go vet finds, package by package, to what is expected: a
// pass knows other packages only by their export data and facts, and facts only
// of the packages that it imports itself.
func TestUnits(t *testing.T) {
	for _, test := range []struct {
		name, src string
		want      []string // regular expressions
	}{
		{
			"a channel is mentioned by a package that another package imports",
			`
-- main.go --
package main

import (
	"example.com/m/chat"
	"example.com/m/setup"
	"github.com/wscontract/wscontract/runtime"
)

func main() {
	srv := runtime.NewServer(runtime.Options{})
	runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.Event, chat.Event]{})
	setup.Run(srv)
}
-- setup/setup.go --
package setup

import "example.com/m/presence"

func Run(srv any) { presence.Run(srv) }
-- presence/presence.go --
package presence

import (
	"example.com/m/chat"
	"github.com/wscontract/wscontract/runtime"
)

func Run(srv any) {
	runtime.Handle(srv.(*runtime.Server), chat.Channels.Presence, runtime.Handler[chat.Event, chat.Event]{})
}
-- chat/chat.go --
package chat

import "github.com/wscontract/wscontract/runtime"

//ws:channel chat
type Chat struct{ ServerToClient Event }

//ws:channel presence
type Presence struct{ ServerToClient Event }

type Event struct{ Text string }

var Channels struct{ Chat, Presence runtime.Channel[Event, Event] }
`,
			nil,
		},
		{
			"a union is declared in a package that another package imports",
			`
-- chat/chat.go --
package chat

import "example.com/m/parts"

//ws:channel chat
type Chat struct{ ServerToClient Event }

type Event struct {
	Part parts.Part
	ID   int64
}
-- parts/parts.go --
package parts

import "example.com/m/unions"

type Part struct{ Union unions.Union }
-- unions/unions.go --
package unions

//ws:union
type Union interface{ union() }

type say struct{ ID int64 }

func (say) union() {}
`,
			[]string{`^chat/chat.go:10:2: JavaScript rounds`, `^unions/unions.go:6:18: JavaScript rounds`},
		},
		{
			"a package with directives imports others for its functions",
			`
-- chat/chat.go --
package chat

import "example.com/m/parts"

//ws:channel chat
type Chat struct{ ServerToClient Event }

type Event struct {
	Part parts.Part
	ID   int64
}
-- parts/parts.go --
package parts

import (
	"image/png"
	"text/template"
)

//ws:strict
type Part struct{ ID int64 }

type Unrelated struct{ t *template.Template }

func Level() int { return int(png.BestSpeed) }
`,
			[]string{`^chat/chat.go:10:2: JavaScript rounds`, `^parts/parts.go:9:19: JavaScript rounds`},
		},
		{
			// What is of another module may have more values, whatever its path is.
			"a module whose path begins with that of another",
			`
-- go.mod --
module example.com/m

go 1.26

require example.com/m/levels v0.0.0

replace example.com/m/levels => ./levels
-- chat/chat.go --
package chat

import "example.com/m/levels"

//ws:channel chat
type Chat struct{ ServerToClient Event }

type Event struct {
	Level levels.Level ` + "`validate:\"oneof=info debug\"`" + `
	At    levels.Place
}
-- levels/go.mod --
module example.com/m/levels

go 1.26
-- levels/levels.go --
package levels

type Level string

const Info Level = "info"

type Place struct{ X int64 }
`,
			nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := vet(t, module(t, test.src), "./...")
			if !slices.EqualFunc(got, test.want, func(line, pattern string) bool { return regexp.MustCompile(pattern).MatchString(line) }) {
				t.Errorf("go vet prints\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
		})
	}
}

// The fixes of all analyzers are made at once, and leave nothing to be fixed. A single
// quote stands for a back quote here.
func TestFixesOfOneLineGoTogether(t *testing.T) {
	t.Parallel()
	const before, after = `package m

//ws:channel chat
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A    int 'jsno:"a,omitzero"'                   //ws:ignore any "a number"
	B    int 'json:"b,omitempty" vaildate:"max=5"' //ws:ignore any "a number"
	C    int 'json:"c,omitempty,omitzeor"'
	D, E int 'json:",omitempty"'
	// F is whatever the application sent.
	//
	//ws:ignore int64 "not one"
	//ws:ignore mapkey "no map"
	F any
}
`, `package m

//ws:channel chat
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A    int 'json:"a,omitzero"'
	B    int 'json:"b,omitzero" validate:"max=5"'
	C    int 'json:"c,omitempty,omitzero"'
	D, E int 'json:",omitzero"'
	// F is whatever the application sent.
	//
	F any
}
`
	dir := module(t, "-- chat.go --\n"+strings.ReplaceAll(before, "'", "`"))
	vet(t, dir, "-fix", "./...")
	fixed, err := os.ReadFile(filepath.Join(dir, "chat.go"))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(string(fixed), "`", "'"); got != after {
		t.Errorf("%s\nis what becomes of it, and not\n%s", got, after)
	}
	if left := vet(t, dir, "./..."); len(left) > 0 {
		t.Errorf("go vet still prints\n\t%s", strings.Join(left, "\n\t"))
	}
}
