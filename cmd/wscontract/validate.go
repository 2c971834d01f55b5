package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/runtime/wire"
)

var validateCommand = &command{
	name:  "validate",
	args:  "-channel name -from client|server [-C dir] [-prefix path] [-tags list] [-v] [packages] file|-",
	short: "check recorded messages against the contract",
	long: `Validate checks recorded messages, one in each line of the file or of standard
input (-), against the contract of one channel, and prints what is wrong:

	messages.jsonl:12: /text: missing required field: text (required)

A finding has the line, the JSON Pointer of the value in that message, what is
wrong, and the code of the finding. Values are not printed. Lines of white space
are skipped but counted. Limits on the size and the rate of messages are the
server's to keep, and play no part here.

The verdict is that of the generated code itself: the code that generate would
write is built in a temporary directory and run, with the package of the channel
around it. What stands in the package, fresh, stale or missing, does not matter,
and is not changed.

The exit status is 1 if a message breaks the contract. It is 2 if the messages
could not be checked, which includes a contract that is wrong and a package that
does not compile.`,
	declare: func(flags *flag.FlagSet) action {
		v := &validation{}
		v.declare(flags)
		flags.StringVar(&v.channel, "channel", "", "the `name` of the channel")
		flags.Var(&checked{&v.from, checkSide}, "from", "the `side` that has sent the messages: client or server")
		flags.BoolVar(&v.verbose, "v", false, "say how many messages there were, and how long it took")
		return func(ctx context.Context, t *tool, args []string) int {
			switch {
			case v.channel == "":
				return t.misused("validate", "the channel is missing; name it with -channel")
			case v.from == "":
				return t.misused("validate", "the sender is missing; say -from client or -from server")
			case len(args) == 0:
				return t.misused("validate", "the file is missing; name a file with one message in each line, or - for standard input")
			}
			v.patterns, v.file = args[:len(args)-1], args[len(args)-1]
			return t.validate(ctx, v)
		}
	},
}

// checkSide checks the value of -from.
func checkSide(side string) error {
	if side != "client" && side != "server" {
		return errors.New("messages come from client or from server")
	}
	return nil
}

// A validation is one run of validate.
type validation struct {
	selection
	channel, from, file string
	verbose             bool
}

// validate checks the messages and returns the exit status. A contract that is
// wrong makes it exitFailure, for exitFindings is a verdict on the messages.
func (t *tool) validate(ctx context.Context, v *validation) int {
	messages, err := v.open()
	if err != nil {
		return t.failed(err)
	}
	defer messages.Close()
	p, c, status := t.contract(ctx, &v.selection)
	if status != exitOK {
		return exitFailure
	}
	ch, err := v.choose(c)
	if err != nil {
		return t.failed(err)
	}
	plan, status := t.plan(p, c, &generation{emit: "go"})
	if status != exitOK {
		return exitFailure
	}
	dir, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "wscontract-")
	if err != nil {
		return t.failed(err)
	}
	defer os.RemoveAll(dir)
	b := &checkerBuild{dir: dir, pkg: c.Package(ch.Package), plan: plan, selection: &v.selection}
	program, err := b.build(ctx, t.stderr)
	if err != nil {
		return t.failed(fmt.Errorf("building the validators of channel %s: %w", ch.Name, err))
	}
	t.lap("build")

	refused := 0
	total, err := runChecker(ctx, &checkerRun{
		program: program, dir: b.pkg.Dir, channel: ch.Name, from: v.from, messages: messages, noise: t.stderr,
	}, func(m *refusedMessage) error {
		refused++
		_, err := t.stdout.Write(m.report(v.name()))
		return err
	})
	if err != nil {
		return t.failed(fmt.Errorf("checking %s: %w", v.name(), err))
	}
	t.lap("check")
	if v.verbose {
		fmt.Fprintf(t.stderr, "%s, %d refused (%s)\n", count(total, "message"), refused, strings.Join(t.laps, ", "))
	}
	if refused > 0 {
		return exitFindings
	}
	return exitOK
}

// open opens the messages, which are seen from the working directory, also
// with -C.
func (v *validation) open() (*os.File, error) {
	if v.file == "-" {
		return os.Stdin, nil
	}
	f, err := os.Open(v.file)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s is a directory; the last argument is the file with the messages, or -", v.file)
	}
	return f, nil
}

// name returns what findings call the file.
func (v *validation) name() string {
	if v.file == "-" {
		return "stdin"
	}
	return v.file
}

// choose returns the channel that is meant, if it has messages from that side.
func (v *validation) choose(c *contract.Contract) (*contract.Channel, error) {
	var names, packages []string
	var found *contract.Channel
	for _, ch := range c.Channels {
		names = append(names, ch.Name)
		if ch.Name == v.channel {
			found = ch
			packages = append(packages, ch.Package)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	switch {
	case len(names) == 0:
		return nil, fmt.Errorf("no channel %q: the packages have no channels; name the right one before the file", v.channel)
	case found == nil:
		return nil, fmt.Errorf("no channel %q%s; there are: %s", v.channel, didYouMean(v.channel, names), strings.Join(names, ", "))
	case len(packages) > 1:
		return nil, fmt.Errorf("channel %q is in several packages; name one of them before the file: %s",
			v.channel, strings.Join(packages, ", "))
	}
	if v.from == "client" && found.ClientToServer == nil {
		return nil, fmt.Errorf("on channel %q clients send nothing; say -from server", v.channel)
	}
	if v.from == "server" && found.ServerToClient == nil {
		return nil, fmt.Errorf("on channel %q the server sends nothing; say -from client", v.channel)
	}
	return found, nil
}

// A refusedMessage is a message that breaks the contract.
type refusedMessage struct {
	Line      int            // where it stands, from 1
	Findings  []wire.Finding // what is wrong with it
	Truncated bool           // there was more
}

// report returns one line for each finding.
func (m *refusedMessage) report(file string) []byte {
	var b bytes.Buffer
	for _, f := range m.Findings {
		fmt.Fprintf(&b, "%s:%d: ", file, m.Line)
		if f.Path != "" {
			fmt.Fprintf(&b, "%s: ", oneLine(f.Path))
		}
		fmt.Fprintf(&b, "%s (%s)\n", oneLine(f.Message), f.Code)
	}
	if m.Truncated {
		fmt.Fprintf(&b, "%s:%d: more is wrong with this message\n", file, m.Line)
	}
	return b.Bytes()
}

// oneLine returns s so that it can stand in a line of a terminal. Keys of maps,
// which are in paths, are the sender's, and so may be what a Validate method of
// the user says.
func oneLine(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.Quote(s)
	}
	return s
}
