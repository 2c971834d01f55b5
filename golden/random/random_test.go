package random

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/wscontract/wscontract/emit"
	"github.com/wscontract/wscontract/extract/load"
)

var (
	first = flag.Uint64("first", 1, "the first seed")
	seeds = flag.Int("seeds", 0, "how many seeds (0: a few)")
	limit = flag.Duration("for", 5*time.Second, "stop after this time; compiling comes before")
	count = flag.Int("messages", 0, "messages of each type (0: as many as take a few seconds)")
)

// TestRandomTypes generates packages, and lets the judges compare what the
// emitted code does. All packages are compiled into one program.
func TestRandomTypes(t *testing.T) {
	number, messages := *seeds, *count
	if number == 0 {
		number = 4
		if testing.Short() {
			number = 1
		}
	}
	if messages == 0 {
		messages = 3000
	}
	m := newModule(t)
	var list []uint64
	for i := range number {
		list = append(list, *first+uint64(i))
	}
	m.generate(list)
	if t.Failed() {
		m.keep()
		return
	}
	m.goCommand("build", "-o", "judge.exe", ".")
	cmd := exec.CommandContext(t.Context(), filepath.Join(m.dir, "judge.exe"), "-n", fmt.Sprint(messages))
	cmd.Args = append(cmd.Args, "-for", limit.String())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
		m.keep()
		return
	}
	t.Logf("seeds %d to %d: %s", list[0], list[len(list)-1], bytes.TrimSpace(out))
}

// TestSeedsRepeat holds that a seed always gives the same package, so that a
// failure can be had again.
func TestSeedsRepeat(t *testing.T) {
	for seed := range uint64(20) {
		first, again := generate(seed, false), generate(seed, false)
		if first != again {
			t.Errorf("seed %d gives two packages", seed)
		}
	}
}

// A module is the module of random packages, with that of the judges in it.
type module struct {
	t   *testing.T
	dir string
}

func newModule(t *testing.T) *module {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	m := &module{t, t.TempDir()}
	if err := os.CopyFS(m.dir, os.DirFS("testdata/judge")); err != nil {
		t.Fatal(err)
	}
	m.goCommand("mod", "edit", "-replace", "github.com/wscontract/wscontract="+root)
	return m
}

// generate adds the packages of the seeds, what is emitted for them, and the
// main function.
func (m *module) generate(seeds []uint64) {
	m.t.Helper()
	oldV2 := strings.Contains(os.Getenv("GOEXPERIMENT"), "jsonv2") && strings.HasPrefix(runtime.Version(), "go1.26")
	var imports strings.Builder
	for _, seed := range seeds {
		p := generate(seed, oldV2)
		m.add(fmt.Sprintf("seed%d/contract.go", seed), p.contract)
		m.add(fmt.Sprintf("seed%d/judged/judged.go", seed), p.judged)
		fmt.Fprintf(&imports, "\t_ \"example.com/random/seed%d/judged\"\n", seed)
	}
	m.add("main.go", "package main\n\nimport (\n\t\"example.com/random/judge\"\n"+imports.String()+")\n\nfunc main() { judge.Main() }\n")

	c, diags, err := load.Contract(m.t.Context(), load.Config{Dir: m.dir}, "./...")
	if err != nil {
		m.t.Fatal(err)
	}
	files, more, err := emit.Emit(c, nil)
	if err != nil {
		m.t.Error(err)
	}
	for _, d := range append(diags, more...) {
		m.t.Errorf("%s:%d: %s", d.Pos.File, d.Pos.Line, d.Message)
	}
	for _, f := range files {
		if filepath.Ext(f.Path) == ".go" {
			if formatted, err := format.Source(f.Content); err != nil || !bytes.Equal(formatted, f.Content) {
				m.t.Errorf("%s is not formatted (%v)", f.Path, err)
			}
		}
		if err := os.WriteFile(f.Path, f.Content, 0o666); err != nil {
			m.t.Fatal(err)
		}
	}
}

// add writes a Go file, in which a ~ is a back quote.
func (m *module) add(name, source string) {
	m.t.Helper()
	content := []byte(strings.ReplaceAll(source, "~", "`"))
	formatted, err := format.Source(content)
	if err != nil {
		m.t.Errorf("%s: %v", name, err)
		formatted = content
	}
	path := filepath.Join(m.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		m.t.Fatal(err)
	}
	if err := os.WriteFile(path, formatted, 0o666); err != nil {
		m.t.Fatal(err)
	}
}

// goCommand runs the go command in the module.
func (m *module) goCommand(args ...string) {
	m.t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		m.t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		m.keep()
		m.t.FailNow()
	}
}

// keep copies the module to where it stays, and says so.
func (m *module) keep() {
	m.t.Helper()
	dir, err := os.MkdirTemp("", "wscontract-random-")
	if err == nil {
		err = os.CopyFS(dir, os.DirFS(m.dir))
	}
	if err != nil {
		m.t.Error(err)
		return
	}
	m.t.Logf("the module is kept in %s; in it: go run . -seed N -endpoint NAME -message TEXT", dir)
}
