package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/wscontract/wscontract/emit"
	"github.com/wscontract/wscontract/extract/breaking"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/inputs"
	"github.com/wscontract/wscontract/extract/report"
	"github.com/wscontract/wscontract/extract/source"
)

var checkCommand = &command{
	name:  "check",
	args:  "[-C dir] [-a] [-against ref|file] [-emit list] [-format form] [-ignore rule]... [-level level] [-prefix path] [-tags list] [packages]",
	short: "everything that CI should hold against a contract",
	long: `Check runs all checks on the named packages and changes nothing:

	mistakes in contracts, and in the code that serves them, as vet does,
	output that is not what generate would write, in every language, with what
	has changed since it was written, and the command that mends it,
	with -against, changes that break the other side, as breaking does.

Findings of all kinds are printed together. The exit status is 1 if there is one,
but of breaking changes only if one is of the level or worse; it is 2 if the
packages could not be checked.

When nothing has changed since a run that found nothing, that is all there is to
do; see "wscontract help cache".`,
	declare: func(flags *flag.FlagSet) action {
		c := &checking{}
		c.format = report.Text
		c.declare(flags)
		declareAnew(flags, &c.anew)
		flags.StringVar(&c.against, "against", "", "also report what breaks since this `commit`, or the contract in this file")
		flags.Var(&checked{&c.emit, func(list string) error { _, err := emit.Select(strings.Split(list, ",")); return err }},
			"emit", "check only the output of the emitters in this `list`, separated by commas; there are: "+emitterNames())
		flags.Var(&formatFlag{&c.format}, "format", "print findings in this `form`: "+report.Formats)
		flags.Var(&c.ignored, "ignore", "pass over breaking changes of this `rule`; can be repeated")
		flags.Var(&levelFlag{&c.level}, "level", "the `level` from which a breaking change makes the exit status 1: error, warning or info")
		return func(ctx context.Context, t *tool, patterns []string) int {
			c.patterns = patterns
			c.again = generateAgain(t.name, &c.selection, c.emit)
			c.does = does(flags, "format")
			return t.check(ctx, c)
		}
	},
}

// A checking is one run of check.
type checking struct {
	comparing
	emit  string
	again string   // the command that mends stale output
	anew  bool     // do not ask what an earlier run has found
	does  []string // what decides what the run finds
}

// generateAgain returns the command line of generate for the same packages.
func generateAgain(name string, s *selection, emitters string) string {
	line := []string{name, "generate"}
	for _, f := range [][2]string{{"-C", s.dir}, {"-emit", emitters}, {"-prefix", s.prefix}, {"-tags", s.tags}} {
		if f[1] != "" {
			line = append(line, f[0], shellQuote(f[1]))
		}
	}
	for _, arg := range s.patterns {
		line = append(line, shellQuote(arg))
	}
	return strings.Join(line, " ")
}

// staleRule describes findings about output.
var staleRule = report.Rule{
	ID: "stale-output", Level: diag.Error, Title: "output is not what generate would write",
	Help: "The file was written for another contract, by another version of wscontract, or edited. Run `wscontract generate`.",
}

// check runs all checks and returns the exit status.
func (t *tool) check(ctx context.Context, c *checking) int {
	if c.against != "" {
		state, err := baselineState(ctx, c.against, c.dir)
		if err != nil {
			return t.failed(err)
		}
		c.does = append(c.does, state)
	}
	r := report.Report{Name: shortPath, Version: toolVersion()}
	r.Rules = append(append(append(r.Rules, staleRule), vetRules()...), breakingRules()...)
	status := exitOK
	if run := t.thisRun(&c.selection, c.does, true); c.anew || !run.Known(ctx) {
		status = t.checkAnew(ctx, c, run, &r)
	}
	if status == exitFailure && len(r.Findings) == 0 {
		return status
	}
	if err := t.print(&r, c.format); err != nil {
		return t.failed(err)
	}
	return status
}

// checkAnew runs all checks, puts what they find into the report, and returns the
// exit status. Loading for go vet takes place beside ours.
func (t *tool) checkAnew(ctx context.Context, c *checking, run *inputs.Run, r *report.Report) int {
	vetted := t.startVet(ctx, c)
	p, found, mistakes, err := t.load(ctx, &c.selection)
	if err != nil {
		vetted.wait()
		return t.failed(err)
	}
	r.Name = p.Filename
	var plan *emit.Plan
	if len(mistakes) == 0 {
		plan, mistakes, err = t.planned(p, found, &generation{emit: c.emit})
		if err != nil {
			vetted.wait()
			return t.failed(err)
		}
	}
	if len(mistakes) > 0 {
		// Nothing else can be told of a contract that is wrong, and go vet
		// would say the same again.
		vetted.wait()
		r.Findings = mistakes
		return exitFindings
	}
	t.noteChannels(found, &c.selection)
	stale := c.stale(p, found, plan)
	vet, status := vetted.findings(ctx, p, plan)
	r.Findings = append(stale, vet...)
	worst := len(r.Findings) > 0
	if c.against != "" {
		changes, err := c.changes(ctx, found)
		if err != nil {
			return t.failed(err)
		}
		breaks, bad := c.comparing.findings(found, changes)
		r.Findings = append(r.Findings, breaks...)
		worst = worst || bad
	}
	r.Findings.Sort()
	switch {
	case status != exitOK: // and why has been printed
		return status
	case worst:
		return exitFindings
	case len(r.Findings) == 0:
		remember(ctx, run, p, plan)
	}
	return exitOK
}

// stale returns a finding for each file that generate would write or remove. The
// first in a directory lists what has changed.
func (c *checking) stale(p *source.Program, found *contract.Contract, plan *emit.Plan) diag.List {
	var list diag.List
	reasons, listed := map[string][]diag.Related{}, map[string]bool{} // by directory
	why := func(path string) []diag.Related {
		dir := filepath.Dir(path)
		if _, ok := reasons[dir]; !ok {
			reasons[dir] = changedSince(filepath.Join(dir, contract.LockFile), dir, found)
		}
		return reasons[dir]
	}
	add := func(change emit.Change, what string) {
		d := list.Addf(contract.Position{File: change.Path}, staleRule.ID, "%s; run: %s", what, c.again)
		if dir := filepath.Dir(change.Path); !listed[dir] {
			d.Related, listed[dir] = why(change.Path), true
		}
	}
	for _, change := range plan.Write {
		if change.Old == nil {
			add(change, "missing")
			continue
		}
		what := "stale"
		if r := why(change.Path); len(r) > 0 {
			what += ": " + r[0].Message + " at " + place(p, r[0].Pos)
			if len(r) > 1 {
				what += fmt.Sprintf(", and %d more", len(r)-1)
			}
		} else {
			what += ", though the contract says the same: its comments, the tool, or the file itself has changed"
		}
		add(change, what)
	}
	for _, change := range plan.Remove {
		add(change, "left over; no channel needs it")
	}
	return list
}

func place(p *source.Program, pos contract.Position) string {
	if pos.Line == 0 { // of what is gone
		return p.Filename(pos.File)
	}
	return fmt.Sprintf("%s:%d", p.Filename(pos.File), pos.Line)
}

// changedSince returns what has changed in the contract of the package in a
// directory since its lock file was written.
func changedSince(lock, dir string, found *contract.Contract) []diag.Related {
	content, err := os.ReadFile(lock)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	old, err := contract.Decode(bytes.NewReader(content))
	if err != nil || len(old.Packages) != 1 {
		return nil // the lock file is itself a finding
	}
	i := slices.IndexFunc(found.Packages, func(p *contract.Package) bool { return filepath.Clean(p.Dir) == filepath.Clean(dir) })
	if i < 0 {
		return nil
	}
	var list []diag.Related
	for _, change := range breaking.Compare(old, found.Only(found.Packages[i].Path)) {
		r := diag.Related{Pos: change.Pos, Message: change.Message}
		if r.Pos.File == "" { // a channel that is gone
			r.Pos.File = change.Old.File
		}
		if !slices.Contains(list, r) { // the same in the other direction
			list = append(list, r)
		}
	}
	return list
}

// A pendingVet is go vet while it runs.
type pendingVet struct {
	tool    *tool
	vetting *vetting
	out     []byte
	stderr  bytes.Buffer
	status  int
	done    sync.WaitGroup
}

// startVet begins to run the analyzers. Those about mistakes in a contract and
// about generated Go code say what check itself says better.
func (t *tool) startVet(ctx context.Context, c *checking) *pendingVet {
	v := &pendingVet{tool: t, vetting: &vetting{
		selection: c.selection,
		chosen:    map[string]bool{"stale": false, "contract": false},
	}}
	v.done.Go(func() { v.run(ctx) })
	return v
}

func (v *pendingVet) run(ctx context.Context, more ...string) {
	quiet := *v.tool
	v.stderr.Reset()
	quiet.stderr = &v.stderr
	v.out, v.status = quiet.goVet(ctx, v.vetting, append(more, "-json")...)
}

func (v *pendingVet) wait() { v.done.Wait() }

// findings returns what the analyzers have found. When the packages do not
// compile as they stand, they are looked at with the output that they should
// have.
func (v *pendingVet) findings(ctx context.Context, p *source.Program, plan *emit.Plan) (diag.List, int) {
	v.wait()
	if v.status != exitOK && !plan.Empty() {
		dir, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "wscontract-")
		if err != nil {
			return nil, v.tool.failed(err)
		}
		defer os.RemoveAll(dir)
		overlay, err := writeOverlay(dir, plan, nil)
		if err != nil {
			return nil, v.tool.failed(err)
		}
		v.run(ctx, "-overlay="+overlay)
	}
	if v.status != exitOK {
		fmt.Fprint(v.tool.stderr, v.stderr.String())
		return nil, v.status
	}
	list, err := v.vetting.findings(v.out)
	if err != nil {
		return nil, v.tool.failed(err)
	}
	return list, exitOK
}
