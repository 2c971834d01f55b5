package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/wscontract/wscontract/extract/directive"
)

// A command is one subcommand.
type command struct {
	name  string
	args  string // what may follow the name, for the usage line
	short string // one line for the list of commands
	long  string // the rest of its help

	// declare declares the flags of the command and returns what it does once
	// they are parsed; the result is the exit status.
	declare func(*flag.FlagSet) action
}

// An action runs a command with the arguments that follow its flags.
type action func(ctx context.Context, t *tool, args []string) int

// commands returns the subcommands in the order in which help lists them. It
// is a function because help, one of them, refers to all.
func commands() []*command {
	return []*command{generateCommand, listCommand, validateCommand, vetCommand, breakingCommand, changesCommand, checkCommand, helpCommand, versionCommand}
}

// run runs the subcommand that args name and returns the exit status.
func (t *tool) run(ctx context.Context, args []string) int {
	if len(args) == 0 {
		usage(t.stderr)
		return exitFailure
	}
	switch args[0] {
	case "-h", "-help", "--help":
		usage(t.stdout)
		return exitOK
	}
	c := lookup(args[0])
	if c == nil {
		near := didYouMean(strings.TrimLeft(args[0], "-"), commandNames())
		if near == "" && strings.HasPrefix(args[0], "-") {
			return t.misused("", "the flag %s stands before the command; flags come behind its name", args[0])
		}
		return t.misused("", "unknown command %q%s", args[0], near)
	}
	return t.runCommand(ctx, c, args[1:])
}

// runCommand parses the flags of c and runs it.
func (t *tool) runCommand(ctx context.Context, c *command, args []string) int {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard) // what is wrong is said here
	act := c.declare(flags)
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		c.help(t.stdout)
		return exitOK
	} else if err != nil {
		message := err.Error()
		if name, ok := strings.CutPrefix(message, "flag provided but not defined: -"); ok {
			message = fmt.Sprintf("unknown flag -%s%s", name, didYouMean(name, flagNames(flags)))
		}
		return t.misused(c.name, "%s", message)
	}
	for _, arg := range flags.Args() {
		if strings.HasPrefix(arg, "-") && arg != "-" { // "-" alone is standard input
			return t.misused(c.name, "flag %s stands after an argument; flags come first", arg)
		}
	}
	return act(ctx, t, flags.Args())
}

// misused reports wrong usage, of the named command if it is not empty.
func (t *tool) misused(name, format string, args ...any) int {
	topic := ""
	if name != "" {
		topic = " " + name
	}
	fmt.Fprintf(t.stderr, "wscontract%s: %s\nrun: %s help%s\n", topic, fmt.Sprintf(format, args...), t.name, topic)
	return exitFailure
}

// failed reports why the command could not do its work.
func (t *tool) failed(err error) int {
	fmt.Fprintf(t.stderr, "wscontract: %v\n", err)
	return exitFailure
}

// usage prints what the program does and which commands there are.
func usage(w io.Writer) {
	fmt.Fprintln(w, "Wscontract generates the code of contract-first WebSocket APIs.")
	fmt.Fprintln(w)
	fmt.Fprintln(w, "Usage: wscontract command [flags] [arguments]")
	fmt.Fprintln(w)
	fmt.Fprintln(w, "Commands:")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "\t%-12s%s\n", c.name, c.short)
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w, "Topics of help, besides the commands:")
	fmt.Fprintln(w)
	for _, topic := range topics {
		fmt.Fprintf(w, "\t%-12s%s\n", topic.name, topic.short)
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w, "Help also explains each analyzer of vet and each rule of breaking, by its name.")
}

// help prints the usage of one command.
func (c *command) help(w io.Writer) {
	fmt.Fprintf(w, "Usage: %s\n\n%s\n", strings.TrimSpace("wscontract "+c.name+" "+c.args), strings.TrimSpace(c.long))
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	c.declare(flags)
	flags.SetOutput(w)
	if len(flagNames(flags)) > 0 {
		fmt.Fprintf(w, "\nFlags:\n\n")
		flags.PrintDefaults()
	}
}

func lookup(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return c
		}
	}
	return nil
}

func commandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	return names
}

func flagNames(flags *flag.FlagSet) []string {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	return names
}

// didYouMean returns a clause that suggests the candidate nearest to what was
// typed, or "".
func didYouMean(typed string, candidates []string) string {
	if best := directive.Nearest(typed, candidates); best != "" {
		return fmt.Sprintf("; did you mean %q?", best)
	}
	return ""
}
