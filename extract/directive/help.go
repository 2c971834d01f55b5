package directive

import (
	"bufio"
	"fmt"
	"go/doc/comment"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// intro is what the reference says before the directives.
const intro = `A directive is one line in the doc comment of a type, written //ws:NAME or // ws:NAME.
Arguments are separated by spaces; a value with spaces in it is a quoted Go string.`

// WriteReference writes the reference of all directives, or of those named, as
// plain text.
func WriteReference(w io.Writer, names ...string) error {
	b := bufio.NewWriter(w)
	if len(names) == 0 {
		fmt.Fprintf(b, "%s\n", intro)
	}
	for i, spec := range selected(names) {
		if i > 0 || len(names) == 0 {
			fmt.Fprintln(b)
		}
		for _, form := range spec.Forms {
			fmt.Fprintf(b, "%s\n    on %s\n", form.synopsis(spec.Name), spec.place(form.On))
		}
		fmt.Fprintf(b, "\n%s", wrap(sentence(spec)))
		table := tabwriter.NewWriter(b, 0, 8, 3, ' ', 0)
		for j, r := range spec.rows() {
			if j == 0 {
				fmt.Fprintln(table)
			}
			fmt.Fprintf(table, "    %s\t%s\n", r.argument, r.summary)
		}
		if err := table.Flush(); err != nil {
			return err
		}
		fmt.Fprintf(b, "\n%s\n", indent(spec.Example))
	}
	return b.Flush()
}

// WriteMarkdown writes the reference of all directives as a Markdown page, which
// is docs/directives.md.
func WriteMarkdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# Directives\n\n<!-- Written by go test ./extract/directive -update from vocabulary.go. -->\n\n%s\n", intro)
	fmt.Fprint(b, "\n| directive | on | |\n|---|---|---|\n")
	for _, spec := range Vocabulary {
		fmt.Fprintf(b, "| [`ws:%s`](#ws%s) | %s | %s |\n", spec.Name, spec.Name, spec.place(spec.On()), spec.Summary)
	}
	for _, spec := range Vocabulary {
		fmt.Fprintf(b, "\n## ws:%s\n\n", spec.Name)
		for _, form := range spec.Forms {
			fmt.Fprintf(b, "* `%s` on %s\n", form.synopsis(spec.Name), spec.place(form.On))
		}
		fmt.Fprintf(b, "\n%s\n", sentence(&spec))
		for i, r := range spec.rows() {
			if i == 0 {
				fmt.Fprint(b, "\n| argument | |\n|---|---|\n")
			}
			fmt.Fprintf(b, "| `%s` | %s |\n", strings.ReplaceAll(r.argument, "|", `\|`), r.summary)
		}
		fmt.Fprintf(b, "\n```go\n%s\n```\n", spec.Example)
	}
	return b.Flush()
}

// A row of the table of arguments.
type row struct{ argument, summary string }

// rows describes the arguments of all forms, each once.
func (s *Spec) rows() []row {
	var rows []row
	add := func(argument, summary string) {
		if r := (row{argument, summary}); !slices.Contains(rows, r) {
			rows = append(rows, r)
		}
	}
	for _, form := range s.Forms {
		for _, p := range form.Args {
			summary := p.Summary
			if strings.Contains(p.Value.Syntax, "|") {
				summary += ": " + strings.ReplaceAll(p.Value.Syntax, "|", ", ")
			}
			add(p.Name, summary)
		}
		for _, p := range form.Keys {
			add(p.keyed(), p.Summary)
		}
		if p := form.AnyKey; p != nil {
			add(p.keyed(), p.Summary)
		}
	}
	return rows
}

// selected returns the rows with the given names, or all.
func selected(names []string) []*Spec {
	if len(names) == 0 {
		names = Names()
	}
	var specs []*Spec
	for _, name := range names {
		if spec := Lookup(name); spec != nil {
			specs = append(specs, spec)
		}
	}
	return specs
}

// sentence returns the documentation as prose: the summary and the rest.
func sentence(spec *Spec) string {
	return strings.ToUpper(spec.Summary[:1]) + spec.Summary[1:] + ". " + spec.Doc
}

// wrap breaks paragraphs into indented lines.
func wrap(text string) string {
	printer := comment.Printer{TextPrefix: "    ", TextWidth: 76}
	return string(printer.Text(new(comment.Parser).Parse(text)))
}

// indent moves every line that is not empty to the right.
func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// synopsis returns the form as one line, with optional parts in brackets.
func (f *Form) synopsis(name string) string {
	parts := []string{"ws:" + name}
	for _, p := range f.Args {
		parts = append(parts, p.bracket(p.Name))
	}
	if f.AnyKey != nil {
		parts = append(parts, f.AnyKey.keyed()+" ...")
	}
	if len(f.Keys) > 3 {
		parts = append(parts, "[key=value ...]")
	} else {
		for _, p := range f.Keys {
			parts = append(parts, p.bracket(p.keyed()))
		}
	}
	return strings.Join(parts, " ")
}

// keyed returns the argument as key=VALUE.
func (p *Param) keyed() string { return p.Name + "=" + p.Value.Syntax }

// bracket puts what may be left out in brackets.
func (p *Param) bracket(s string) string {
	if p.Required {
		return s
	}
	return "[" + s + "]"
}
