package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"text/tabwriter"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

var listCommand = &command{
	name:  "list",
	args:  "[-C dir] [-json] [-prefix path] [-tags list] [packages]",
	short: "print the channels, or the whole contract as JSON",
	long: `List prints a table of the channels in the named packages: the name, the path,
what each side sends (- when it sends nothing), whether clients must be
authenticated (- when the contract leaves that to the server), the package, and
where the channel is declared.

With -json it prints the whole contract: the channels, every type that a message
can contain, and their positions. "wscontract help schema" describes that.`,
	declare: func(flags *flag.FlagSet) action {
		var s selection
		s.declare(flags)
		asJSON := flags.Bool("json", false, "print the whole contract as JSON")
		return func(ctx context.Context, t *tool, patterns []string) int {
			s.patterns = patterns
			p, c, status := t.contract(ctx, &s)
			if status != exitOK {
				return status
			}
			t.noteChannels(c, &s)
			var err error
			if *asJSON {
				err = c.Encode(t.stdout)
			} else {
				err = t.list(p, c)
			}
			if err != nil {
				return t.failed(fmt.Errorf("printing the list: %w", err))
			}
			return exitOK
		}
	},
}

// list prints the table of channels, or nothing when there are none.
func (t *tool) list(p *source.Program, c *contract.Contract) error {
	if len(c.Channels) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(t.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "CHANNEL\tPATH\tCLIENT→SERVER\tSERVER→CLIENT\tAUTH\tPACKAGE\tDECLARED")
	for _, ch := range c.Channels {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s:%d\n", ch.Name, ch.Path,
			message(c, ch, ch.ClientToServer), message(c, ch, ch.ServerToClient),
			cmp.Or(ch.Auth, "-"), ch.Package, p.Filename(ch.Pos.File), ch.Pos.Line)
	}
	return w.Flush()
}

// message spells the type of the messages in one direction of a channel, as in
// the package that serves it.
func message(c *contract.Contract, ch *contract.Channel, t *contract.Type) string {
	if t == nil {
		return "-"
	}
	return c.Spell(t, ch.Package)
}
