package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wscontract": main})
}

// TestScripts runs the scripts of testdata/script, each in a directory of its
// own, against the command as users run it. Beside the commands of testscript
// they have
//
//	exits STATUS COMMAND [ARG…]   runs a command that must exit with the status
//	backdate FILE…                sets the modification times to the year 2001, of a
//	                              directory with everything in it
//	[!] backdated FILE…           tells that files still have that time
//	silent                        the last command printed nothing
//	valid FILE                    the JSON in the file is a contract, by the schema that "wscontract help schema" prints
//
// and where the condition [unprivileged] holds
//
//	exits-unprivileged STATUS COMMAND [ARG…]   exits, for a user who is not root
//
// A go.mod that requires this module is completed: it gets a replacement by
// the source under test, and what that requires in turn.
func TestScripts(t *testing.T) {
	env := scriptEnv(t)
	root := moduleRoot(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, env...)
			e.Vars = append(e.Vars, "WSCONTRACT_CACHE="+filepath.Join(e.WorkDir, ".cache", "wscontract"))
			return completeModules(e.WorkDir, root)
		},
		Condition: func(name string) (bool, error) {
			if name != "unprivileged" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			command := unprivileged("true")
			return exec.Command(command[0], command[1:]...).Run() == nil, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits,
			"exits-unprivileged": func(ts *testscript.TestScript, neg bool, args []string) {
				exits(ts, neg, slices.Concat(args[:1], unprivileged(args[1:]...)))
			},
			"backdate":  backdate,
			"backdated": backdated,
			"silent":    silent,
			"valid":     valid,
		},
	})
}

// scriptEnv returns the settings of the go command that a script inherits, so that
// it finds the caches although its home directory is empty.
func scriptEnv(t *testing.T) []string {
	t.Helper()
	names := []string{"GOCACHE", "GOFLAGS", "GOMODCACHE", "GONOPROXY", "GONOSUMDB", "GOPATH", "GOPRIVATE", "GOPROXY", "GOSUMDB", "GOTOOLCHAIN"}
	out, err := exec.Command("go", append([]string{"env", "-json"}, names...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	if err := json.Unmarshal(out, &values); err != nil {
		t.Fatal(err)
	}
	var env []string
	for _, name := range names {
		env = append(env, name+"="+values[name])
	}
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE"} {
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// moduleRoot returns the directory of the module under test.
func moduleRoot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// completeModules gives each go.mod below dir that requires this module what
// it needs to build without a network: a replacement by root, and the
// requirements and checksums of root.
func completeModules(dir, root string) error {
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return err
	}
	gosum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	var more strings.Builder
	more.WriteString("\nreplace github.com/wscontract/wscontract => " + strconv.Quote(root) + "\n")
	for line := range strings.Lines(string(gomod)) {
		if f := strings.Fields(strings.TrimPrefix(line, "require ")); len(f) >= 2 && strings.Contains(f[0], "/") && strings.HasPrefix(f[1], "v") {
			more.WriteString("require " + f[0] + " " + f[1] + " // indirect\n")
		}
	}
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "go.mod" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(data, []byte("require github.com/wscontract/wscontract ")) {
			return err
		}
		if err := os.WriteFile(path, append(data, more.String()...), 0o666); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(filepath.Dir(path), "go.sum"), gosum, 0o666)
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// unprivileged returns a command line that runs a command without the rights of
// root, to whom no permission is denied.
func unprivileged(command ...string) []string {
	if os.Geteuid() != 0 {
		return command
	}
	return append([]string{"unshare", "--user", "--map-user=1000"}, command...)
}

func silent(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: silent")
	}
	if out := ts.ReadFile("stdout") + ts.ReadFile("stderr"); out != "" {
		ts.Fatalf("want no output, got %q", out)
	}
}

func valid(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: valid FILE")
	}
	ts.Check(ts.Exec("wscontract", "help", "schema"))
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile("stdout")))
	ts.Check(err)
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	compiler := jsonschema.NewCompiler()
	ts.Check(compiler.AddResource("schema.json", schema))
	compiled, err := compiler.Compile("schema.json")
	ts.Check(err)
	ts.Check(compiled.Validate(value))
}

var longAgo = time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)

func backdate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: backdate FILE...")
	}
	for _, file := range args {
		ts.Check(filepath.WalkDir(ts.MkAbs(file), func(path string, _ fs.DirEntry, err error) error {
			return errors.Join(err, os.Chtimes(path, longAgo, longAgo))
		}))
	}
}

func backdated(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: [!] backdated FILE...")
	}
	for _, file := range args {
		info, err := os.Stat(ts.MkAbs(file))
		ts.Check(err)
		if info.ModTime().Equal(longAgo) == neg {
			ts.Fatalf("%s was last written at %v", file, info.ModTime())
		}
	}
}

// TestEveryCommandHasAScript fails when a subcommand is added without one.
func TestEveryCommandHasAScript(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range commandNames() {
		if !slices.ContainsFunc(scripts, func(s string) bool { return strings.HasPrefix(filepath.Base(s), name) }) {
			t.Errorf("no script testdata/script/%s*.txtar", name)
		}
	}
}
