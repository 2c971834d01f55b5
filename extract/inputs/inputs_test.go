package inputs

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// world is a module, another that it is replaced by, and a place for settings.
const world = `
-- main/go.mod --
module example.com/main

go 1.25

require example.com/other v0.0.0

replace example.com/other => ../other
-- main/chat/chat.go --
package chat

import (
	"strings"

	"example.com/main/text"
)

// Name is of version 1.
const Name = text.Prefix + "chat"

var _ = strings.ToUpper
-- main/chat/chat_test.go --
package chat

import (
	"testing"

	"example.com/main/fixture"
)

func TestName(t *testing.T) { _ = fixture.Name }
-- main/chat/chat_windows.go --
package chat

const system = "windows"
-- main/chat/tagged.go --
//go:build special

package chat

const tag = "special"
-- main/chat/ws_contract.lock.json --
{"channels": 1}
-- main/chat/data/file.txt --
data
-- main/text/text.go --
package text

import "example.com/other"

// Prefix is before all.
const Prefix = other.Prefix
-- main/fixture/fixture.go --
package fixture

const Name = "fixture 1"
-- main/notes/notes.txt --
notes
-- other/go.mod --
module example.com/other

go 1.25
-- other/other.go --
package other

const Prefix = "prefix"
-- settings/env --
GOFLAGS=-trimpath
`

// An edit is something that happens between two runs.
type edit struct {
	name string
	do   func(t *testing.T, dir string)
}

// replace puts new text, of the same size or not, in the place of old text.
func replace(file, old, new string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		path := filepath.Join(dir, file)
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(content), old) {
			t.Fatalf("%s has no %q", file, old)
		}
		write(t, path, strings.Replace(string(content), old, new, 1))
	}
}

func create(file, content string) func(*testing.T, string) {
	return func(t *testing.T, dir string) { write(t, filepath.Join(dir, file), content) }
}

func remove(file string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		if err := os.Remove(filepath.Join(dir, file)); err != nil {
			t.Fatal(err)
		}
	}
}

func setenv(name, value string) func(*testing.T, string) {
	return func(t *testing.T, _ string) { t.Setenv(name, value) }
}

// edits may each change what a run over ./chat finds.
var edits = []edit{
	{"code", replace("main/chat/chat.go", `"chat"`, `"chut"`)},
	{"a comment", replace("main/chat/chat.go", "version 1", "version 2")},
	{"a new file", create("main/chat/more.go", "package chat\n")},
	{"a file less", remove("main/chat/tagged.go")},
	{"a test", replace("main/chat/chat_test.go", "TestName", "TestNome")},
	{"what a test imports", replace("main/fixture/fixture.go", "fixture 1", "fixture 2")},
	{"a file for another system", replace("main/chat/chat_windows.go", "system", "sustem")},
	{"a file for a build tag", replace("main/chat/tagged.go", "tag =", "tog =")},
	{"an import", replace("main/text/text.go", "other.Prefix", `"prefix"`)},
	{"a comment in an import", replace("main/text/text.go", "before", "behind")},
	{"a replaced module", replace("other/other.go", `"prefix"`, `"profix"`)},
	{"a file of the output", replace("main/chat/ws_contract.lock.json", "1", "2")},
	{"a file where output may come to stand", create("main/chat/client.ts", "mine")},
	{"a link to another file", func(t *testing.T, dir string) {
		remove("main/chat/tagged.go")(t, dir)
		if err := os.Symlink("chat_windows.go", filepath.Join(dir, "main/chat/tagged.go")); err != nil {
			t.Skip(err)
		}
	}},
	{"the Go version of the module", replace("main/go.mod", "go 1.25\n", "go 1.24\n")},
	{"go.sum", create("main/go.sum", "example.com/x v1.0.0 h1:x=\n")},
	{"a workspace", create("go.work", "go 1.25\n\nuse (\n\t./main\n\t./other\n)\n")},
	{"GOOS", setenv("GOOS", "windows")},
	{"GOARCH", setenv("GOARCH", "386")},
	{"CGO_ENABLED", setenv("CGO_ENABLED", "0")},
	{"GOEXPERIMENT", setenv("GOEXPERIMENT", "jsonv2")},
	{"GOFLAGS", setenv("GOFLAGS", "-tags=special")},
	{"GODEBUG", setenv("GODEBUG", "gotypesalias=0")},
	{"the settings of go env -w", replace("settings/env", "-trimpath", "-tags=special")},
	{"flags that bring in files", func(t *testing.T, dir string) {
		create("overlay.json", "{}")(t, dir)
		t.Setenv("GOFLAGS", "-overlay="+filepath.Join(dir, "overlay.json"))
	}},
}

// trifles change nothing.
var trifles = []edit{
	{"nothing", func(*testing.T, string) {}},
	{"the time of a file", func(t *testing.T, dir string) {
		if err := os.Chtimes(filepath.Join(dir, "main/chat/chat.go"), time.Time{}, time.Now()); err != nil {
			t.Fatal(err)
		}
	}},
	{"a file in no package", replace("main/notes/notes.txt", "notes", "nodes")},
	{"a file below a package", replace("main/chat/data/file.txt", "data", "dota")},
	{"a package that nothing imports", create("main/stray/stray.go", "package stray\n")},
	{"the environment of other programs", setenv("EDITOR", "ed")},
}

func TestARunIsKnownUntilSomethingChanges(t *testing.T) {
	for _, e := range edits {
		t.Run(e.name, func(t *testing.T) { tryEdit(t, e, false) })
	}
	for _, e := range trifles {
		t.Run(e.name, func(t *testing.T) { tryEdit(t, e, true) })
	}
}

func tryEdit(t *testing.T, e edit, known bool) {
	dir, run := newRun(t)
	if run.Known(t.Context()) {
		t.Fatal("known before it was remembered")
	}
	if err := run.Remember(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if !run.Known(t.Context()) {
		t.Fatal("not known although nothing has changed")
	}
	builds := buildIDs(t, run)
	e.do(t, dir)
	age(t, dir) // times tell nothing
	if got := run.Known(t.Context()); got != known {
		t.Errorf("known: %t, want %t", got, known)
	}
	if known && buildIDs(t, run) != builds {
		t.Error("the go command sees a change")
	}
}

func TestOtherRunsAreNotKnown(t *testing.T) {
	_, run := newRun(t)
	if err := run.Remember(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	others := map[string]func(*Run){
		"another command": func(r *Run) { r.Does = []string{"generate"} },
		"another flag":    func(r *Run) { r.Does = append(r.Does, "-emit=go") },
		"build tags":      func(r *Run) { r.Flags = []string{"-tags=special"} },
		"other packages":  func(r *Run) { r.Patterns = append(r.Patterns, "./text") },
		"without tests":   func(r *Run) { r.Tests = false },
		"no cache":        func(r *Run) { r.Cache = "" },
		"another place":   func(r *Run) { r.Dir, r.Patterns = filepath.Join(r.Dir, "chat"), []string{"."} },
	}
	for name, change := range others {
		other := *run
		change(&other)
		if other.Known(t.Context()) {
			t.Errorf("%s: known", name)
		}
	}
}

func TestWhatIsNotWhollyKnownIsNotRemembered(t *testing.T) {
	for _, test := range []struct {
		edit
		why string
	}{
		{edit{"a file that is not Go", replace("main/chat/chat.go", "package", "pockage")}, "is incomplete"},
		{edit{"an import that is not there", replace("main/chat/chat_test.go", "main/fixture", "main/nowhere")}, "is incomplete"},
		{edit{"C", create("main/chat/c.go", "package chat\n\nimport \"C\"\n")}, "consists of C"},
		{edit{"an overlay", setenv("GOFLAGS", "-overlay=overlay.json")}, ""},
		{edit{"another driver", setenv("GOPACKAGESDRIVER", "driver")}, "driver"},
		{edit{"no packages", func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "main/chat")); err != nil {
				t.Fatal(err)
			}
		}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir, run := newRun(t)
			t.Setenv("CGO_ENABLED", "1")
			test.do(t, dir)
			age(t, dir)
			if err := run.Remember(t.Context(), nil); err == nil || !strings.Contains(err.Error(), test.why) {
				t.Errorf("error %v, want one with %q", err, test.why)
			}
		})
	}
	t.Run("a file that was just written", func(t *testing.T) {
		dir, run := newRun(t)
		create("main/text/more.go", "package text\n")(t, dir)
		if err := run.Remember(t.Context(), nil); err == nil {
			t.Error("no error")
		}
	})
	t.Run("a file in the directory of no package", func(t *testing.T) {
		dir, run := newRun(t)
		if err := run.Remember(t.Context(), []string{filepath.Join(dir, "main", "notes", "notes.txt")}); err == nil {
			t.Error("no error")
		}
	})
}

func TestARecordThatIsBroken(t *testing.T) {
	_, run := newRun(t)
	for range 2 { // the second time over what is broken
		if err := run.Remember(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		path, err := run.path()
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, broken := range []string{"", "{", "{}", "null", string(content[:len(content)/2])} {
			write(t, path, broken)
			if run.Known(t.Context()) {
				t.Errorf("known by %q", broken)
			}
		}
	}
}

func TestWhatNobodyUsesIsRemoved(t *testing.T) {
	_, run := newRun(t)
	old := filepath.Join(run.Cache, "old.json")
	write(t, old, "{}")
	age(t, run.Cache)
	if err := run.Remember(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("the old record is still there")
	}
	if entries, err := os.ReadDir(run.Cache); err != nil || len(entries) != 1 {
		t.Errorf("%d files in the cache, error %v; want the new record", len(entries), err)
	}
}

// newRun writes the world, and returns its directory and a run over its ./chat.
func newRun(t *testing.T) (string, *Run) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(world)).Files {
		write(t, filepath.Join(dir, f.Name), string(f.Data))
	}
	age(t, dir)
	for name, value := range map[string]string{
		"GOENV": filepath.Join(dir, "settings", "env"), "GOFLAGS": "", "GOWORK": "", "GOPROXY": "off", "GODEBUG": "", "GOEXPERIMENT": "",
	} {
		t.Setenv(name, value)
	}
	return dir, &Run{
		Does: []string{"check"}, Dir: filepath.Join(dir, "main"), Patterns: []string{"./chat"}, Tests: true,
		Began: time.Now(), Cache: filepath.Join(t.TempDir(), "cache"),
	}
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// age sets the times of everything in a directory to the same, long ago.
func age(t *testing.T, dir string) {
	t.Helper()
	past := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chtimes(path, past, past)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// buildIDs returns what the go command knows packages by, source, imports and
// settings taken together.
func buildIDs(t *testing.T, run *Run) string {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), "go", "list", "-e", "-export", "-test", "-deps", "-f", "{{.ImportPath}} {{.BuildID}}", "./chat")
	cmd.Dir = run.Dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
