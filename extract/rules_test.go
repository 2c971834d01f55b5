package extract

import (
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

func TestRules(t *testing.T) {
	for _, test := range []struct{ field, want string }{
		{"F string `validate:\"-\"`", ""},
		{"F string `validate:\"\"`", ""},
		{"F string `validate:\"required,min=1,max=0x10\"`", "required,min=1,max=0x10"},
		{"F *string `validate:\"omitempty,alpha|numeric|eq=-\"`", "omitempty,alpha|numeric|eq=-"},
		{"F string `validate:\"contains=0x2C,excludes=0x7C,startswith=a=b\"`", "contains=,,excludes=|,startswith=a=b"},
		{"F string `validate:\"eq=\"`", "eq"},
		{"F string `validate:\"oneof=red 'light green' blue\"`", "oneof=red 'light green' blue"},
		{"F int `validate:\"oneof=1 -2,ne=0b11\"`", "oneof=1 -2,ne=0b11"},
		{"F bool `validate:\"required,eq=true\"`", "required,eq=true"},
		{"F float32 `validate:\"gt=0.5,lt=1e3,numeric\"`", "gt=0.5,lt=1e3,numeric"},
		{"F time.Duration `validate:\"min=1s,max=5000\"`", "min=1s,max=5000"},
		{"F time.Time `validate:\"gt\"`", "gt"},
		{"F []byte `validate:\"len=3\"`", "len=3"},
		{"F [2]string `validate:\"unique,dive,required\"`", "unique,dive(required)"},
		{"F []string `validate:\"max=5,dive,min=1,max=3\"`", "max=5,dive(min=1,max=3)"},
		{"F []T `validate:\"unique=Name,dive\"`", "unique=Name,dive()"},
		{"F []*T `validate:\"unique=Sub,dive,required\"`", "unique=Sub,dive(required)"},
		{"F map[string]int `validate:\"dive,keys,alpha,endkeys,gt=0\"`", "keys(alpha),dive(gt=0)"},
		{"F map[string]int `validate:\"min=1,dive,keys,alpha,endkeys\"`", "min=1,keys(alpha),dive()"},
		{"F map[int][]map[string]string `validate:\"dive,keys,gt=0,endkeys,max=2,dive,dive,keys,ascii,endkeys,uppercase\"`",
			"keys(gt=0),dive(max=2,dive(keys(ascii),dive(uppercase)))"},
		{"F any `validate:\"required\"`", "required"},
		{"F json.RawMessage `validate:\"omitempty,required\"`", "omitempty,required"},
		{"F Sub `validate:\"required\"`", "required"},
		{"F ID `validate:\"required,max=3\"`", "required,max=3"},
		{"F string `validate:\"nefield=Name,eqfield=Other\"`", "nefield=Name,eqfield=Other"},
		{"F time.Time `validate:\"gtfield=At\"`", "gtfield=At"},
	} {
		t.Run(test.field, func(t *testing.T) {
			c := extracted(t, messages(`
import (
	"encoding/json"
	"time"
)

type T struct {
	`+test.field+`
	Name  string
	Other *string
	At    *time.Time
	Sub   Sub
	Raw   json.RawMessage
}

type Sub struct{ A, B int }
type ID string
`))
			got := ""
			if r := typeOf(t, c, "T").Struct.Fields[0].Rules; r != nil {
				got = showRules(r)
			}
			if got != test.want {
				t.Errorf("the rules are %s, want %s", got, test.want)
			}
		})
	}
}

// TestPositionsOfRules: a rule has the position of its name in the tag, however
// the tag is quoted.
func TestPositionsOfRules(t *testing.T) {
	for _, test := range []struct {
		tag     string
		columns []int // of the literal's byte at which each rule begins
	}{
		{"`validate:\"required,max=3,alpha|numeric\"`", []int{11, 20, 26, 26, 32}},
		{"`json:\"x\" validate:\"required,max=3\"`", []int{20, 29}},
		{`"validate:\"required,max=3\""`, []int{12, 21}},
		{`"json:\"a\" validate:\"contains=\\\"x,alpha\""`, []int{23, 38}},
		{"`validate:\"contains=\\u00e9,alpha\"`", []int{11, 27}},
	} {
		c := extracted(t, messages("type T struct {\n\tF string "+test.tag+"\n}\n"))
		var got []contract.Position
		for _, r := range typeOf(t, c, "T").Struct.Fields[0].Rules.Rules {
			got = append(got, r.Pos)
			for _, a := range r.Or {
				got = append(got, a.Pos)
			}
		}
		if len(got) != len(test.columns) {
			t.Errorf("%s has %d rules, want %d", test.tag, len(got), len(test.columns))
			continue
		}
		for i, want := range test.columns {
			want += len("\tF string ") + 1
			if got[i].Line != 4 || got[i].Column != want {
				t.Errorf("rule %d of %s stands at %d:%d, want 4:%d", i, test.tag, got[i].Line, got[i].Column, want)
			}
		}
	}
}

// TestEveryRuleIsKnownOnce: a rule is supported, or known not to be.
func TestEveryRuleIsKnownOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range append(RuleNames(), otherRules...) {
		if seen[name] {
			t.Errorf("the rule %s is listed twice", name)
		}
		seen[name] = true
		if strings.TrimSpace(name) != name || name == "" {
			t.Errorf("the rule %q is listed", name)
		}
	}
}

// TestRulesOfEmbeddedStructs: tags of an embedded struct are about the struct,
// and of these only "-" means something.
func TestRulesOfEmbeddedStructs(t *testing.T) {
	c := extracted(t, messages(`
type T struct {
	A
	B `+"`validate:\"-\"`"+`
	C `+"`validate:\"required\"`"+`
	D Inner `+"`validate:\"-\"`"+`
	E string `+"`validate:\"-\"`"+`
	F []*Inner `+"`validate:\"-\"`"+`
}

type A struct { FA string `+"`validate:\"alpha\"`"+` }
type B struct { FB string `+"`validate:\"alpha\"`"+`; Sub Inner }
type C struct { FC string `+"`validate:\"alpha\"`"+` }
type Inner struct { X string `+"`validate:\"alpha\"`"+` }
`))
	for key, want := range map[string]struct {
		rules   string
		unruled bool
	}{
		"FA": {"alpha", false}, "FB": {"", false}, "Sub": {"", true}, "FC": {"alpha", false},
		"D": {"", true}, "E": {"", false}, "F": {"", true},
	} {
		f := fieldNamed(typeOf(t, c, "T").Struct, key)
		got := ""
		if f.Rules != nil {
			got = showRules(f.Rules)
		}
		if got != want.rules || f.Unruled != want.unruled {
			t.Errorf("%s has the rules %q, unruled %t; want %q, %t", key, got, f.Unruled, want.rules, want.unruled)
		}
	}
}
