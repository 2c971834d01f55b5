package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/breaking"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/report"
)

var breakingCommand = &command{
	name:  "breaking",
	args:  "-against ref|file [-C dir] [-format form] [-ignore rule]... [-level level] [-prefix path] [-tags list] [packages]",
	short: "find changes that break the other side",
	long:  breakingHelp(),
	declare: func(flags *flag.FlagSet) action {
		b := &comparing{format: report.Text}
		b.declare(flags)
		flags.StringVar(&b.against, "against", "", "compare with the contract of this `commit` or file")
		flags.Var(&formatFlag{&b.format}, "format", "print findings in this `form`: "+report.Formats)
		flags.Var(&b.ignored, "ignore", "pass over changes of this `rule`; can be repeated")
		flags.Var(&levelFlag{&b.level}, "level", "the `level` from which a finding makes the exit status 1: error, warning or info")
		return func(ctx context.Context, t *tool, patterns []string) int {
			b.patterns = patterns
			if b.against == "" {
				return t.misused("breaking", "what to compare with is missing; name a commit or a file with -against")
			}
			return t.breaking(ctx, b)
		}
	},
}

// breakingHelp is the help of the command, with a line for each rule.
func breakingHelp() string {
	var b strings.Builder
	b.WriteString(`Breaking compares the contract of the named packages with an older one, and
reports what makes one side refuse messages that the other side may send while
not everybody has been replaced. A change can break what clients send, what the
server sends, or both. "wscontract help RULE" explains a rule.

The older contract is that of a commit, such as origin/main or v1.2.0, which has it
in the files ws_contract.lock.json that generate writes; or it is in a file: one of
these, or what list -json has printed.

Errors and warnings are printed. The exit status is 1 if there is a finding of
the level or worse. A change is accepted by a comment in the new source, at its
declaration or at what it was removed from:

	//ws:ignore RULE "the reason"

The rules, with what they do to messages from clients and from the server:
`)
	if err := breaking.WriteRules(&b); err != nil {
		panic(err) // a strings.Builder takes everything
	}
	return b.String()
}

var changesCommand = &command{
	name:  "changes",
	args:  "-against ref|file [-C dir] [-prefix path] [-tags list] [packages]",
	short: "print what has changed in the contract, as Markdown",
	long: `Changes compares contracts as breaking does, and prints all differences as
Markdown for the description of a pull request: what breaks, what to look at, and
the rest. The exit status is 0 whatever has changed.`,
	declare: func(flags *flag.FlagSet) action {
		b := &comparing{}
		b.declare(flags)
		flags.StringVar(&b.against, "against", "", "compare with the contract of this `commit` or file")
		return func(ctx context.Context, t *tool, patterns []string) int {
			b.patterns = patterns
			if b.against == "" {
				return t.misused("changes", "what to compare with is missing; name a commit or a file with -against")
			}
			return t.changelog(ctx, b)
		}
	},
}

// A comparing is one run of breaking or changes.
type comparing struct {
	selection
	against string
	format  report.Format
	ignored ruleFlag
	level   diag.Level
}

// breaking prints the changes that matter and returns the exit status.
func (t *tool) breaking(ctx context.Context, b *comparing) int {
	p, c, status := t.contract(ctx, &b.selection)
	if status != exitOK {
		return exitFailure
	}
	changes, err := b.changes(ctx, c)
	if err != nil {
		return t.failed(err)
	}
	findings, worst := b.findings(c, changes)
	r := report.Report{Findings: findings, Rules: breakingRules(), Name: p.Filename, Version: toolVersion()}
	if err := t.print(&r, b.format); err != nil {
		return t.failed(err)
	}
	if worst {
		return exitFindings
	}
	return exitOK
}

// changelog prints all changes and returns the exit status.
func (t *tool) changelog(ctx context.Context, b *comparing) int {
	p, c, status := t.contract(ctx, &b.selection)
	if status != exitOK {
		return exitFailure
	}
	changes, err := b.changes(ctx, c)
	if err != nil {
		return t.failed(err)
	}
	place := func(pos contract.Position) string { return fmt.Sprintf("%s:%d", p.Filename(pos.File), pos.Line) }
	if err := breaking.WriteChangelog(t.stdout, changes, b.against, place); err != nil {
		return t.failed(err)
	}
	return exitOK
}

// changes compares the contract with the older one, package by package.
func (b *comparing) changes(ctx context.Context, c *contract.Contract) ([]breaking.Change, error) {
	base, err := openBaseline(ctx, b.against, b.dir)
	if err != nil {
		return nil, err
	}
	pairs, err := b.pair(base, c)
	if err != nil {
		return nil, fmt.Errorf("reading the contract of %s: %w", base.name, err)
	}
	var changes []breaking.Change
	for _, p := range pairs {
		old, new := &contract.Contract{}, &contract.Contract{}
		if p.new != nil {
			new = c.Only(p.new.Path)
		}
		if p.old != nil {
			old = p.old.contract
		}
		found := breaking.Compare(old, new)
		if len(found) > 0 && p.old != nil && p.old.source != nil {
			files, err := p.old.source(ctx)
			if err != nil {
				return nil, err
			}
			breaking.Locate(old, p.old.path, files)
			found = breaking.Compare(old, new)
		}
		changes = append(changes, found...)
	}
	return changes, nil
}

// findings returns the changes that are worth printing, and whether one of them
// is as bad as the level.
func (b *comparing) findings(c *contract.Contract, changes []breaking.Change) (diag.List, bool) {
	var list diag.List
	worst := false
	for _, change := range changes {
		level := change.Effect.Level()
		if level > max(diag.Warning, b.level) || b.ignored.has(change.Rule.ID) || c.IgnoreAt(change.Rule.ID, change.Pos) != nil {
			continue
		}
		worst = worst || level <= b.level
		d := change.Diagnostic()
		if d.Pos.File == "" { // a channel that is gone: its file, for the line is another one now
			d.Pos = contract.Position{File: change.Old.File}
		}
		list = append(list, d)
	}
	list.Sort()
	return list, worst
}

// print writes a report: text for people to standard error, as other findings
// are, and what programs read to standard output.
func (t *tool) print(r *report.Report, f report.Format) error {
	w := io.Writer(t.stdout)
	if f == report.Text {
		w = t.stderr
	}
	r.Root = os.Getenv("GITHUB_WORKSPACE") // where the repository is, in a workflow
	if err := r.Write(w, f); err != nil {
		return fmt.Errorf("printing the findings: %w", err)
	}
	return nil
}

// breakingRules describe the rules, for the forms of output that carry it.
func breakingRules() []report.Rule {
	var rules []report.Rule
	for _, r := range breaking.Rules() {
		rules = append(rules, report.Rule{ID: r.ID, Level: r.Effect().Level(), Title: r.Title, Help: r.Help()})
	}
	return rules
}

// A ruleFlag is a flag that can be repeated, with ids of breaking rules.
type ruleFlag []string

func (f *ruleFlag) Set(id string) error {
	if breaking.Lookup(id) == nil {
		return errors.New("there is no such rule" + didYouMean(id, breaking.IDs()))
	}
	*f = append(*f, id)
	return nil
}

func (f *ruleFlag) String() string { return strings.Join(*f, ",") }

func (f *ruleFlag) has(id string) bool { return slices.Contains(*f, id) }

// A levelFlag is a flag whose value is a level.
type levelFlag struct{ level *diag.Level }

func (f *levelFlag) Set(s string) (err error) {
	*f.level, err = diag.ParseLevel(s)
	return err
}

func (f *levelFlag) String() string {
	if f.level == nil {
		return ""
	}
	return f.level.String()
}
