package main

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"text/template"
	"time"

	"github.com/wscontract/wscontract/emit"
	"github.com/wscontract/wscontract/extract/contract"
)

// A checkerBuild makes a program of the validators of one package. The program
// is a test binary, since a test may import what no other program can: a package
// main, and internal packages.
type checkerBuild struct {
	dir       string // for all files, also the program
	pkg       *contract.Package
	plan      *emit.Plan // what generate would change, in all selected packages
	selection *selection
}

// checkerName is the name of the one test file that the go command sees in the
// package.
const checkerName = "ws_validate_test.go"

//go:embed checker.go.tmpl
var checkerText string

var checkerTemplate = template.Must(template.New(checkerName).Parse(checkerText))

// build returns the path of the program. What the go command has to say about
// the package goes to stderr.
func (b *checkerBuild) build(ctx context.Context, stderr io.Writer) (string, error) {
	overlay, err := b.overlay()
	if err != nil {
		return "", err
	}
	program := filepath.Join(b.dir, "validate.exe") // a name that runs everywhere
	args := []string{"test", "-c", "-vet=off", "-overlay=" + overlay, "-o", program}
	if b.selection.tags != "" {
		args = append(args, "-tags="+b.selection.tags)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, b.pkg.Path)...)
	cmd.Dir = b.selection.dir
	cmd.Stdout, cmd.Stderr = stderr, stderr
	// Interrupted, the go command may leave temporary files; they go with ours.
	cmd.Env = append(cmd.Environ(), "GOTMPDIR="+b.dir)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Run(); ctx.Err() != nil {
		return "", context.Cause(ctx)
	} else if err != nil {
		return "", fmt.Errorf("go test -c %s: %w", b.pkg.Path, err)
	}
	return program, nil
}

// overlay writes the file that shows the go command the packages as they were
// after a run of generate, and the package of the channel with the checker in
// place of its own tests. It returns the path of that file.
func (b *checkerBuild) overlay() (string, error) {
	replace := map[string]string{}
	entries, err := os.ReadDir(b.pkg.Dir)
	if err != nil {
		return "", err
	}
	for _, entry := range entries {
		if test, _ := filepath.Match("*_test.go", entry.Name()); test {
			replace[filepath.Join(b.pkg.Dir, entry.Name())] = ""
		}
	}

	var checker bytes.Buffer
	if err := checkerTemplate.Execute(&checker, b.pkg); err != nil {
		return "", err
	}
	file := filepath.Join(b.dir, checkerName)
	if err := os.WriteFile(file, checker.Bytes(), 0o666); err != nil {
		return "", err
	}
	replace[filepath.Join(b.pkg.Dir, checkerName)] = file

	return writeOverlay(b.dir, b.plan, replace)
}

// writeOverlay writes, into a directory for such files, the file that shows the
// go command the packages as they would be if the plan was applied. More leads
// from other files of the packages to files that stand for them; "" hides.
func writeOverlay(dir string, plan *emit.Plan, more map[string]string) (string, error) {
	replace := maps.Clone(more)
	if replace == nil {
		replace = map[string]string{}
	}
	for i, change := range plan.Write {
		file := filepath.Join(dir, fmt.Sprintf("%d.go", i))
		if err := os.WriteFile(file, change.New, 0o666); err != nil {
			return "", err
		}
		replace[change.Path] = file
	}
	for _, change := range plan.Remove {
		replace[change.Path] = ""
	}
	content, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, content, 0o666)
}

// A checkerRun is one run of the program that a checkerBuild has made.
type checkerRun struct {
	program       string
	dir           string // of the package, where its tests would run too
	channel, from string
	messages      *os.File
	noise         io.Writer // what the code of the package prints goes here
}

// recordMark begins each line that the checker prints, as in RFC 7464. What the
// package itself prints to standard output is told apart by it.
const recordMark = '\x1e'

// A record is what the checker says in one line: one of the two.
type record struct {
	Refused *refusedMessage
	End     *checkerEnd
}

// A checkerEnd is in the last record.
type checkerEnd struct {
	Messages int    // how many there were
	Error    string // why there might be more, or ""
}

// runChecker calls report for each message that breaks the contract, while they
// are read, and returns how many messages there were.
func runChecker(ctx context.Context, r *checkerRun, report func(*refusedMessage) error) (int, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, r.program, r.channel, r.from)
	cmd.Dir, cmd.Stdin, cmd.Stderr = r.dir, r.messages, r.noise
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	end, err := readRecords(stdout, r.noise, report)
	if err != nil {
		cancel() // nobody reads what it would still say
		_ = cmd.Wait()
		return 0, err
	}
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return 0, context.Cause(ctx)
	case err != nil:
		return 0, fmt.Errorf("the code of the package has failed: %w", err)
	case end == nil:
		return 0, errors.New("the code of the package has exited before all messages were checked")
	case end.Error != "":
		return 0, errors.New(end.Error)
	}
	return end.Messages, nil
}

// readRecords reads what the checker prints. It returns the end, or nil if the
// checker never got there.
func readRecords(stdout io.Reader, noise io.Writer, report func(*refusedMessage) error) (*checkerEnd, error) {
	in := bufio.NewReader(stdout)
	for {
		line, err := in.ReadBytes('\n')
		mark := bytes.LastIndexByte(line, recordMark)
		if mark < 0 {
			mark = len(line)
		}
		noise.Write(line[:mark]) // of no consequence if it fails
		if mark < len(line) {
			var r record
			if err := json.Unmarshal(line[mark+1:], &r); err != nil {
				return nil, fmt.Errorf("reading the verdicts: %w", err)
			}
			if r.End != nil {
				return r.End, nil
			}
			if err := report(r.Refused); err != nil {
				return nil, err
			}
		}
		if err == io.EOF {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
	}
}
