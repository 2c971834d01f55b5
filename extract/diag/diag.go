// Package diag holds what is said to the user about a contract.
package diag

import (
	"fmt"
	"io"
	"sort"

	"github.com/wscontract/wscontract/extract/contract"
)

// A Diagnostic is one thing that is wrong, and where.
type Diagnostic struct {
	Pos  contract.Position
	End  contract.Position // zero, or the end of what Pos points at
	Code string            // a stable name of the kind of mistake, such as "unknown-directive"
	// Message is one lower-case clause that spells names as the user typed them
	// and ends with the way out.
	Message string
	Related []Related
}

// A Related is another place that belongs to a diagnostic, such as the first
// declaration of a name that is declared twice.
type Related struct {
	Pos     contract.Position
	Message string
}

// A List collects diagnostics.
type List []Diagnostic

// Addf adds a diagnostic.
func (l *List) Addf(pos contract.Position, code, format string, args ...any) *Diagnostic {
	*l = append(*l, Diagnostic{Pos: pos, Code: code, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// Sort orders by position and text, and drops repetitions.
func (l *List) Sort() {
	s := *l
	sort.SliceStable(s, func(i, j int) bool {
		a, b := s[i], s[j]
		if a.Pos.File != b.Pos.File {
			return a.Pos.File < b.Pos.File
		}
		if a.Pos.Line != b.Pos.Line {
			return a.Pos.Line < b.Pos.Line
		}
		if a.Pos.Column != b.Pos.Column {
			return a.Pos.Column < b.Pos.Column
		}
		return a.Message < b.Message
	})
	kept := s[:0]
	for i, d := range s {
		if i > 0 && d.Pos == kept[len(kept)-1].Pos && d.Message == kept[len(kept)-1].Message {
			continue
		}
		kept = append(kept, d)
	}
	*l = kept
}

// Print writes the diagnostics as the Go tools do, one per line:
//
//	file:line:column: message
//
// with related places on indented lines below.
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
