// Package report prints findings in the forms that people, editors and CI
// services read.
//
//	text    file:line:column: message (code), as the Go tools do
//	json    one array, for programs
//	github  workflow commands, which GitHub shows at the lines of a pull request
//	sarif   SARIF 2.1.0, for code scanning
//
// Every command that has findings prints them with [Report.Write], so that all
// of them know the same forms and escape in the same way.
package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// A Format is a form of output.
type Format string

// The formats.
const (
	Text   Format = "text"
	JSON   Format = "json"
	GitHub Format = "github"
	SARIF  Format = "sarif"
)

// Formats are all formats, as the help text lists them.
const Formats = "text, json, github or sarif"

// ParseFormat returns the format with the given name.
func ParseFormat(name string) (Format, error) {
	switch f := Format(name); f {
	case Text, JSON, GitHub, SARIF:
		return f, nil
	}
	return "", fmt.Errorf("unknown format %q; write %s", name, Formats)
}

// A Rule describes findings with one code, for the forms that carry it.
type Rule struct {
	ID    string     // what [diag.Diagnostic] has as its code
	Level diag.Level // of most findings
	Title string     // one line
	Help  string     // Markdown: why it is wrong, and what to do instead
}

// A Report is what a command has found.
type Report struct {
	Findings diag.List
	// Rules describe the codes. A code that is not among them needs no
	// description.
	Rules []Rule
	// Name turns the file of a position into what is printed, a path as seen
	// from the working directory; nil prints it as it is.
	Name func(file string) string
	// Root is the directory from which GitHub and SARIF name files below it, which
	// is that of the repository. Others are named from the working directory.
	Root string
	// Version is that of the tool, for SARIF; it may be empty.
	Version string
}

// Write writes the report. Text has nothing to say when there are no findings,
// and neither has GitHub; the other forms are documents also then.
func (r *Report) Write(w io.Writer, f Format) error {
	switch f {
	case Text:
		return r.text(w)
	case JSON:
		return r.json(w)
	case GitHub:
		return r.github(w)
	case SARIF:
		return r.sarif(w)
	}
	panic(fmt.Sprintf("report: unknown format %q", f))
}

// text writes one line for each finding, and one for each related place below
// it. The level is only said where it is not that of a mistake.
func (r *Report) text(w io.Writer) error {
	var b strings.Builder
	for _, d := range r.Findings {
		fmt.Fprintf(&b, "%s: ", r.place(d.Pos))
		if d.Level != diag.Error {
			fmt.Fprintf(&b, "%s: ", d.Level)
		}
		b.WriteString(d.Message)
		if d.Code != "" {
			fmt.Fprintf(&b, " (%s)", d.Code)
		}
		b.WriteByte('\n')
		for _, related := range d.Related {
			fmt.Fprintf(&b, "\t%s: %s\n", r.place(related.Pos), related.Message)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// place spells a position with as much of it as there is.
func (r *Report) place(p contract.Position) string {
	switch {
	case p.File == "":
		return "wscontract"
	case p.Line == 0:
		return r.file(p)
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", r.file(p), p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", r.file(p), p.Line, p.Column)
}

func (r *Report) file(p contract.Position) string {
	if r.Name == nil || p.File == "" {
		return p.File
	}
	return r.Name(p.File)
}
