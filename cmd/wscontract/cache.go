package main

import (
	"context"
	"flag"
	"io"
	"slices"

	"github.com/wscontract/wscontract/emit"
	"github.com/wscontract/wscontract/extract/inputs"
	"github.com/wscontract/wscontract/extract/source"
)

const cacheHelp = `Generate and check remember that they had nothing to do and nothing to say. When
the next such run learns that nothing has changed since, that is all it does.

It asks the go command which packages there are and of which files they and their
imports consist, and reads all files beside these, so that nothing that it depends
on goes unseen: the source of packages and of their tests, output, files that build
tags leave out, go.mod and go.work, the Go version and environment, what check
compares with, and wscontract itself. Files of the standard library and of the
module cache count by their sizes and times.

A run is remembered only when all that is known: not with packages that have C in
them or import what is not there, with another driver of go/packages, or with flags
such as -overlay in GOFLAGS; and not when a file was written while it looked, or in
the two seconds before.

With the flag -a a run does all its work anew. What is remembered is in wscontract
in the user's cache directory; the environment variable WSCONTRACT_CACHE names
another directory, or is "off". What is not used for 30 days is removed.
`

func writeCacheHelp(w io.Writer) error {
	_, err := io.WriteString(w, cacheHelp)
	return err
}

// declareAnew declares the flag -a of a command that remembers its runs.
func declareAnew(flags *flag.FlagSet, anew *bool) {
	flags.BoolVar(anew, "a", false, "do all the work, also when nothing has changed since a run that had none")
}

// does returns what decides what a command finds in the same packages: its name
// and its flags, but for those that are named.
func does(flags *flag.FlagSet, but ...string) []string {
	but = append(but, "a", "C", "tags") // the last two choose packages
	list := []string{flags.Name()}
	flags.VisitAll(func(f *flag.Flag) {
		if !slices.Contains(but, f.Name) {
			list = append(list, f.Name, f.Value.String())
		}
	})
	return list
}

// thisRun describes the run of a command, so that it can be remembered.
func (t *tool) thisRun(s *selection, does []string, tests bool) *inputs.Run {
	return &inputs.Run{
		Does:     does,
		Dir:      s.dir,
		Flags:    s.buildFlags(),
		Patterns: s.patterns,
		Tests:    tests,
		Began:    t.began,
		Cache:    inputs.Dir(),
	}
}

// remember remembers a run that had nothing to do and nothing to say. That it may
// not be possible is no concern of the user's.
func remember(ctx context.Context, run *inputs.Run, p *source.Program, plan *emit.Plan) {
	if len(p.Packages) == 0 {
		return // that there is no channel is said each time
	}
	_ = run.Remember(ctx, slices.Concat(p.Outputs, plan.Unchanged))
}
