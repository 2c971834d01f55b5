// Wscontract generates the code of contract-first WebSocket APIs.
//
// One annotated Go file is the whole contract of an API: which channels there
// are, where they are reached, and what each side may say. Wscontract reads it
// and writes, into the same package, validators, a route table, and channels
// that are typed both ways; the package runtime of this module serves them.
//
//	// ws:channel chat path=/ws/rooms/{room} auth=required
//	type Chat struct {
//		ClientToServer Command
//		ServerToClient Event
//	}
//
// The language of these comments is explained by wscontract help directives,
// and the rules that validate tags may state by wscontract help rules.
//
// # Usage
//
//	wscontract generate [-C dir] [-a] [-check] [-diff] [-emit list] [-prefix path] [-tags list] [-v] [packages]
//	wscontract list [-C dir] [-json] [-prefix path] [-tags list] [packages]
//	wscontract validate -channel name -from client|server [-C dir] [-prefix path] [-tags list] [-v] [packages] file|-
//	wscontract vet [-C dir] [-tags list] [-format form | -json | -fix | -diff] [-NAME[=false]...] [packages]
//	wscontract breaking -against ref|file [-C dir] [-format form] [-ignore rule]... [-level level] [-prefix path] [-tags list] [packages]
//	wscontract changes -against ref|file [-C dir] [-prefix path] [-tags list] [packages]
//	wscontract check [-C dir] [-a] [-against ref|file] [-emit list] [-format form] [-ignore rule]... [-level level] [-prefix path] [-tags list] [packages]
//	wscontract help [topic]
//	wscontract version
//
// Packages are named as for the go command: import paths, directories and
// patterns with "...". As for the go command the default is the package in the
// current directory, which makes this line in any file of a package enough:
//
//	//go:generate go tool wscontract generate
//
// The command installs with the module that uses it:
//
//	go get -tool github.com/wscontract/wscontract/cmd/wscontract
//	go tool wscontract generate ./...
//
// # Generate
//
// Generate writes the output of all packages or, when anything is wrong with
// one contract, of none: mistakes are printed with their positions, and the
// files stay as they are. A file that would not change is not touched. Files
// of an earlier run that no channel needs any more are removed. The output may
// be stale, broken or missing when the command starts, and other code of the
// package may already use names that are about to be generated.
//
// With -check nothing is written; the files that a run would change are named,
// with the command that mends them. With -diff the changes are printed as a
// unified diff. Both together do both.
//
// # List
//
// List prints a table of the channels, or with -json the whole contract, which
// is described by the JSON Schema that wscontract help schema prints.
//
// # Validate
//
// Validate checks recorded messages, one in each line of a file, against the
// contract of one channel. It builds the code that generate would write, outside
// of the package, and asks that; the package stays as it is.
//
//	$ wscontract validate -channel chat -from client ./chat messages.jsonl
//	messages.jsonl:12: /text: missing required field: text (required)
//
// # Vet
//
// Vet finds mistakes in contracts, and in the code that serves them, with analyzers
// that wscontract help vet lists. The same program is a tool for go vet:
//
//	go vet -vettool=$(go tool -n wscontract) ./...
//
// # Breaking, changes
//
// Breaking compares the contract with that of another commit, or with one that was
// saved in a file, and reports what breaks people who have not been replaced yet.
// Changes prints all differences as a changelog in Markdown.
//
//	wscontract breaking -against origin/main ./...
//
// # Check
//
// Check is what CI runs: what vet finds, output that is not what generate would
// write, and with -against what breaks.
//
// # Exit status
//
// Wscontract says nothing when all is well. It exits with
//
//	0  when there is nothing to report,
//	1  when a contract is wrong, with -check or -diff when output is stale, after
//	   validate when a message breaks the contract, and after vet, breaking and
//	   check when there are findings,
//	2  when it could not do its work: wrong usage, packages that cannot be
//	   loaded, files that cannot be written; and when validate or breaking cannot
//	   begin because the contract is wrong or its package does not compile.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// The exit statuses.
const (
	exitOK       = 0
	exitFindings = 1
	exitFailure  = 2
)

func main() {
	// A run is short, and time worth more than memory.
	setGC := func(percent int) {
		if os.Getenv("GOGC") == "" {
			debug.SetGCPercent(percent)
		}
	}
	if isVetTool(os.Args[1:]) {
		setGC(400) // and this is about one package
		vetTool()
	}
	setGC(200)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal lets the run come to its end: it stops loading, but
	// completes or takes back the writing of files. The second one kills.
	context.AfterFunc(ctx, stop)
	t := &tool{name: calledAs(os.Args[0]), stdout: os.Stdout, stderr: os.Stderr, began: time.Now()}
	t.lapped = t.began
	os.Exit(t.run(ctx, os.Args[1:]))
}

// A tool is the command as it was called.
type tool struct {
	name           string // how the user calls it, for messages that suggest a command
	stdout, stderr io.Writer

	began  time.Time
	lapped time.Time // the end of the last lap
	laps   []string  // how long each step took
}

// lap notes that a step has come to its end.
func (t *tool) lap(step string) {
	now := time.Now()
	t.laps = append(t.laps, fmt.Sprintf("%s %v", step, now.Sub(t.lapped).Round(time.Millisecond)))
	t.lapped = now
}

// calledAs returns how to call the program again. The go command builds tools
// into its cache, under names that nobody types, and a shell may turn a name
// into a path.
func calledAs(arg0 string) string {
	if strings.Contains(arg0, "go-build") {
		return "go tool wscontract"
	}
	base := filepath.Base(arg0)
	if path, err := exec.LookPath(base); err == nil && path == arg0 {
		return base
	}
	return arg0
}
