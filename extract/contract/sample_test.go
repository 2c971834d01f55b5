package contract

import (
	"strings"
	"testing"
)

// sample returns a contract in which every kind of type and every key occurs.
func sample() *Contract {
	pos := func(line int) Position { return Position{File: "chat/chat.go", Line: line, Column: 2} }
	kind := func(k Kind) *Type { return &Type{Kind: k} }
	ref := func(name string) *Type { return &Type{Kind: Ref, Name: "example.com/chat." + name} }
	field := func(name string, t *Type) *Field {
		return &Field{Name: name, Go: []Selector{{Name: strings.ToUpper(name[:1]) + name[1:]}}, Type: t, Required: true, Pos: pos(9)}
	}
	named := func(name string) *Named {
		return &Named{ID: "example.com/chat." + name, Package: "example.com/chat", PackageName: "chat", Name: name, Pos: pos(3)}
	}

	var leaves []*Field
	for i, k := range []Kind{Bool, String, Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr,
		Float32, Float64, Bytes, Time, Duration, Any, Raw, Number} {
		leaves = append(leaves, field("leaf"+string(rune('a'+i)), kind(k)))
	}

	say := named("Say")
	say.Doc, say.Validates, say.IsZero = "Say is said.", true, "pointer"
	text := field("text", kind(String))
	text.Doc, text.Deprecated, text.Nullable = "What is said.", "say less", true
	text.Rules = &Rules{Rules: []*Rule{
		{Name: "required", Pos: pos(10)},
		{Name: "max", Param: "10", Pos: pos(10)},
		{Name: "nefield", Param: "Kind", Pos: pos(10)},
		{Or: []*Rule{{Name: "alpha", Pos: pos(10)}, {Name: "numeric", Pos: pos(10)}}, Pos: pos(10)},
	}}
	count := field("count", kind(Int))
	count.Quoted, count.IgnoreCase, count.OmitEmpty, count.OmitZero, count.Required = true, true, true, true, false
	count.Go = []Selector{{Name: "Base", Pointer: true, Type: ref("Base")}, {Name: "Count"}}
	sayKind := field("kind", kind(String))
	sayKind.Const = &Const{Name: "kind", Value: `"say"`, Pos: pos(11)}
	list := field("list", &Type{Kind: Slice, Elem: ref("Leaves")})
	list.Unruled = true
	list.Rules = &Rules{Rules: []*Rule{{Name: "unique", Param: "Leafb", Pos: pos(12)}}, Elem: &Rules{}}
	table := field("table", &Type{Kind: Map, Key: kind(String), Elem: &Type{Kind: Pointer, Elem: kind(Int)}})
	table.Rules = &Rules{
		Keys: &Rules{Rules: []*Rule{{Name: "max", Param: "3", Pos: pos(13)}}},
		Elem: &Rules{Rules: []*Rule{{Name: "omitnil", Pos: pos(13)}, {Name: "gt", Param: "0", Pos: pos(13)}}},
	}
	say.Struct = &Struct{
		Fields: []*Field{text, count, sayKind, list, table,
			field("fixed", &Type{Kind: Array, Len: 3, Elem: kind(Bool)}),
			field("hash", &Type{Kind: ByteArray, Len: 16}),
			field("color", ref("Color")),
			field("addr", ref("Addr")),
			field("next", &Type{Kind: Pointer, Elem: ref("Say")}),
			field("inline", &Type{Kind: Inline, Struct: &Struct{Fields: []*Field{field("x", kind(Int))}, Validates: true}}),
			field("page", ref("Page[int]")),
		},
		Consts:   []*Const{{Name: "v", Value: "2", Pos: pos(14)}},
		Strict:   true,
		Fallback: field("others", &Type{Kind: Map, Key: kind(String), Elem: kind(Any)}),
	}

	base := named("Base")
	all := named("Leaves")
	all.Struct = &Struct{Fields: leaves}
	color := named("Color")
	color.Deprecated = "use Colour"
	color.Enum = &Enum{Base: String, Values: []*EnumValue{
		{Go: "Red", Value: `"red"`, Doc: "Red is red.", Pos: pos(20)},
		{Go: "Green", Value: `"green"`, Deprecated: "too green", Pos: pos(21)},
	}, Open: true}
	addr := named("Addr")
	addr.Codec = &Codec{Text: true, Decode: "text", Appends: true, Encode: "text", EncodePointer: true,
		Fallback: kind(String), Wire: "string", Format: "ipv4"}
	page := named("Page[int]")
	page.Name, page.TypeArgs = "Page", []*Type{kind(Int)}
	page.Underlying = &Type{Kind: Slice, Elem: kind(Int)}
	raw := named("Unknown")
	raw.Struct = &Struct{Fields: []*Field{field("raw", kind(Raw))}}

	event := named("Event")
	event.Union = &Union{
		Tag: "kind",
		Variants: []*Variant{
			{Tag: "leaves", Type: ref("Leaves"), Pointer: true, Doc: "All leaves.", Pos: pos(30)},
			{Tag: "say", Type: ref("Say"), Pos: pos(31)},
		},
		Other: &Catchall{Type: ref("Unknown"), Pointer: true, Raw: "Raw", TagField: "Kind", Pos: pos(32)},
	}
	frame := named("Frame")
	frame.ID, frame.Tagged = frame.ID+"?tagged", true
	frame.Union = &Union{
		Tag: "op", IntTag: true, Content: "d",
		Variants: []*Variant{{Tag: "7", Type: ref("Leaves"), Field: "Leaves", Pos: pos(40)}},
		Other:    &Catchall{Type: ref("Unknown"), Field: "Unknown", Raw: "Raw", Pos: pos(41)},
		Envelope: &Struct{Fields: []*Field{field("seq", kind(Int))}},
	}

	c := &Contract{
		Version: Version,
		Packages: []*Package{{
			Path: "example.com/chat", Name: "chat", Doc: "Package chat chats.", Files: []string{"chat.go"},
		}},
		Channels: []*Channel{{
			Name: "chat", Package: "example.com/chat", Go: "Chat", GoPackage: "example.com/chat",
			Doc: "Chat is <b>for</b> chatting.", Deprecated: "use mail", Pos: pos(1),
			Path: "/ws/rooms/{room}/{seat}", PathSet: true,
			ClientToServer: ref("Event"),
			ServerToClient: ref("Frame?tagged"),
			Params:         &Type{Kind: Inline, Struct: &Struct{Fields: []*Field{field("room", kind(String)), field("seat", kind(Int))}}},
			Query:          &Type{Kind: Inline, Struct: &Struct{Fields: []*Field{field("since", kind(Time))}}},
			Required:       "all", Auth: "required", MaxSize: 4096, Rate: 1.5, Overflow: "drop-oldest",
		}, {
			Name: "ping", Package: "example.com/chat", Go: "Ping", GoPackage: "example.com/chat", Pos: pos(2),
			Path: "/ws/ping", Required: "tagged", ServerToClient: kind(Int),
		}},
		Types: []*Named{say, base, all, color, addr, page, raw, event, frame},
	}
	c.Sort()
	return c
}

func encoded(t *testing.T, c *Contract) string {
	t.Helper()
	var b strings.Builder
	if err := c.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
