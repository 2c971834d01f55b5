package extract

import (
	"maps"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

// TestPresence is the table of presence and null of the design.
func TestPresence(t *testing.T) {
	for _, test := range []struct{ field, want string }{
		{"F int", "required"},
		{"F int `json:\",omitempty\"`", "omitempty"},
		{"F int `json:\",omitzero\"`", "omitzero"},
		{"F int `ws:\"optional\"`", ""},
		{"F *int", "required"},
		{"F *int `json:\",omitempty\"`", "omitempty"},
		{"F *int `ws:\"optional\"`", ""},
		{"F int `ws:\"nullable\"`", "required nullable"},
		{"F int `ws:\"optional,nullable\"`", "nullable"},
		{"F int `json:\",omitzero\" ws:\"nullable\"`", "nullable omitzero"},
		{"F int `ws:\"required\"`", "required"},
		{"F int `validate:\"required\"`", "required required"},
		{"F int `json:\",omitempty\" validate:\"required\"`", "omitempty required"},
		{"F any `ws:\"nullable\"`", "required"},   // null is a value of it anyway
		{"F *int `ws:\"nullable\"`", "required"},  // the same
		{"F Ptr `ws:\"nullable\"`", "required"},   // the same
		{"F Codec `ws:\"nullable\"`", "required"}, // its method reads null
		{"F Text `ws:\"nullable\"`", "required nullable"},
		{"F []int `ws:\"nullable\"`", "required nullable"},
		{"Base", "required"},
		{"*Base", ""},
		{"*Required", "required"},
	} {
		c := extracted(t, messages(`
type T struct { `+test.field+` }

type Base struct { F string }
type Required struct { F string `+"`ws:\"required\"`"+` }
type Ptr *int
type Codec struct{}
type Text struct{}

func (Codec) MarshalJSON() ([]byte, error) { return nil, nil }
func (*Codec) UnmarshalJSON([]byte) error { return nil }
func (Text) MarshalText() ([]byte, error) { return nil, nil }
func (*Text) UnmarshalText([]byte) error { return nil }
`))
		got := strings.Join(strings.Fields(showField(typeOf(t, c, "T").Struct.Fields[0]))[3:], " ")
		if got != test.want {
			t.Errorf("%s: the key is %q, want %q", test.field, got, test.want)
		}
	}
}

func TestConstants(t *testing.T) {
	for _, test := range []struct{ name, decls, want string }{
		{"without a field", "//ws:const v=2 kind=event ok=true s=\"2\"\ntype T struct { A int }",
			`A A int required; = v 2; = kind "event"; = ok true; = s "2"`},
		{"with fields", "//ws:const v=2 n=2 b=false e=low p=x a=1\ntype T struct {\n" +
			"V string `json:\"v\"`\nN int8 `json:\"n\"`\nB bool `json:\"b\"`\nE Level `json:\"e\"`\nP *string `json:\"p\"`\nA any `json:\"a\"` }\n" +
			"type Level string\nconst Low Level = \"low\"",
			`V v string required ="2"; N n int8 required =2; B b bool required =false; E e Level required ="low"; P p *string required ="x"; A a any required =1`},
		{"of an embedded base", "type T struct { Base; A int }\n//ws:const type=t\ntype Base struct { Type string `json:\"type\"` }",
			`Base.Type type string required ="t"; A A int required`},
		{"of an embedded base without a field", "type T struct { Base; A int }\n//ws:const type=t\ntype Base struct { ID int }",
			`Base.ID ID int required; A A int required; = type "t"`},
		{"for a field of an embedded base", "//ws:const type=t\ntype T struct { Base }\ntype Base struct { Type string `json:\"type\"` }",
			`Base.Type type string required ="t"`},
		{"around that of a base", "//ws:const type=t\ntype T struct { Base }\n//ws:const type=b\ntype Base struct { ID int }",
			`Base.ID ID int required; = type "t"`},
		{"hidden by a field", "type T struct { Base; Type string `json:\"type\"` }\n//ws:const type=b\ntype Base struct { ID int }",
			`Base.ID ID int required; Type type string required`},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := extracted(t, messages(test.decls))
			if got := joined(showFields(typeOf(t, c, "T").Struct)); got != test.want {
				t.Errorf("T is\n\t%s\nwant\n\t%s", got, test.want)
			}
		})
	}
}

func TestDocumentationOfFields(t *testing.T) {
	c := extracted(t, messages("type T struct {"+`
	// X and Y.
	X, Y int
	Base `+"`json:\"base\"`"+` // embedded
	Generic[int] `+"`json:\"generic\"`"+` // instantiated
	Old int // Deprecated: use X.
	In struct {
		Z int // deep
		Many []*struct {
			W int // deeper
		}
	}
	ByKey map[string][2]struct { V int // in a map
	}
	List List
}

type Base struct{}
type Generic[E any] struct{}
type List []struct{ X int // of a list
}
`))
	got := map[string]string{}
	var visit func(path string, t *contract.Type)
	visit = func(path string, t *contract.Type) {
		for ; t != nil; t = t.Elem {
			if t.Struct == nil {
				continue
			}
			for _, f := range t.Struct.Fields {
				got[path+f.Name] = f.Doc
				if f.Deprecated != "" {
					got[path+f.Name] += "(" + f.Deprecated + ")"
				}
				visit(path+f.Name+".", f.Type)
			}
		}
	}
	visit("", &contract.Type{Struct: typeOf(t, c, "T").Struct})
	visit("List.", typeOf(t, c, "List").Underlying)
	want := map[string]string{
		"X": "X and Y.", "Y": "X and Y.", "base": "embedded", "generic": "instantiated", "Old": "(use X.)", "In": "",
		"In.Z": "deep", "In.Many": "", "In.Many.W": "deeper", "ByKey": "", "ByKey.V": "in a map", "List": "", "List.X": "of a list",
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
