package main

import (
	"fmt"
	"strings"
)

// The plain structs of a package: each noun in each form.
var (
	nouns = strings.Fields(`Account Address Order Payment Invoice Item Cart Coupon Ticket Review
		Device Session Token Policy Report Batch Job Window Region Tariff Ledger Quota Route Parcel Claim`)
	forms = []string{"", "View", "Row", "Filter"}
)

// plainFiles is over how many files they are spread.
const plainFiles = 5

// model returns the nth file of plain structs.
func (p *pkg) model(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "package %s\n\nimport (\n\t\"fmt\"\n\t\"strings\"\n\t\"time\"\n", p.name)
	// The first file also has the fields of other packages' types.
	if n == 0 && len(p.uses) > 0 {
		fmt.Fprintf(&b, "\n%s", p.imports())
	}
	b.WriteString(")\n")
	per := len(nouns) / plainFiles
	for i := n * per; i < (n+1)*per; i++ {
		for _, form := range forms {
			p.plain(&b, i, form)
		}
	}
	if n == 0 {
		b.WriteString(enumsText)
	}
	return b.String()
}

// plain prints one struct with a method. Structs refer to
// the next noun of the same form, but not beyond the file, so that a message
// that contains one of them contains few others.
func (p *pkg) plain(b *strings.Builder, noun int, form string) {
	name := nouns[noun] + form
	per := len(nouns) / plainFiles
	fmt.Fprintf(b, "\n// %s is the %s of this service", name, strings.ToLower(nouns[noun]))
	if form != "" {
		fmt.Fprintf(b, ", as a %s", strings.ToLower(form))
	}
	fmt.Fprintf(b, ".\ntype %s struct {\n", name)
	b.WriteString("\tID string `json:\"id\" validate:\"required,max=64\"`\n")
	b.WriteString("\tName string `json:\"name\" validate:\"max=200\"`\n")
	b.WriteString("\tCreated time.Time `json:\"created\"`\n")
	b.WriteString("\tTags []string `json:\"tags,omitempty\" validate:\"max=16,dive,max=32\"`\n")
	if noun%2 == 0 {
		b.WriteString("\tAmount int32 `json:\"amount\" validate:\"min=0\"`\n")
		b.WriteString("\tRatio float64 `json:\"ratio\"`\n")
		b.WriteString("\tNote *string `json:\"note,omitzero\"`\n")
	} else {
		b.WriteString("\tCount uint32 `json:\"count\"`\n")
		b.WriteString("\tStatus Status `json:\"status\"`\n")
		b.WriteString("\tLevel Level `json:\"level\"`\n")
		b.WriteString("\tAttributes map[string]string `json:\"attributes,omitempty\"`\n")
	}
	if noun%per != per-1 {
		next := nouns[noun+1] + form
		fmt.Fprintf(b, "\tNext *%s `json:\"next,omitempty\"`\n", next)
		fmt.Fprintf(b, "\tMore []%s `json:\"more,omitempty\" validate:\"max=100,dive\"`\n", next)
	}
	if noun == 0 {
		for i, u := range p.uses {
			fmt.Fprintf(b, "\tOther%d []%s.%s `json:\"other%d,omitempty\" validate:\"dive\"`\n", i, u.name, nouns[len(nouns)-1]+form, i)
		}
	}
	b.WriteString("}\n")

	fmt.Fprintf(b, `
// Summary describes it in one line.
func (v *%[1]s) Summary() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%%s %%s", v.ID, v.Name)
	if !v.Created.IsZero() {
		fmt.Fprintf(&b, " (%%s)", v.Created.Format(time.RFC3339))
	}
	for _, tag := range v.Tags {
		b.WriteString(" #" + tag)
	}
	return b.String()
}
`, name)
}

const enumsText = `
// Status is what a member does.
type Status string

// The values of Status.
const (
	Active Status = "active"
	Away   Status = "away"
	Gone   Status = "gone"
)

// Level is how much a member may do.
type Level int
`
