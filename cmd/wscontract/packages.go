package main

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"github.com/wscontract/wscontract/extract"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/load"
	"github.com/wscontract/wscontract/extract/source"
)

// A selection is what a command works on: the flags that generate and list
// have in common, and the patterns after them.
type selection struct {
	dir, prefix, tags string
	patterns          []string
}

func (s *selection) declare(flags *flag.FlagSet) {
	flags.StringVar(&s.dir, "C", "", "see package patterns from this `directory`")
	flags.Var(&checked{&s.prefix, func(path string) error { _, err := directive.ParsePath(path); return err }},
		"prefix", "the `path` before the names of channels that state no path (default /ws)")
	flags.StringVar(&s.tags, "tags", "", "build tags, a `list` separated by commas")
}

// buildFlags returns the flags of the go command that choose packages and files.
func (s *selection) buildFlags() []string {
	if s.tags == "" {
		return nil
	}
	return []string{"-tags=" + s.tags}
}

// noteChannels tells the user when there are none: the packages may be the wrong
// ones, or the comments misspelled.
func (t *tool) noteChannels(c *contract.Contract, s *selection) {
	if len(c.Channels) == 0 {
		fmt.Fprintf(t.stderr, "wscontract: no channels in %s; a channel is a struct type with the comment //ws:channel\n", s)
	}
}

// String names the selected packages.
func (s *selection) String() string {
	name := strings.Join(s.patterns, " ")
	if name == "" {
		name = "this package"
	}
	if s.dir != "" {
		name += " from " + s.dir
	}
	return name
}

// A checked is a flag whose value is checked as it is read.
type checked struct {
	value *string
	check func(string) error
}

func (c *checked) Set(value string) error {
	*c.value = value
	return c.check(value)
}

// String returns the value. Package flag also calls it on a zero checked.
func (c *checked) String() string {
	if c.value == nil {
		return ""
	}
	return *c.value
}

// contract loads the selected packages and extracts their contract. When it
// is wrong, what is wrong has been printed, and the exit status is not exitOK.
func (t *tool) contract(ctx context.Context, s *selection) (*source.Program, *contract.Contract, int) {
	p, c, mistakes, err := t.load(ctx, s)
	if err != nil {
		return nil, nil, t.failed(err)
	}
	if len(mistakes) > 0 {
		mistakes.Print(t.stderr, p.Filename)
		return nil, nil, exitFindings
	}
	return p, c, exitOK
}

// load loads the selected packages and extracts their contract. With mistakes,
// which are sorted, that is only good for looking at.
func (t *tool) load(ctx context.Context, s *selection) (*source.Program, *contract.Contract, diag.List, error) {
	cfg := load.Config{Dir: s.dir, BuildFlags: s.buildFlags()}
	p, mistakes, err := load.Packages(ctx, cfg, s.patterns...)
	if err != nil {
		return nil, nil, nil, err
	}
	t.lap("load")
	p.Prefix = s.prefix
	c, more := extract.Extract(p)
	t.lap("extract")
	mistakes = append(mistakes, more...)
	mistakes = append(mistakes, p.Mistakes()...)
	mistakes.Sort()
	return p, c, mistakes, nil
}
