package extract

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

const rulesIntro = `The rules of a validate tag are those of github.com/go-playground/validator, and
mean the same. They are separated by commas, and alternatives by bars; after
"dive" they are about the elements of a list or the values of a map, and between
"keys" and "endkeys", which follow "dive", about the keys of a map:
`

var rulesExample = strings.Join([]string{
	"Tags  []string       `validate:\"max=16,dive,min=1,max=32\"`",
	"Color string         `validate:\"oneof=red green|startswith=#\"`",
	"Seats map[string]int `validate:\"dive,keys,alphanum,endkeys,min=0\"`",
}, "\n")

const rulesDive = `What has rules of its own, a struct or a union, keeps them in a list or a map only
where the tag says dive. Types, presence, enums and methods Validate count without it.
Where the word is missing, wscontract vet says so:
`

var rulesDived = strings.Join([]string{
	"Lines []Line `validate:\"max=100\"`      // what the tags in Line say is not asked",
	"Lines []Line `validate:\"max=100,dive\"` // it is, of each line",
}, "\n")

const rulesSizes = `Sizes are characters of a string, elements of a list or a map, bytes of binary
data, and the value of a number or a duration. A rule that is not listed here is
an error where it is written. Of gin's tag, binding, nothing is read but required,
on a channel with required=tagged. Into a type with its own codec no rule can see.
`

// rulesCosts is what the page says besides.
const rulesCosts = `A FIELD is the Go name of another field of the same struct; a PATH may go on from
there into structs below, as in Billing.Country. Rules that ask whether other fields
have a value, or which, are asked about null, too; behind a pointer, write omitempty
between such a rule and the next. Where a union is absent, the rules of its own
fields are not asked.

Most rules compile to a comparison, or to a call that takes no memory. These cost
more: url and its kin, uri, origin, mac, json, datetime, hostname_port, tcp_addr and
udp_addr and their kin parse the value with the standard library; email does, too,
for addresses with quotes or with letters that are not ASCII; cron, cve, html, datauri
and mongodb_connection_string match a regular expression; unique makes a set; and
timezone opens a file of the time zone database, for whatever name the other side
sends.

One rule needs a module that is not the standard library: bcp47_language_tag calls
language.Parse of golang.org/x/text. Code that is generated for a contract with it
imports that package, so go mod tidy adds the module to yours. It takes about half a
microsecond and 3 allocations for a tag, and makes a program about 0.3 MB larger.
Contracts without the rule pay nothing.
`

// synopsis is how a rule is written: max=N, unique[=FIELD].
func (r *ruleSpec) synopsis() string {
	switch {
	case r.param == "":
		return r.name
	case r.param[0] == '[':
		return r.name + "[=" + r.param[1:]
	}
	return r.name + "=" + r.param
}

// kinds names the values that a rule applies to, or is empty for all.
func (r *ruleSpec) kinds() string {
	if r.on == anything {
		return ""
	}
	return strings.NewReplacer("integers, floats, durations", "numbers", "integers, floats, bools, durations", "numbers, bools").Replace(r.on.String())
}

// WriteRules writes the reference of the rules that a validate tag may state, as
// plain text.
func WriteRules(w io.Writer) error {
	b := bufio.NewWriter(w)
	indented := strings.NewReplacer("\n", "\n    ")
	fmt.Fprintf(b, "%s\n    %s\n\n%s\n    %s\n\n%s\n", rulesIntro, indented.Replace(rulesExample), rulesDive, indented.Replace(rulesDived), rulesSizes)
	table := tabwriter.NewWriter(b, 0, 8, 3, ' ', 0)
	for i := range ruleTable {
		r := &ruleTable[i]
		fmt.Fprintf(table, "%s\t%s\n", r.synopsis(), r.doc)
		if kinds := r.kinds(); kinds != "" {
			fmt.Fprintf(table, "\t(%s)\n", kinds)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return b.Flush()
}

// WriteRulesMarkdown writes the reference of rules as a Markdown page.
func WriteRulesMarkdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	escape := strings.NewReplacer("|", `\|`)
	fmt.Fprintf(b, "# Rules\n\n%s\n```go\n%s\n```\n\n%s\n```go\n%s\n```\n\n%s\n%s", rulesIntro, rulesExample, rulesDive, rulesDived, rulesSizes, rulesCosts)
	fmt.Fprint(b, "\n| rule | a value that keeps it is | applies to |\n|---|---|---|\n")
	for i := range ruleTable {
		r := &ruleTable[i]
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", escape.Replace(r.synopsis()), escape.Replace(r.doc), r.kinds())
	}
	fmt.Fprintf(b, "\n## Not supported\n\nCheck these in a method `Validate() error` of the struct, which is called after its fields passed:\n%s.\n",
		strings.Join(otherRules, ", "))
	for i, name := range otherRules {
		if way := waysOut[name]; way != "" && (i == 0 || waysOut[otherRules[i-1]] != way) {
			fmt.Fprintf(b, "\n* %s: %s.", name, way)
		}
	}
	fmt.Fprintln(b)
	return b.Flush()
}
