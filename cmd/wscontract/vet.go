package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/wscontract/wscontract/extract"
	"github.com/wscontract/wscontract/extract/check"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/load"
	"github.com/wscontract/wscontract/extract/report"
)

var vetCommand = &command{
	name:  "vet",
	args:  "[-C dir] [-tags list] [-format form | -json | -fix | -diff] [-NAME[=false]...] [packages]",
	short: "find mistakes in contracts, and in code that serves them",
	long:  vetHelp(),
	declare: func(flags *flag.FlagSet) action {
		v := &vetting{format: report.Text, chosen: map[string]bool{}}
		flags.StringVar(&v.dir, "C", "", "see package patterns from this `directory`")
		flags.StringVar(&v.tags, "tags", "", "build tags, a `list` separated by commas")
		flags.BoolVar(&v.json, "json", false, "print what go vet -json prints, with suggested fixes; the exit status is 0 also when there are findings")
		flags.BoolVar(&v.fix, "fix", false, "apply the first suggested fix of each finding, and print none")
		flags.BoolVar(&v.diff, "diff", false, "print what -fix would change as a unified diff, and change nothing")
		flags.Var(&formatFlag{&v.format}, "format", "print findings in this `form`: "+report.Formats)
		for _, a := range check.Analyzers {
			summary, _ := check.Summary(a)
			flags.Bool(a.Name, false, summary)
			a.Flags.VisitAll(func(f *flag.Flag) { flags.Bool(a.Name+"."+f.Name, false, f.Usage) })
		}
		return func(ctx context.Context, t *tool, patterns []string) int {
			v.patterns = patterns
			flags.Visit(func(f *flag.Flag) {
				name, _, own := strings.Cut(f.Name, ".")
				switch {
				case check.Lookup(name) == nil:
				case own:
					v.flags = append(v.flags, "-"+f.Name+"="+f.Value.String())
				default:
					v.chosen[name] = f.Value.String() == "true"
				}
			})
			return t.vet(ctx, v)
		}
	},
}

// vetHelp is the help of the command, with a line for each analyzer.
func vetHelp() string {
	var b strings.Builder
	b.WriteString(`Vet runs analyzers over the named packages, by default the one in the current
directory. It calls go vet with itself as the tool, so that what has not changed is
not looked at again; other tools can do the same:

	go vet -vettool=$(go tool -n wscontract) ./...

With -NAME only the analyzers that are named run, with -NAME=false all but these.
"wscontract help NAME" explains one. What is right in one place is silenced there
with a comment: //ws:ignore NAME "the reason".

The analyzers are

`)
	for _, a := range check.Analyzers {
		summary, _ := check.Summary(a)
		fmt.Fprintf(&b, "\t%-14s%s\n", a.Name, summary)
	}
	return b.String()
}

// A formatFlag is a flag whose value is a form of output.
type formatFlag struct{ format *report.Format }

func (f *formatFlag) Set(s string) (err error) {
	*f.format, err = report.ParseFormat(s)
	return err
}

func (f *formatFlag) String() string {
	if f.format == nil {
		return ""
	}
	return string(*f.format)
}

// A vetting is one run of vet.
type vetting struct {
	selection
	format          report.Format
	json, fix, diff bool
	chosen          map[string]bool // what -NAME says of analyzers
	flags           []string        // those of analyzers, as -NAME.FLAG=VALUE
}

// prints tells that findings of an analyzer are printed: if some are asked for, of
// these, and otherwise of all but those that are denied.
func (v *vetting) prints(name string) bool {
	for _, asked := range v.chosen {
		if asked {
			return v.chosen[name]
		}
	}
	_, denied := v.chosen[name]
	return !denied
}

// choice returns the flags that make go vet print the same.
func (v *vetting) choice() []string {
	var flags []string
	for _, name := range slices.Sorted(maps.Keys(v.chosen)) {
		flags = append(flags, fmt.Sprintf("-%s=%t", name, v.chosen[name]))
	}
	return flags
}

// vet does what the run asks for and returns the exit status.
func (t *tool) vet(ctx context.Context, v *vetting) int {
	switch {
	case v.json && (v.fix || v.diff):
		return t.misused("vet", "-json prints suggested fixes and does not go with -fix or -diff")
	case v.format != report.Text && (v.json || v.fix || v.diff):
		return t.misused("vet", "-format is about findings and does not go with -json, -fix or -diff")
	case v.diff:
		return t.vetDiff(ctx, v)
	case v.fix:
		_, status := t.goVet(ctx, v, append(v.choice(), "-fix")...)
		return status
	case v.json:
		out, status := t.goVet(ctx, v, append(v.choice(), "-json")...)
		if _, err := t.stdout.Write(out); err != nil {
			return t.failed(err)
		}
		return status
	}
	out, status := t.goVet(ctx, v, "-json")
	findings, err := v.findings(out)
	if err != nil {
		return t.failed(err)
	}
	r := report.Report{Findings: findings, Rules: vetRules(), Name: shortPath, Version: toolVersion()}
	if err := t.print(&r, v.format); err != nil {
		return t.failed(err)
	}
	if status == exitOK && len(findings) > 0 {
		return exitFindings
	}
	return status
}

// findings reads what go vet -json prints, and keeps what this run is to print. All
// analyzers have run: the go command keeps its work by the flags of the tool, so
// that a choice that go vet is told of is paid for with another look at every
// package, the standard library included.
func (v *vetting) findings(out []byte) (diag.List, error) {
	list, err := parseVet(out)
	return slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return !v.prints(d.Code) }), err
}

// vetDiff prints what -fix would change.
func (t *tool) vetDiff(ctx context.Context, v *vetting) int {
	out, status := t.goVet(ctx, v, append(v.choice(), "-fix", "-diff")...)
	if _, err := t.stdout.Write(out); err != nil {
		return t.failed(err)
	}
	if status == exitOK && len(out) > 0 {
		return exitFindings
	}
	return status
}

// goVet runs go vet with this program as its tool and returns what it prints to
// standard output. When it fails, why has been printed.
func (t *tool) goVet(ctx context.Context, v *vetting, flags ...string) ([]byte, int) {
	self, err := os.Executable()
	if err != nil {
		return nil, t.failed(err)
	}
	args := []string{"vet", "-vettool=" + self}
	if v.tags != "" {
		args = append(args, "-tags="+v.tags)
	}
	cmd := exec.CommandContext(ctx, "go", slices.Concat(args, flags, v.flags, v.patterns)...)
	cmd.Dir = v.dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return nil, t.failed(err)
	}
	differs := slices.Contains(flags, "-diff") && stdout.Len() > 0 && onlyWarns(stderr.Bytes()) // of go vet, a failure
	if err != nil && !differs {
		t.explainVet(ctx, v, stderr.String())
		return stdout.Bytes(), exitFailure
	}
	if _, err := t.stderr.Write(stderr.Bytes()); err != nil {
		return nil, t.failed(err)
	}
	return stdout.Bytes(), exitOK
}

// onlyWarns tells that the go command has printed nothing to standard error but what it
// says itself, such as that a pattern has matched no packages. What is wrong with a
// package stands below its name.
func onlyWarns(stderr []byte) bool {
	for line := range bytes.Lines(stderr) {
		if !bytes.HasPrefix(line, []byte("go: ")) {
			return false
		}
	}
	return true
}

// explainVet says why go vet could not look at the packages. Mostly they do not
// compile, and then a mistake in a contract may be why there is no generated code.
func (t *tool) explainVet(ctx context.Context, v *vetting, stderr string) {
	fmt.Fprint(t.stderr, stderr)
	cfg := load.Config{Dir: v.dir}
	if v.tags != "" {
		cfg.BuildFlags = []string{"-tags=" + v.tags}
	}
	p, mistakes, err := load.Packages(ctx, cfg, v.patterns...)
	if err != nil {
		return // go vet has said what is wrong
	}
	_, more := extract.Extract(p)
	mistakes = append(append(mistakes, more...), p.Mistakes()...)
	mistakes.Sort()
	mistakes.Print(t.stderr, p.Filename)
	if len(p.Packages) > 0 && len(mistakes) == 0 {
		fmt.Fprintf(t.stderr, "wscontract: vet looks at packages that compile; if generated code is missing or old, run: %s generate\n", t.name)
	}
}

// shortPath returns a path as seen from the working directory, where that is shorter.
func shortPath(file string) string {
	if cwd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(cwd, file); err == nil && len(rel) < len(file) {
			return rel
		}
	}
	return file
}

// isVetTool tells that the program was called by go vet, which asks its tool what it
// is (-V=full), which flags it has (-flags), and then to look at one package, which a
// file describes.
func isVetTool(args []string) bool {
	if len(args) == 0 {
		return false
	}
	return args[0] == "-V=full" || args[0] == "-flags" || strings.HasSuffix(args[len(args)-1], ".cfg") && lookup(args[0]) == nil
}

// vetTool answers go vet, and exits.
func vetTool() { unitchecker.Main(check.Analyzers...) }
