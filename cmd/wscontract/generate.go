package main

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/emit"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/source"
)

var generateCommand = &command{
	name:  "generate",
	args:  "[-C dir] [-a] [-check] [-diff] [-emit list] [-prefix path] [-tags list] [-v] [packages]",
	short: "write the code of all channels, or check that it is up to date",
	long: `Generate writes the code of the channels in the named packages, by default the
package in the current directory, and removes what earlier runs have written and
no channel needs any more. Files that would not change are not touched.

When a contract is wrong, its mistakes are printed with their positions and no
file is changed; the exit status is 1. With -check or -diff no file is changed
either, and the exit status is 1 if one would be.

When nothing has changed since a run that left all files as they were, that is all
there is to do; see "wscontract help cache".`,
	declare: func(flags *flag.FlagSet) action {
		g := &generation{}
		g.declare(flags)
		declareAnew(flags, &g.anew)
		flags.BoolVar(&g.check, "check", false, "write nothing; name the files that would change, and the command that does it")
		flags.BoolVar(&g.diff, "diff", false, "write nothing; print what would change as a unified diff")
		flags.Var(&checked{&g.emit, func(string) error { _, err := emit.Select(g.emitters()); return err }},
			"emit", "write only the output of the emitters in this `list`, separated by commas; there are: "+emitterNames())
		flags.BoolVar(&g.verbose, "v", false, "say what becomes of each file, and how long it takes")
		return func(ctx context.Context, t *tool, patterns []string) int {
			g.patterns = patterns
			g.again = again(t.name, flags)
			g.does = does(flags, "check", "diff", "v")
			return t.generate(ctx, g)
		}
	},
}

// A generation is one run of generate.
type generation struct {
	selection
	check, diff, verbose bool
	emit                 string // the emitters, separated by commas; "" for all
	again                string // the command line without -check, -diff and -v
	anew                 bool   // do not ask what an earlier run has done
	does                 []string
}

// emitters returns the names of the emitters, or nil for all.
func (g *generation) emitters() []string {
	if g.emit == "" {
		return nil
	}
	return strings.Split(g.emit, ",")
}

// generate does what the run asks for and returns the exit status.
func (t *tool) generate(ctx context.Context, g *generation) int {
	run := t.thisRun(&g.selection, g.does, false)
	if !g.anew && !g.verbose && run.Known(ctx) {
		return exitOK
	}
	p, c, status := t.contract(ctx, &g.selection)
	if status != exitOK {
		return status
	}
	if !g.verbose { // which says so itself
		t.noteChannels(c, &g.selection)
	}
	plan, status := t.plan(p, c, g)
	if status != exitOK {
		return status
	}
	if plan.Empty() {
		remember(ctx, run, p, plan)
	}
	if g.check || g.diff {
		return t.compare(p, plan, g)
	}
	// From here on a signal comes too late: the files are changed, all or none.
	if err := context.Cause(ctx); err != nil {
		return t.failed(err)
	}
	if err := plan.Apply(); err != nil {
		return t.failed(err)
	}
	t.lap("write")
	if g.verbose {
		t.report(p, c, plan)
	}
	return exitOK
}

// plan works out what has to change on disk. When emitters find mistakes in the
// contract, they have been printed, and the exit status is not exitOK.
func (t *tool) plan(p *source.Program, c *contract.Contract, g *generation) (*emit.Plan, int) {
	plan, mistakes, err := t.planned(p, c, g)
	if err != nil {
		return nil, t.failed(err)
	}
	if len(mistakes) > 0 {
		mistakes.Print(t.stderr, p.Filename)
		return nil, exitFindings
	}
	return plan, exitOK
}

// planned works out what has to change on disk, or returns the mistakes that
// emitters find in the contract.
func (t *tool) planned(p *source.Program, c *contract.Contract, g *generation) (*emit.Plan, diag.List, error) {
	files, mistakes, err := emit.Emit(c, g.emitters())
	if err != nil || len(mistakes) > 0 {
		return nil, mistakes, err
	}
	t.lap("emit")
	var dirs []string
	for _, output := range p.Outputs {
		dirs = append(dirs, filepath.Dir(output))
	}
	plan, err := emit.NewPlan(files, slices.Compact(dirs), g.emitters())
	return plan, nil, err
}

// compare prints what a run would change.
func (t *tool) compare(p *source.Program, plan *emit.Plan, g *generation) int {
	if plan.Empty() {
		return exitOK
	}
	if g.diff {
		if _, err := t.stdout.Write(plan.Diff(p.Filename)); err != nil {
			return t.failed(fmt.Errorf("printing the difference: %w", err))
		}
	}
	if g.check {
		var lines []string
		for _, change := range plan.Write {
			what := "stale"
			if change.Old == nil {
				what = "missing"
			}
			lines = append(lines, p.Filename(change.Path)+": "+what)
		}
		for _, change := range plan.Remove {
			lines = append(lines, p.Filename(change.Path)+": left over; no channel needs it")
		}
		slices.Sort(lines)
		fmt.Fprintf(t.stderr, "%s\nrun: %s\n", strings.Join(lines, "\n"), g.again)
	}
	return exitFindings
}

// report prints what has become of each file:
//
//	wrote      chat/ws_channels.gen.go
//	1 channel in 1 package: 1 file written, 0 removed, 2 unchanged (load 81ms, …)
func (t *tool) report(p *source.Program, c *contract.Contract, plan *emit.Plan) {
	for _, change := range plan.Write {
		fmt.Fprintln(t.stderr, "wrote     ", p.Filename(change.Path))
	}
	for _, change := range plan.Remove {
		fmt.Fprintln(t.stderr, "removed   ", p.Filename(change.Path))
	}
	for _, path := range plan.Unchanged {
		fmt.Fprintln(t.stderr, "unchanged ", p.Filename(path))
	}
	found := "no channels"
	if len(c.Channels) > 0 {
		found = count(len(c.Channels), "channel") + " in " + count(len(c.Packages), "package")
	}
	fmt.Fprintf(t.stderr, "%s: %s written, %d removed, %d unchanged (%s)\n", found,
		count(len(plan.Write), "file"), len(plan.Remove), len(plan.Unchanged), strings.Join(t.laps, ", "))
}

// again returns the command line that does what one with -check or -diff only
// talks about.
func again(name string, flags *flag.FlagSet) string {
	line := []string{name, flags.Name()}
	flags.Visit(func(f *flag.Flag) {
		switch f.Name {
		case "a", "check", "diff", "v":
		default:
			line = append(line, "-"+f.Name, shellQuote(f.Value.String()))
		}
	})
	for _, arg := range flags.Args() {
		line = append(line, shellQuote(arg))
	}
	return strings.Join(line, " ")
}

// shellQuote returns s as a word of a shell's command line.
func shellQuote(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !isPlain(r) }) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// isPlain tells that a rune means itself to every shell.
func isPlain(r rune) bool {
	return r > 0x7f || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("_./,=@:+-", r)
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func emitterNames() string {
	var names []string
	for _, e := range emit.Emitters() {
		names = append(names, e.Name)
	}
	return strings.Join(names, ", ")
}
