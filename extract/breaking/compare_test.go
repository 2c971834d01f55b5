package breaking

import (
	"bytes"
	"encoding/json"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

const pkg = "example.com/chat"

// chat is a contract with channels that all carry a struct M with these fields,
// both ways.
func chat(fields []*contract.Field, channels ...string) *contract.Contract {
	c := &contract.Contract{
		Packages: []*contract.Package{{Path: pkg, Name: "chat"}},
		Types:    []*contract.Named{{ID: pkg + ".M", Package: pkg, PackageName: "chat", Name: "M", Struct: &contract.Struct{Fields: fields}}},
	}
	for _, name := range channels {
		m := &contract.Type{Kind: contract.Ref, Name: pkg + ".M"}
		c.Channels = append(c.Channels, &contract.Channel{
			Name: name, Package: pkg, Go: strings.ToUpper(name), GoPackage: pkg, Path: "/ws/" + name, ClientToServer: m, ServerToClient: m,
		})
	}
	return c
}

func field(name string, t *contract.Type) *contract.Field {
	return &contract.Field{Name: name, Go: []contract.Selector{{Name: strings.ToUpper(name)}}, Type: t, Required: true,
		Pos: contract.Position{File: "chat.go", Line: 3, Column: 2}}
}

var text, integer = &contract.Type{Kind: contract.String}, &contract.Type{Kind: contract.Int}

func TestNothingHasChanged(t *testing.T) {
	c := chat([]*contract.Field{field("a", text)}, "x", "y")
	if changes := Compare(c, c); len(changes) > 0 {
		t.Errorf("got %v", changes)
	}
}

// TestATypeOfTwoChannelsIsOneChange: in each direction.
func TestATypeOfTwoChannelsIsOneChange(t *testing.T) {
	old, new := chat([]*contract.Field{field("a", text)}, "x", "y"), chat([]*contract.Field{field("a", integer)}, "x", "y")
	changes := Compare(old, new)
	if len(changes) != 2 {
		t.Fatalf("got %d changes: %v", len(changes), changes)
	}
	for _, c := range changes {
		if !slices.Equal(c.Channels, []string{"x", "y"}) || c.Rule.ID != "type-changed" {
			t.Errorf("got %s on %v", c.Rule.ID, c.Channels)
		}
	}
	d := changes[0].Diagnostic()
	want := "field a of M has another type: it is now int, was string (channels x, y, client to server); " + Lookup("type-changed").Instead
	if d.Message != want || d.Level != diag.Error || d.Pos.Line != 3 || len(d.Related) != 1 {
		t.Errorf("got %+v, want the message %q", d, want)
	}
}

// TestRecursionEnds: also where the same type is met in two ways.
func TestRecursionEnds(t *testing.T) {
	m := &contract.Type{Kind: contract.Ref, Name: pkg + ".M"}
	list := &contract.Type{Kind: contract.Slice, Elem: m}
	old := chat([]*contract.Field{field("a", list), field("b", &contract.Type{Kind: contract.Pointer, Elem: m}), field("c", integer)}, "x")
	new := chat([]*contract.Field{field("a", list), field("b", &contract.Type{Kind: contract.Pointer, Elem: m}), field("c", text)}, "x")
	if changes := Compare(old, new); len(changes) != 2 {
		t.Errorf("got %d changes, want one in each direction: %v", len(changes), changes)
	}
}

// TestRecursionThroughOtherNamesEnds: of the two types, one has a name where the
// other has none, all the way down.
func TestRecursionThroughOtherNamesEnds(t *testing.T) {
	ref := func(name string) *contract.Type { return &contract.Type{Kind: contract.Ref, Name: pkg + "." + name} }
	inline := func(fields ...*contract.Field) *contract.Type {
		return &contract.Type{Kind: contract.Inline, Struct: &contract.Struct{Fields: fields}}
	}
	old := chat([]*contract.Field{field("next", inline(field("next", ref("M"))))}, "x")
	new := chat([]*contract.Field{field("next", ref("N"))}, "x")
	new.Types = append(new.Types, &contract.Named{ID: pkg + ".N", Package: pkg, Name: "N",
		Struct: &contract.Struct{Fields: []*contract.Field{field("next", inline(field("next", ref("N"))))}}})
	if changes := Compare(old, new); len(changes) > 0 {
		t.Errorf("got %v", changes)
	}
}

// TestPackagesOfOneSide: their channels are all new, or all gone.
func TestPackagesOfOneSide(t *testing.T) {
	c, none := chat(nil, "x", "y"), &contract.Contract{}
	for _, test := range []struct {
		old, new *contract.Contract
		rule     string
	}{{none, c, "channel-added"}, {c, none, "channel-removed"}} {
		changes := Compare(test.old, test.new)
		if len(changes) != 2 || changes[0].Rule.ID != test.rule || changes[1].Rule.ID != test.rule {
			t.Errorf("got %v, want %s of two channels", changes, test.rule)
		}
	}
}

// TestCompareTakesWhatDecodeAccepts replaces every value of lock files in turn by
// others, as a hand that edits them may.
func TestCompareTakesWhatDecodeAccepts(t *testing.T) {
	for _, name := range []string{"codecs", "consts", "envelope", "params"} {
		text, err := os.ReadFile("../../golden/" + name + "/" + contract.LockFile)
		if err != nil {
			t.Fatal(err)
		}
		good, err := contract.Decode(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		compared := 0
		for edited := range edited(t, text) {
			if c, err := contract.Decode(bytes.NewReader(edited)); err == nil {
				compared++
				for _, change := range append(Compare(good, c), Compare(c, good)...) {
					change.Diagnostic()
				}
			}
		}
		if compared == 0 {
			t.Errorf("%s: nothing was compared", name)
		}
	}
}

// edited returns JSON with one value replaced by another.
func edited(t *testing.T, text []byte) iter.Seq[[]byte] {
	var doc any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	others := []any{nil, "string", "", map[string]any{}, []any{}}
	return func(yield func([]byte) bool) {
		var visit func(v any) bool
		visit = func(v any) bool {
			switch v := v.(type) {
			case map[string]any:
				for _, key := range slices.Sorted(maps.Keys(v)) {
					was := v[key]
					for _, other := range others {
						v[key] = other
						text, err := json.Marshal(doc)
						if err != nil {
							t.Fatal(err)
						}
						if !yield(text) {
							return false
						}
					}
					v[key] = was
					if !visit(was) {
						return false
					}
				}
			case []any:
				for _, e := range v {
					if !visit(e) {
						return false
					}
				}
			}
			return true
		}
		visit(doc)
	}
}

// TestChangelogIsNoMarkupOfUsers: what they have named reads as they named it.
func TestChangelogIsNoMarkupOfUsers(t *testing.T) {
	c := chat([]*contract.Field{field("a\\b_c*`<d>[e](f)|&amp;~g~", text)}, "x")
	c.Channels[0].Deprecated = "use y,\n# or nothing"
	var b strings.Builder
	place := func(contract.Position) string { return "my_chat/__x__.go:3" }
	if err := WriteChangelog(&b, Compare(chat(nil, "x"), c), "feature/<x>_y_", place); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"## Contract changes since feature/\\<x\\>\\_y\\_\n",
		"field a\\\\b\\_c\\*\\`\\<d\\>\\[e\\](f)\\|\\&amp;\\~g\\~ of M was added",
		"at my\\_chat/\\_\\_x\\_\\_.go:3",
		"deprecated: use y, # or nothing",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("there is no %q in\n%s", want, b.String())
		}
	}
}

// TestLocate: the positions are those of the source, which a lock file does not
// have.
func TestLocate(t *testing.T) {
	c := chat([]*contract.Field{
		field("a", text),
		field("b", &contract.Type{Kind: contract.Slice, Elem: &contract.Type{Kind: contract.Inline, Struct: &contract.Struct{Fields: []*contract.Field{field("c", text)}}}}),
	}, "x")
	c.Types = append(c.Types, &contract.Named{ID: pkg + ".V[" + pkg + ".E]?tagged", Package: pkg, Name: "V", Struct: &contract.Struct{}},
		&contract.Named{ID: pkg + ".U?tagged", Package: pkg, Name: "U", Union: &contract.Union{Variants: []*contract.Variant{
			{Tag: "v", Type: &contract.Type{Kind: contract.Ref, Name: pkg + ".V[" + pkg + ".E]?tagged"}}}}})
	c.Types = append(c.Types, &contract.Named{ID: pkg + ".E", Package: pkg, Name: "E", Enum: &contract.Enum{Values: []*contract.EnumValue{{Go: "E1"}}}})
	const source = `package chat

type X struct{ ClientToServer, ServerToClient M }

type M struct {
	A string
	B []struct {
		C string
	}
}

const E1 E = "1"

type V[T any] struct{}
func { // what does not parse is passed over
`
	Locate(c, pkg, map[string][]byte{"old.go": []byte(source)})
	m := c.Named(pkg + ".M")
	for _, test := range []struct {
		name string
		got  contract.Position
		line int
	}{
		{"channel", c.Channels[0].Pos, 3},
		{"type", m.Pos, 5},
		{"field", m.Struct.Fields[0].Pos, 6},
		{"field of an anonymous struct", m.Struct.Fields[1].Type.Elem.Struct.Fields[0].Pos, 8},
		{"variant", c.Named(pkg + ".U?tagged").Union.Variants[0].Pos, 14},
		{"constant", c.Named(pkg + ".E").Enum.Values[0].Pos, 12},
	} {
		if test.got.File != "old.go" || test.got.Line != test.line {
			t.Errorf("%s is at %+v, want line %d", test.name, test.got, test.line)
		}
	}
}

// TestImplicationsEnd: the table has no cycle.
func TestImplicationsEnd(t *testing.T) {
	for rule := range implications {
		if implies(rule, "no such rule") {
			t.Errorf("%s implies anything", rule)
		}
		for _, other := range implications[rule] {
			if implies(other, rule) {
				t.Errorf("%s and %s imply each other", rule, other)
			}
		}
	}
}

func TestSplitWordsReadsQuotes(t *testing.T) {
	for param, want := range map[string][]string{
		"red green":      {"red", "green"},
		"'light blue' x": {"light blue", "x"},
		" a  b ":         {"a", "b"},
		"":               {},
		"it's":           {"it's"},
	} {
		if got := splitWords(param); !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", param, got, want)
		}
	}
}
