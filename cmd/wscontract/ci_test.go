package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ciModule is a module with a contract, at a commit that a branch of a remote
// names.
const ciModule = `set -euo pipefail
git init -q -b main .
cat > go.mod <<'END'
module example.com/app

go 1.26.0

require github.com/wscontract/wscontract v0.0.0
END
mkdir chat
cat > chat/chat.go <<'END'
package chat

// ws:channel
type Chat struct{ ServerToClient Said }

// Said is said.
type Said struct {
	Text string ` + "`json:\"text\"`" + `
}
END
`

// TestContinuousIntegration runs the commands of docs/ci.md, those of workflows
// and hooks included, in a module whose contract has not changed, and then in one
// where it has: the checks must pass, and must fail.
func TestContinuousIntegration(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the commands of docs/ci.md are not run")
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash: the commands of docs/ci.md are not run")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git: the commands of docs/ci.md are not run")
	}
	root := moduleRoot(t)
	page, err := os.ReadFile(filepath.Join(root, "docs", "ci.md"))
	if err != nil {
		t.Fatal(err)
	}
	commands := ciCommands(string(page))
	if len(commands) < 6 {
		t.Fatalf("docs/ci.md has only the commands %q", commands)
	}
	dir, bin := t.TempDir(), t.TempDir()
	run := func(script string) (string, error) {
		cmd := exec.Command(bash, "-c", script)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "GOWORK=off",
			"GITHUB_STEP_SUMMARY="+filepath.Join(bin, "summary.md"))
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	must := func(script string) {
		t.Helper()
		if out, err := run(script); err != nil {
			t.Fatalf("%s\n%v\n%s", script, err, out)
		}
	}
	copySelf(t, filepath.Join(bin, "wscontract"))
	must(ciModule)
	if err := completeModules(dir, root); err != nil {
		t.Fatal(err)
	}
	must("wscontract generate ./... && git add . && git -c user.name=x -c user.email=x commit -qm one && git update-ref refs/remotes/origin/main HEAD")

	for _, c := range commands {
		if out, err := run(c); err != nil {
			t.Errorf("%s\nfails though nothing has changed: %v\n%s", c, err, out)
		}
	}
	must(`sed -i.bak 's/Text string/Text int/' chat/chat.go && rm chat/chat.go.bak`)
	for _, c := range commands {
		if strings.Contains(c, "> contract-v1.json") {
			continue // it keeps the contract as it was
		}
		checks := strings.Contains(c, " check ") || strings.Contains(c, " breaking ")
		if out, err := run(c); (err != nil) != checks {
			t.Errorf("%s\nafter a change that breaks: %v\n%s", c, err, out)
		}
	}
	summary, err := os.ReadFile(filepath.Join(bin, "summary.md"))
	if err != nil || !strings.Contains(string(summary), "type-changed") {
		t.Errorf("the summary of the workflow is %q, %v", summary, err)
	}
}

// TestMergesAndLineEndings follows docs/ci.md where git writes CRLF, and where it
// writes the marks of a conflict.
func TestMergesAndLineEndings(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: git is not tried")
	}
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash: git is not tried")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git: git is not tried")
	}
	root := moduleRoot(t)
	page, err := os.ReadFile(filepath.Join(root, "docs", "ci.md"))
	if err != nil {
		t.Fatal(err)
	}
	attributes := regexp.MustCompile("(?s)```gitattributes\n(.*?)```").FindSubmatch(page)
	if attributes == nil {
		t.Fatal("docs/ci.md does not say what stands in .gitattributes")
	}
	dir, bin := t.TempDir(), t.TempDir()
	run := func(script string) (string, error) {
		cmd := exec.Command(bash, "-c", script)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "GOWORK=off",
			"GIT_AUTHOR_NAME=x", "GIT_AUTHOR_EMAIL=x", "GIT_COMMITTER_NAME=x", "GIT_COMMITTER_EMAIL=x")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	must := func(script string) {
		t.Helper()
		if out, err := run(script); err != nil {
			t.Fatalf("%s\n%v\n%s", script, err, out)
		}
	}
	copySelf(t, filepath.Join(bin, "wscontract"))
	must(ciModule)
	if err := completeModules(dir, root); err != nil {
		t.Fatal(err)
	}
	must("wscontract generate ./... && git add . && git commit -qm base")

	checkout := "git config core.autocrlf true && git rm -rq --cached . && git reset -q --hard"
	must(checkout)
	if out, err := run("wscontract check ./..."); err == nil || strings.Count(out, ": stale") < 2 {
		t.Errorf("where git checks out CRLF: %v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(dir, ".gitattributes"), attributes[1], 0o666); err != nil {
		t.Fatal(err)
	}
	must("git add .gitattributes && git commit -qm attributes && " + checkout)
	must("grep -q $'\\r' chat/chat.go && ! grep -q $'\\r' chat/ws_contract.lock.json && wscontract check ./...")

	edit := func(from, to string) string {
		return "sed -i.bak 's/" + from + "/" + to + "/' chat/chat.go && rm chat/chat.go.bak && wscontract generate ./... && git commit -qam '" + to + "'"
	}
	must("git checkout -q -b other && " + edit("Text string", "Body string") + " && git checkout -q main && " + edit("Text string", "Text int"))
	if out, err := run("git merge other"); err == nil || !strings.Contains(out, "ws_contract.lock.json") {
		t.Fatalf("the merge has no conflict: %v\n%s", err, out)
	}
	must("git checkout --theirs chat/chat.go && wscontract generate ./... && wscontract check ./... && ! grep -rq '<<<<' chat")
}

// copySelf copies this test's program, which is wscontract under that name. What
// go vet keeps of its work with it also serves the scripts.
func copySelf(t *testing.T, to string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o777); err != nil {
		t.Fatal(err)
	}
}

var ciLine = regexp.MustCompile(`(?m)^\s*(?:run: |entry: |\$ )?(go tool wscontract .*)$`)

// ciCommands returns the different commands of a page, in order. The command is the one in
// PATH, as the module of the test does not have it as a tool.
func ciCommands(page string) []string {
	var commands []string
	for _, block := range fence.FindAllStringSubmatch(page, -1) {
		for _, m := range ciLine.FindAllStringSubmatch(block[2], -1) {
			if c := strings.Replace(m[1], "go tool wscontract", "wscontract", 1); !slices.Contains(commands, c) {
				commands = append(commands, c)
			}
		}
	}
	return commands
}
