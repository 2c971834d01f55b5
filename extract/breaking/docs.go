package breaking

import (
	"fmt"
	"io"
	"strings"
)

// WriteReference writes the documentation of all rules as Markdown.
func WriteReference(w io.Writer) error {
	var b strings.Builder
	b.WriteString(referenceHead)
	for _, t := range tables {
		fmt.Fprintf(&b, "\n## %s\n\n", t.title)
		b.WriteString("| rule | what has changed | client to server | server to client |\n|---|---|---|---|\n")
		for _, r := range t.rules {
			fmt.Fprintf(&b, "| [`%s`](#%s) | %s | %s | %s |\n", r.ID, r.ID, r.Title, r.Client, r.Server)
		}
		for _, r := range t.rules {
			fmt.Fprintf(&b, "\n### %s\n\n%s", r.ID, r.Help())
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

const referenceHead = `# Breaking changes

` + "`wscontract breaking -against REF`" + ` compares the contract of the source with that
of another commit, or with one that was saved in a file. This page lists the
rules; ` + "`wscontract help RULE`" + ` prints one of them.

Clients and servers are not replaced in the same moment. Until they are, old
clients send to the new server, and receive from it:

* **client to server**: a change breaks when the new contract refuses what the
  old one allowed clients to send. What clients connect with counts here, too.
* **server to client**: a change breaks when the old contract refuses what the
  new one allows the server to send.

A rule that **breaks** a direction is an error there, one that is *risky* a
warning, and one that is fine is only listed (with ` + "`-level info`" + `, and by
` + "`wscontract changes`" + `). Where the table says "breaks", a rule can find that a
certain change does less: a value that is added to an open enum breaks nobody.

The claim of every rule is checked by execution: a corpus of edits is generated
and built before and after, and messages of the one are given to the decoders of
the other. So are random edits of random messages. Rules about what no decoder
sees say so.

## Turning a rule off

At one place, by a comment in the new source with the reason, which goes away
when the change is in the baseline:

` + "```go" + `
//ws:ignore field-removed-required "no client of this version is left"
type Said struct {
` + "```" + `

It covers the declaration or the field below it. Something that was removed is
silenced at what it was removed from. Everywhere, and for a channel that was
removed, by the flag ` + "`-ignore RULE`" + `, which can be repeated.
`

// Help is the documentation of a rule as Markdown: why it matters, what to do
// instead, and an example.
func (r *Rule) Help() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s. %s", strings.ToUpper(r.Title[:1]), r.Title[1:], r.Why)
	if r.Instead != "" {
		fmt.Fprintf(&b, "\n\nInstead: %s.", r.Instead)
	}
	if r.Unseen != "" {
		fmt.Fprintf(&b, "\n\nNo message shows this: %s.", r.Unseen)
	}
	b.WriteString("\n\n```go\n")
	for _, part := range []struct{ when, code string }{{"before", r.Before}, {"after", r.After}} {
		if part.code == "" {
			part.code = "// nothing"
		}
		fmt.Fprintf(&b, "// %s\n%s\n", part.when, part.code)
	}
	b.WriteString("```\n")
	return b.String()
}

// WriteRules writes a line for each rule, for a terminal.
func WriteRules(w io.Writer) error {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "\n%s\n\n", t.title)
		for _, r := range t.rules {
			fmt.Fprintf(&b, "\t%-28s%-8s%-8s%s\n", r.ID, r.Client, r.Server, r.Title)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
