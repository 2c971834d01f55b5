package golang_test

import (
	"strings"
	"testing"

	"github.com/wscontract/wscontract/emit/golang"
	"github.com/wscontract/wscontract/extract/contract"
)

// TestDiagnostics has what cannot be emitted, with the text that says so and what
// it points at.
func TestDiagnostics(t *testing.T) {
	here = "here"
	declares := func(names ...string) func(*contract.Contract) {
		return func(c *contract.Contract) {
			c.Packages[0].Decls = map[string]contract.Position{}
			for _, name := range names {
				c.Packages[0].Decls[name] = pos(name)
			}
		}
	}
	ruled := func(t *contract.Type, tag string, types ...*contract.Named) func() *contract.Contract {
		return func() *contract.Contract {
			return message([]*contract.Field{field("F", "f", t, "validate="+tag), field("G", "g", str), field("N", "n", integer)}, types...)
		}
	}
	empty := func() *contract.Contract { return message(nil) }
	for _, test := range []struct {
		name     string
		contract func() *contract.Contract
		change   func(*contract.Contract)
		want     string // the message
		at       string // what the position points at
	}{
		{"promise", empty, declares("Validators"), "Validators is the name of a generated declaration; rename this one", "Validators"},
		{"predeclared", empty, declares("len"), "len hides the predeclared name, which generated code in this package needs; rename it", "len"},
		{"parameter", func() *contract.Contract {
			return message([]*contract.Field{field("A", "a", ref("v"))}, structType("v"))
		}, nil, "generated code has variables named v and cannot mention a type of that name; rename it", "v"},
		{"channels", func() *contract.Contract {
			return of([]*contract.Channel{channel("a-b", ref("M"), nil), channel("aB", ref("M"), nil)}, structType("M"))
		}, nil, `channels "a-b" and "aB" both have the Go name Channels.AB; rename one`, "aB"},
		{"root", func() *contract.Contract { return of([]*contract.Channel{channel("anon", inline(), nil)}) }, nil,
			`package here cannot name the type struct{…} of the messages of channel "anon"; declare a type for them`, "anon"},
		{"foreign variant", func() *contract.Contract {
			return of([]*contract.Channel{channel("x", ref("geo.Union"), nil)}, union("geo.Union", "type", "a:geo.hidden"), structType("geo.hidden"))
		}, nil, "package here cannot name the variant geo.hidden, which its generated code needs; export the type", "a:geo.hidden"},
		{"foreign recursion", func() *contract.Contract {
			return message([]*contract.Field{field("A", "a", ref("geo.list"))}, structType("geo.list", field("Next", "next", ptr(ref("geo.list")))))
		}, nil, "package here cannot name the type geo.list, which its generated code needs; export it, or use another type in the messages", "geo.list"},
		{"internal union", func() *contract.Contract {
			return message([]*contract.Field{field("A", "a", ref("other/internal.Union"))}, union("other/internal.Union", "type"))
		}, nil, "package here cannot name the type internal.Union, which its generated code needs; export it, or use another type in the messages", "other/internal.Union"},
		{"foreign channel", func() *contract.Contract { return message(nil) }, func(c *contract.Contract) {
			c.Channels[0].GoPackage, c.Channels[0].Go = base+"geo", "chat"
			c.Channels[0].Query = inline(field("A", "a", str))
		}, "package here cannot name the channel struct geo.chat, whose parameters it has to read; export it", "m"},
		{"codec", func() *contract.Contract {
			return message([]*contract.Field{field("A", "a", ref("Out"))}, with(named("Out"), func(n *contract.Named) { n.Codec = &contract.Codec{Encode: "json"} }))
		}, nil, "type here.Out can be written but not read as JSON; give it an UnmarshalJSON or UnmarshalText method", "Out"},

		{"unknown rule", ruled(str, "image"), nil, "the rule image is not supported; remove it, or check it in a Validate method", "image"},
		{"impossible", ruled(leaf(contract.Int8), "min=128"), nil, "no int8 can keep the rule min=128; remove it", "min=128"},
		{"impossible oneof", ruled(leaf(contract.Uint8), "oneof=256 -1"), nil, "no uint8 can keep the rule oneof=256 -1; remove it", "oneof=256 -1"},
		{"impossible array", ruled(array(2, integer), "len=3"), nil, "no [2]int can keep the rule len=3; remove it", "len=3"},
		{"wrong kind", ruled(integer, "alpha"), nil, "alpha: it is about a string, and the type is int", "alpha"},
		{"struct", ruled(ref("I"), "min=1", structType("I")), nil, "min=1: it is about a string, a number, or something with a length, and the type is I", "min=1"},
		{"no integer", ruled(str, "max=many"), nil, `max=many: "many" is not an integer in range`, "max=many"},
		{"no parameter", ruled(str, "max"), nil, "max: it needs an integer; write one behind an equals sign", "max"},
		{"no duration", ruled(leaf(contract.Duration), "max=soon"), nil, `max=soon: "soon" is not a duration; write one such as 1m30s`, "max=soon"},
		{"no number", ruled(leaf(contract.Float32), "gt=x"), nil, `gt=x: "x" is not a number`, "gt=x"},
		{"no bool", ruled(boolean, "eq=perhaps"), nil, `eq=perhaps: "perhaps" is not a bool`, "eq=perhaps"},
		{"oneof text", ruled(integer, "oneof=one"), nil, `oneof=one: "one" is not an integer; write it in decimal`, "oneof=one"},
		{"unique", ruled(slice(slice(str)), "unique"), nil, "unique: whole elements cannot be compared; use unique=FIELD with a field of theirs", "unique"},
		{"unique field", ruled(slice(ref("I")), "unique=X", structType("I")), nil, "unique=X: the elements have no key whose Go field is X", "unique=X"},
		{"no field", ruled(str, "eqfield=H"), nil, "eqfield=H: the struct has no key whose Go field is H", "eqfield=H"},
		{"far field", ruled(str, "eqfield=G.H"), nil, "eqfield=G.H: g has no fields; write the path of a field", "eqfield=G.H"},
		{"other kind", ruled(str, "eqfield=N"), nil, "eqfield=N: N is not of the same kind; compare fields of one type", "eqfield=N"},
		{"dived field", ruled(slice(str), "dive,eqfield=G"), nil, "eqfield=G: it compares fields and cannot stand behind dive", "eqfield=G"},
		{"alternative", ruled(str, "eq=a|image"), nil, "the rule image is not supported; remove it, or check it in a Validate method", "eq=a|image"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := test.contract()
			if test.change != nil {
				test.change(c)
			}
			outputs, diags, err := golang.Emit(c)
			if err != nil || len(outputs) > 0 {
				t.Errorf("got %d files and the error %v", len(outputs), err)
			}
			var messages []string
			for _, d := range diags {
				messages = append(messages, d.Message)
			}
			if len(diags) != 1 || diags[0].Message != test.want {
				t.Fatalf("got\n%s\nwant\n%s", strings.Join(messages, "\n"), test.want)
			}
			if want := pos(test.at); diags[0].Pos != want {
				t.Errorf("it points at %v, want %v", diags[0].Pos, want)
			}
		})
	}
}

func TestClashOfChannelsNamesBoth(t *testing.T) {
	here = "here"
	_, diags, err := golang.Emit(of([]*contract.Channel{channel("a-b", ref("M"), nil), channel("aB", ref("M"), nil)}, structType("M")))
	if err != nil || len(diags) != 1 || len(diags[0].Related) != 1 || diags[0].Related[0].Pos != pos("a-b") {
		t.Errorf("got %v, %v", diags, err)
	}
}
