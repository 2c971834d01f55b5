package contract

import (
	"slices"
	"strings"
	"testing"
)

func TestReach(t *testing.T) {
	c := sample()
	for _, test := range []struct {
		channel int
		want    string
	}{
		{0, "Event Leaves Say Color Addr Page[int] Unknown Frame?tagged"},
		{1, ""},
	} {
		var got []string
		for _, n := range c.Reach(c.Channels[test.channel].Roots()...) {
			got = append(got, strings.TrimPrefix(n.ID, "example.com/chat."))
		}
		if !slices.Equal(got, strings.Fields(test.want)) {
			t.Errorf("channel %s reaches %q, want %q", c.Channels[test.channel].Name, got, strings.Fields(test.want))
		}
	}
}

func TestAcceptsNull(t *testing.T) {
	ref := func(name string) *Type { return &Type{Kind: Ref, Name: name} }
	c := &Contract{Types: []*Named{
		{ID: "struct", Struct: &Struct{}},
		{ID: "pointer", Underlying: &Type{Kind: Pointer, Elem: &Type{Kind: Int}}},
		{ID: "list", Underlying: &Type{Kind: Slice, Elem: ref("list")}},
		{ID: "any", Underlying: &Type{Kind: Any}},
		{ID: "json", Codec: &Codec{Decode: "json", Encode: "json"}},
		{ID: "text", Codec: &Codec{Decode: "text", Encode: "text"}},
		{ID: "encodes", Codec: &Codec{Encode: "json", Fallback: &Type{Kind: Int}}},
		{ID: "encodes a pointer", Codec: &Codec{Encode: "json", Fallback: &Type{Kind: Raw}}},
	}}
	for _, test := range []struct {
		typ  *Type
		want bool
	}{
		{&Type{Kind: Int}, false},
		{&Type{Kind: Slice, Elem: &Type{Kind: Any}}, false},
		{&Type{Kind: Pointer, Elem: &Type{Kind: Int}}, true},
		{&Type{Kind: Any}, true},
		{&Type{Kind: Raw}, true},
		{&Type{Kind: Number}, false},
		{ref("struct"), false},
		{ref("pointer"), true},
		{ref("list"), false},
		{ref("any"), true},
		{ref("json"), true},
		{ref("text"), false},
		{ref("encodes"), false},
		{ref("encodes a pointer"), true},
		{ref("unknown"), false},
	} {
		if got := c.AcceptsNull(test.typ); got != test.want {
			t.Errorf("%s %s accepts null: %t, want %t", test.typ.Kind, test.typ.Name, got, test.want)
		}
	}
}

func TestResolve(t *testing.T) {
	st := &Struct{}
	loop := &Type{Kind: Pointer}
	loop.Elem = &Type{Kind: Ref, Name: "loop"}
	c := &Contract{Types: []*Named{
		{ID: "struct", Struct: st},
		{ID: "list", Underlying: &Type{Kind: Slice, Elem: &Type{Kind: Int}}},
		{ID: "enum", Enum: &Enum{}},
		{ID: "loop", Underlying: loop},
	}}
	point := func(t *Type) *Type { return &Type{Kind: Pointer, Elem: t} }
	if got := c.Resolve(point(point(&Type{Kind: Ref, Name: "struct"}))); got.Struct != st {
		t.Errorf("a pointer to a pointer to a struct is %+v", got)
	}
	if got := c.Resolve(point(&Type{Kind: Ref, Name: "list"})); got.Kind != Slice {
		t.Errorf("a pointer to a named slice is %+v", got)
	}
	if got := c.Resolve(&Type{Kind: Ref, Name: "enum"}); got.Kind != Ref {
		t.Errorf("an enum is %+v", got)
	}
	c.Resolve(loop) // comes back
}
