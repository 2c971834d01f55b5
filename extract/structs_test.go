package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestFieldsOfStructs(t *testing.T) {
	tests := []struct {
		name  string
		decls string // declares T
		want  []string
	}{
		{"names and options", `type T struct {
			A int
			B string ` + "`json:\"b\"`" + `
			C *int ` + "`json:\"c,string\"`" + `
			D []byte ` + "`json:\",omitempty\"`" + `
			E bool ` + "`json:\"e,omitzero,case:ignore\"`" + `
			F any ` + "`json:\"-\"`" + `
			g int
		}`, []string{
			"A A int required",
			"B b string required",
			"C c *int required quoted",
			"D D bytes omitempty",
			"E e bool omitzero fold",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := extracted(t, messages(test.decls))
			got := showFields(typeOf(t, c, "T").Struct)
			if !slices.Equal(got, test.want) {
				t.Errorf("fields are\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
		})
	}
}
