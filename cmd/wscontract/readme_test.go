package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// TestReadme does what README.md tells a new user to do, to the letter: the
// blocks marked sh are run, in order, in one directory; the blocks marked go
// are saved under the name in their first line. What is fetched as
// github.com/wscontract/wscontract@latest is this checkout, served by a module
// proxy in a folder.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: does not build and run the program of README.md")
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash: the commands of README.md are not run")
	}
	root := filepath.Join("..", "..")
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	script, err := scriptOf(string(readme))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bash, "-c", script)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(),
		// A module cache of its own, filled from the one of this machine. With
		// -trimpath its place does not matter to the build cache.
		"GOPROXY=file://"+localProxy(t, root)+",file://"+filepath.Join(goEnv(t, "GOMODCACHE"), "cache", "download")+","+goEnv(t, "GOPROXY"),
		"GOMODCACHE="+t.TempDir(), "GOFLAGS=-modcacherw -trimpath", "GOSUMDB=off", "GOWORK=off",
		"CHECKOUT="+absolute(t, root))
	// A file, not a pipe: the end of the script is the end of the run, whatever
	// process of it still has the other end open.
	output, err := os.Create(filepath.Join(t.TempDir(), "output"))
	if err != nil {
		t.Fatal(err)
	}
	defer output.Close()
	cmd.Stdout, cmd.Stderr = output, output
	failed := cmd.Run()
	out, err := os.ReadFile(output.Name())
	if err != nil {
		t.Fatal(err)
	}
	if failed != nil || !strings.Contains(string(out), "\nhello\n") {
		t.Errorf("the client does not print hello, or a command failed: %v\n%s\n--- the script was\n%s", failed, out, script)
	}
}

var fence = regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")

// scriptOf makes one script of the blocks of a document. A command that serves,
// "go run .", goes to the background until the script ends.
func scriptOf(document string) (string, error) {
	var b strings.Builder
	b.WriteString("set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null && wait || true' EXIT\n")
	for i, block := range fence.FindAllStringSubmatch(document, -1) {
		switch lang, text := block[1], block[2]; lang {
		case "go":
			name, _, _ := strings.Cut(text, "\n")
			if !strings.HasPrefix(name, "// ") || !strings.HasSuffix(name, ".go") {
				continue // an excerpt
			}
			name = strings.TrimPrefix(name, "// ")
			fmt.Fprintf(&b, "mkdir -p %s\ncat > %s <<'END OF FILE'\n%sEND OF FILE\n", filepath.Dir(name), name, text)
		case "sh":
			for line := range strings.Lines(text) {
				command, _, _ := strings.Cut(line, "#")
				switch command = strings.TrimSpace(command); {
				case command == "go run .":
					// Two lines: the job that is killed at the end must be the
					// server, not a shell that waits for it.
					b.WriteString("go build -o server .\n./server &\n")
					b.WriteString("for i in {1..200}; do (exec 3<>/dev/tcp/127.0.0.1/8080) 2>/dev/null && break; sleep 0.2; done\n")
				case strings.HasPrefix(command, "./scripts/"):
					// Of the checkout; other steps of scripts/test run these.
					fmt.Fprintf(&b, "test -x \"$CHECKOUT/%s\"\n", strings.Fields(command)[0])
				default:
					b.WriteString(line)
				}
			}
		case "json", "yaml", "text", "js", "ts":
		default:
			return "", fmt.Errorf("README.md: block %d is marked %q; what is not sh or go must be json, yaml, text, js or ts", i+1, lang)
		}
	}
	return b.String(), nil
}

// localProxy writes the checkout as version v0.0.1 of the module into a
// folder that GOPROXY can name.
func localProxy(t *testing.T, root string) string {
	t.Helper()
	const path, version = "github.com/wscontract/wscontract", "v0.0.1"
	proxy := t.TempDir()
	dir := filepath.Join(proxy, filepath.FromSlash(path), "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	if err := zip.CreateFromDir(&archive, module.Version{Path: path, Version: version}, root); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"list":            []byte(version + "\n"),
		version + ".info": []byte(`{"Version":"` + version + `","Time":"2026-01-01T00:00:00Z"}`),
		version + ".mod":  mod,
		version + ".zip":  archive.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return proxy
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}
