package breaking

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// WriteChangelog writes changes as Markdown, for the description of a pull
// request: first what breaks, then what may, then the rest, by channel. Since
// names what the old contract was; place spells a position.
func WriteChangelog(w io.Writer, changes []Change, since string, place func(contract.Position) string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## Contract changes since %s\n", escapeMarkdown(since))
	if len(changes) == 0 {
		b.WriteString("\nNothing that a peer can see has changed.\n")
	}
	entries := entriesOf(changes)
	for _, group := range []struct {
		effect Effect
		title  string
	}{{Breaks, "Breaking"}, {Risky, "To look at"}, {Fine, "Other"}} {
		last := ""
		for _, e := range entries {
			if e.effect != group.effect {
				continue
			}
			if last == "" {
				fmt.Fprintf(&b, "\n### %s\n", group.title)
			}
			if channels := quoteAll(e.Channels); channels != last {
				fmt.Fprintf(&b, "\n%s\n\n", channels)
				last = channels
			}
			e.write(&b, place)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// An entry is a change in all directions.
type entry struct {
	Change
	effect  Effect
	effects []string // such as "breaks client to server"
}

// entriesOf joins changes that differ only in the direction, and sorts them by
// their channels.
func entriesOf(changes []Change) []*entry {
	var entries []*entry
	for _, c := range changes {
		i := slices.IndexFunc(entries, func(e *entry) bool {
			return e.Rule == c.Rule && e.Message == c.Message && e.Pos == c.Pos && e.Package == c.Package && slices.Equal(e.Channels, c.Channels)
		})
		if i < 0 {
			i = len(entries)
			entries = append(entries, &entry{Change: c})
		}
		e := entries[i]
		e.effect = max(e.effect, c.Effect)
		if c.Direction != Connecting {
			e.effects = append(e.effects, fmt.Sprintf("%s %s", c.Effect, c.Direction))
		}
	}
	slices.SortStableFunc(entries, func(a, b *entry) int {
		return cmp.Or(strings.Compare(a.Package, b.Package), slices.Compare(a.Channels, b.Channels))
	})
	return entries
}

// write writes one item of a list:
//
//   - field room of Say was added and must be present at chat/chat.go:12
//     (`field-added-required`: breaks client to server, fine server to client)
func (e *entry) write(b *strings.Builder, place func(contract.Position) string) {
	b.WriteString("- " + escapeMarkdown(e.Message))
	if e.Pos.File != "" {
		b.WriteString(" at " + escapeMarkdown(place(e.Pos)))
	}
	fmt.Fprintf(b, " (`%s`", e.Rule.ID)
	if len(e.effects) > 0 {
		b.WriteString(": " + strings.Join(e.effects, ", "))
	}
	b.WriteString(")")
	if e.effect > Fine && e.Rule.Instead != "" {
		b.WriteString(". Instead: " + e.Rule.Instead)
	}
	b.WriteString(".\n")
}

func quoteAll(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "`" + n + "`"
	}
	return "#### " + strings.Join(quoted, ", ")
}

// markup keeps what users have named from being Markdown.
var markup = strings.NewReplacer(`\`, `\\`, "_", `\_`, "*", `\*`, "`", "\\`", "<", `\<`, ">", `\>`, "[", `\[`, "]", `\]`,
	"|", `\|`, "&", `\&`, "~", `\~`, "\n", " ")

func escapeMarkdown(s string) string { return markup.Replace(s) }
