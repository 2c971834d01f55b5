package extract

import (
	"bufio"
	"fmt"
	"io"
	"text/tabwriter"
)

const rulesIntro = `The rules of a validate tag are those of github.com/go-playground/validator, and
mean the same. They are separated by commas, and alternatives by bars; after
"dive" they are about the elements of a list or the values of a map, and between
"keys" and "endkeys", which follow "dive", about the keys of a map:

    Tags  []string       ` + "`validate:\"max=16,dive,min=1,max=32\"`" + `
    Color string         ` + "`validate:\"oneof=red green|startswith=#\"`" + `
    Seats map[string]int ` + "`validate:\"dive,keys,alphanum,endkeys,min=0\"`" + `

Sizes are characters of a string, elements of a list or a map, bytes of binary
data, and the value of a number or a duration. A rule that is not listed here is
an error where it is written.
`

// WriteRules writes the reference of the rules that a validate tag may state.
func WriteRules(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s\n", rulesIntro)
	table := tabwriter.NewWriter(b, 0, 8, 3, ' ', 0)
	for _, r := range ruleTable {
		name := r.name
		switch {
		case r.param == "":
		case r.param[0] == '[':
			name += "[=" + r.param[1:]
		default:
			name += "=" + r.param
		}
		fmt.Fprintf(table, "%s\t%s\n", name, r.doc)
		if r.on != anything {
			fmt.Fprintf(table, "\t(%s)\n", r.on)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	return b.Flush()
}
