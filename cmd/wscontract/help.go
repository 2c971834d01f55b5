package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"

	"github.com/wscontract/wscontract/extract"
	"github.com/wscontract/wscontract/extract/breaking"
	"github.com/wscontract/wscontract/extract/check"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
)

// helpCommand is set by init because it refers to all commands, itself included.
var helpCommand = &command{
	name:  "help",
	args:  "[topic]",
	short: "explain a command or a topic",
	long:  "Help explains a command or a topic. Without an argument it lists them.",
}

func init() {
	helpCommand.declare = func(*flag.FlagSet) action {
		return func(_ context.Context, t *tool, args []string) int { return t.help(args) }
	}
}

// A topic is something that help explains besides commands.
type topic struct {
	name, short string
	write       func(io.Writer) error
}

// topics are printed from the tables that the rest of the tool obeys.
var topics = []topic{
	{"directives", "the comments that make a contract", func(w io.Writer) error { return directive.WriteReference(w) }},
	{"rules", "the rules that validate tags may state", extract.WriteRules},
	{"cache", "when generate and check need not do their work again", writeCacheHelp},
	{"schema", "the JSON Schema of what list -json prints", func(w io.Writer) error {
		_, err := io.WriteString(w, contract.Schema)
		return err
	}},
}

// help prints what is known about the topic that args name.
func (t *tool) help(args []string) int {
	switch {
	case len(args) == 0:
		usage(t.stdout)
		return exitOK
	case len(args) > 1:
		return t.misused("help", "too many arguments; it takes one topic")
	}
	if c := lookup(args[0]); c != nil {
		c.help(t.stdout)
		return exitOK
	}
	if a := check.Lookup(args[0]); a != nil {
		fmt.Fprintf(t.stdout, "%s\n\nSee also: %s#%s\n", a.Doc, check.Page, a.Name)
		return exitOK
	}
	if r := breaking.Lookup(args[0]); r != nil {
		fmt.Fprintf(t.stdout, "%s: %s to what clients send, %s to what the server sends\n\n%s", r.ID,
			cmp.Or(r.Client.String(), "nothing"), cmp.Or(r.Server.String(), "nothing"), r.Help())
		return exitOK
	}
	names := append(commandNames(), breaking.IDs()...)
	for _, a := range check.Analyzers {
		names = append(names, a.Name)
	}
	for _, topic := range topics {
		if topic.name == args[0] {
			if err := topic.write(t.stdout); err != nil {
				return t.failed(fmt.Errorf("printing the %s: %w", topic.name, err))
			}
			return exitOK
		}
		names = append(names, topic.name)
	}
	return t.misused("help", "unknown topic %q%s", args[0], didYouMean(args[0], names))
}
