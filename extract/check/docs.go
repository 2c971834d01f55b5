package check

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/diag"
)

// warnings are the analyzers that report what works and may not be what was meant.
// What the others report fails sooner or later.
var warnings = []string{
	"any", "blocking", "bytearray", "casekeys", "duration", "int64", "mapkey", "nodive", "omitempty", "storedctx", "unionswitch", "unserved", "unusedignore",
}

// Level says how bad the findings of an analyzer are.
func Level(name string) diag.Level {
	if slices.Contains(warnings, name) {
		return diag.Warning
	}
	return diag.Error
}

// Lookup returns the analyzer with the given name, or nil.
func Lookup(name string) *analysis.Analyzer {
	for _, a := range Analyzers {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Summary returns the first line of an analyzer's documentation, and the rest.
func Summary(a *analysis.Analyzer) (summary, rest string) {
	first, rest, _ := strings.Cut(a.Doc, "\n")
	return strings.TrimPrefix(first, a.Name+": "), strings.TrimSpace(rest)
}

const introduction = `# Vet

<!-- Written by go test ./extract/check -update from the comments of the analyzers. -->

These analyzers find mistakes in contracts, and in the code that serves them:

    wscontract vet ./...
    go vet -vettool=$(go tool -n wscontract) ./...

The second form is for what calls go vet already, such as an editor. The first one calls
it, too, so that in both the go command keeps what was found, and prints as well how bad
a finding is, also in the forms that CI reads. Both take these flags of go vet: -NAME runs only
the analyzers that are named, -NAME=false leaves one out, -json prints what programs
read, and -fix applies the suggested fixes, or shows them with -diff. wscontract vet
exits with 0 when it has found nothing, with 1 when it has, and with 2 when it could not
look, because a package does not compile. For golangci-lint there is a [plugin](ci.md#golangci-lint).

What is right in one place is silenced there, with a reason:

    //ws:ignore int64 "the database counts from 1 and has 10,000 users"

An error fails sooner or later. A warning is about what works, and is probably not
what was meant.
`

// WriteMarkdown writes the page that explains all analyzers, docs/vet.md.
func WriteMarkdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprint(b, introduction)
	fmt.Fprint(b, "\n| analyzer | | |\n|---|---|---|\n")
	for _, a := range Analyzers {
		summary, _ := Summary(a)
		fmt.Fprintf(b, "| [`%s`](#%[1]s) | %s | %s |\n", a.Name, Level(a.Name), summary)
	}
	for _, a := range Analyzers {
		summary, rest := Summary(a)
		fmt.Fprintf(b, "\n## %s\n\n%s.\n\n%s\n", a.Name, strings.ToUpper(summary[:1])+summary[1:], markdown(rest))
	}
	return b.Flush()
}

// markdown turns the code blocks of a doc comment, which are indented with a tab,
// into those of Markdown.
func markdown(doc string) string {
	var b strings.Builder
	lines := strings.Split(doc, "\n")
	code := func(i int) bool { // also a blank line within code
		for ; i < len(lines); i++ {
			if lines[i] != "" {
				return strings.HasPrefix(lines[i], "\t")
			}
		}
		return false
	}
	inside := false
	for i, line := range lines {
		if now := strings.HasPrefix(line, "\t") || inside && line == "" && code(i); now != inside {
			inside = now
			if inside {
				b.WriteString("```go\n")
			} else {
				b.WriteString("```\n")
			}
		}
		b.WriteString(strings.TrimPrefix(line, "\t") + "\n")
	}
	if inside {
		b.WriteString("```\n")
	}
	return strings.TrimSpace(b.String())
}

// SetFlag sets a flag of an analyzer, such as int64.int.
func SetFlag(name, value string) error {
	analyzer, flag, ok := strings.Cut(name, ".")
	a := Lookup(analyzer)
	if !ok || a == nil || a.Flags.Lookup(flag) == nil {
		return fmt.Errorf("no analyzer has the flag %q", name)
	}
	return a.Flags.Set(flag, value)
}
