package extract

import (
	"strings"
	"testing"
)

func TestEnums(t *testing.T) {
	for _, test := range []struct{ name, decls, want string }{
		{"string", "type T string\nconst ( A T = \"a\"; B T = \"b\" )", `string A="a" B="b"`},
		{"without constants", "type T string", ""},
		{"of another type", "type T string\ntype U string\nconst A U = \"a\"\nconst B = \"b\"", ""},
		{"in source order", "type T string\nconst ( Z T = \"z\"; A T = \"a\" )\nconst M = T(\"m\")", `string Z="z" A="a" M="m"`},
		{"unexported and empty", "type T string\nconst ( none T = \"\"; A T = \"a\"; _ T = \"x\" )", `string none="" A="a"`},
		{"two names for a value", "type T string\nconst ( A T = \"a\"; Old T = \"a\"; B T = A + \"b\" )", `string A="a" B="ab"`},
		{"open", "//ws:enum open\ntype T string\nconst A T = \"a\"", `string open A="a"`},
		{"escaped", "type T string\nconst A T = \"<é\\\"\\n>\"", `string A="<é\"\n>"`},
		{"integers unless asked", "type T int8\nconst ( A T = iota; B )", ""},
		{"integers", "//ws:enum\ntype T int8\nconst ( A T = iota - 1; B; C; _; E )", `int8 A=-1 B=0 C=1 E=3`},
		{"unsigned", "//ws:enum\ntype T uint64\nconst A T = 1<<64 - 1", `uint64 A=18446744073709551615`},
		{"alias of the type", "type T string\ntype U = T\nconst A U = \"a\"", `string A="a"`},
		{"within functions", "type T string\nfunc f() { const A T = \"a\"; _ = A }", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := typeOf(t, extracted(t, messages(test.decls)), "T").Enum
			got := ""
			if e != nil {
				parts := []string{string(e.Base)}
				if e.Open {
					parts = append(parts, "open")
				}
				for _, v := range e.Values {
					parts = append(parts, v.Go+"="+v.Value)
				}
				got = strings.Join(parts, " ")
			}
			if got != test.want {
				t.Errorf("the enum is %s, want %s", got, test.want)
			}
		})
	}
}

func TestDocsOfConstants(t *testing.T) {
	c := extracted(t, messages(`
// T is a color.
type T string

const (
	// Red is red.
	Red T = "red"
	Green T = "green" // Green is green.
	// Blue is blue.
	//
	// Deprecated: use Red.
	Blue T = "blue"
)
`))
	v := typeOf(t, c, "T").Enum.Values
	if v[0].Doc != "Red is red." || v[1].Doc != "Green is green." || v[2].Doc != "Blue is blue." || v[2].Deprecated != "use Red." {
		t.Errorf("the docs are %q, %q, %q (deprecated: %q)", v[0].Doc, v[1].Doc, v[2].Doc, v[2].Deprecated)
	}
	if v[0].Pos.File != "a.go" || v[0].Pos.Line != 9 || v[0].Pos.Column != 2 {
		t.Errorf("Red stands at %v", v[0].Pos)
	}
}
