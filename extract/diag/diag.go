// Package diag holds what is said to the user about a contract.
//
// # Messages
//
// A message is one lower-case clause that spells names as the user typed them
// and ends with the way out: "unknown key pth; did you mean path?". It is made
// where the mistake is found, with the position of what is wrong and not of what
// surrounds it. A conflict names both places, the other one as [Related]. Nobody
// stops at the first mistake: all are collected in a [List] and sorted.
package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// A Diagnostic is one thing that is wrong, and where.
type Diagnostic struct {
	Pos  contract.Position
	End  contract.Position // zero, or the end of what Pos points at
	Code string            // a stable name of the kind of mistake, such as "unknown-directive"
	// Level is [Error] unless it is set.
	Level Level
	// Message is one lower-case clause that spells names as the user typed them
	// and ends with the way out.
	Message string
	Related []Related
	// Fix is what the text from Pos to End should be replaced by, or "" where
	// that is not known.
	Fix string
}

// A Related is another place that belongs to a diagnostic, such as the first
// declaration of a name that is declared twice.
type Related struct {
	Pos     contract.Position
	Message string
}

// A List collects diagnostics.
type List []Diagnostic

// Addf adds a diagnostic. The result is valid until the next one is added.
func (l *List) Addf(pos contract.Position, code, format string, args ...any) *Diagnostic {
	*l = append(*l, Diagnostic{Pos: pos, Code: code, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// Sort orders by position and text, and drops repetitions.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Diagnostic) int {
		return cmp.Or(comparePositions(a.Pos, b.Pos), cmp.Compare(a.Message, b.Message))
	})
	*l = slices.CompactFunc(*l, func(a, b Diagnostic) bool { return a.Pos == b.Pos && a.Message == b.Message })
}

func comparePositions(a, b contract.Position) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// Print writes the diagnostics as the Go tools do, one per line:
//
//	file:line:column: message
//
// with related places on indented lines below. The function name turns the file
// of a position into what is printed; nil prints it as it is.
func (l List) Print(w io.Writer, name func(file string) string) {
	for _, d := range l {
		fmt.Fprintf(w, "%s: %s\n", position(d.Pos, name), d.Message)
		for _, r := range d.Related {
			fmt.Fprintf(w, "\t%s: %s\n", position(r.Pos, name), r.Message)
		}
	}
}

func position(p contract.Position, name func(string) string) string {
	if p.File == "" {
		return "wscontract"
	}
	file := p.File
	if name != nil {
		file = name(file)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Column)
}
