package contract

import (
	"strings"
	"testing"
)

func structOf(c *Contract, name string) *Struct { return c.Named("example.com/chat." + name).Struct }

func fieldOf(st *Struct, name string) *Field {
	for _, f := range st.Fields {
		if f.Name == name {
			return f
		}
	}
	panic("no field " + name)
}

func sayField(c *Contract, name string) *Field { return fieldOf(structOf(c, "Say"), name) }

// rename gives a named type another name everywhere.
func rename(c *Contract, old, new string) {
	var all func(*Type)
	all = func(t *Type) {
		if t.Name == old {
			t.Name = new
		}
		for part := range t.Parts() {
			all(part)
		}
	}
	for _, n := range c.Types {
		for part := range n.Parts() {
			all(part)
		}
	}
	for _, ch := range c.Channels {
		for _, t := range ch.Roots() {
			all(t)
		}
	}
	n := c.Named(old)
	n.ID, n.Name = new, new
	c.Sort()
}

func TestFingerprintIgnoresWhatIsOnlyGo(t *testing.T) {
	want := sample().Fingerprint()
	if !strings.HasPrefix(want, "sha256:") || len(want) != len("sha256:")+64 {
		t.Errorf("the fingerprint is %q", want)
	}
	for name, change := range map[string]func(*Contract){
		"docs": func(c *Contract) {
			c.Channels[0].Doc, c.Channels[0].Deprecated = "other", ""
			c.Packages[0].Doc = "other"
			for _, n := range c.Types {
				n.Doc, n.Deprecated = "other", "other"
			}
			sayField(c, "text").Doc = "other"
		},
		"positions": func(c *Contract) {
			c.Channels[0].Pos.Line++
			sayField(c, "text").Pos.Line++
			sayField(c, "text").Rules.Rules[0].Pos.Column++
		},
		"the name of a type": func(c *Contract) { rename(c, "example.com/chat.Say", "zeta.Said") },
		"the name of a recursive type before others": func(c *Contract) {
			rename(c, "example.com/chat.Say", "aaa.Said")
		},
		"package paths": func(c *Contract) {
			for _, ch := range c.Channels {
				ch.Package, ch.GoPackage = "x/y", "x/y"
			}
			for _, n := range c.Types {
				n.Package, n.PackageName = "x/y", "y"
			}
		},
		"the name of a channel with a path": func(c *Contract) { c.Channels[0].Name = "talk" },
		"the order of channels":             func(c *Contract) { c.Channels[0], c.Channels[1] = c.Channels[1], c.Channels[0] },
		"the order of fields": func(c *Contract) {
			f := structOf(c, "Say").Fields
			f[0], f[3] = f[3], f[0]
		},
		"Go names of fields": func(c *Contract) { sayField(c, "color").Go[0].Name = "Colour" },
		"the Go name of a field that a rule names": func(c *Contract) {
			sayField(c, "kind").Go[0].Name = "Sort"
			sayField(c, "text").Rules.Rules[2].Param = "Sort"
		},
		"embedding": func(c *Contract) {
			sayField(c, "color").Go = []Selector{{Name: "Base"}, {Name: "Color"}}
		},
		"names of constants": func(c *Contract) {
			c.Named("example.com/chat.Color").Enum.Values[0].Go = "Crimson"
		},
		"the order of constants": func(c *Contract) {
			v := c.Named("example.com/chat.Color").Enum.Values
			v[0], v[1] = v[1], v[0]
		},
		"int for int64": func(c *Contract) { sayField(c, "count").Type.Kind = Int64 },
		"*T for nullable": func(c *Contract) {
			f := sayField(c, "text")
			f.Nullable, f.Type = false, &Type{Kind: Pointer, Elem: f.Type}
		},
		"**T for *T": func(c *Contract) {
			f := sayField(c, "next")
			f.Type = &Type{Kind: Pointer, Elem: f.Type}
		},
		"a name for an inline struct": func(c *Contract) {
			f := sayField(c, "inline")
			c.Types = append(c.Types, &Named{ID: "x.Inline", Name: "Inline", Struct: &Struct{Fields: f.Type.Struct.Fields}, Validates: true})
			f.Type = &Type{Kind: Ref, Name: "x.Inline"}
		},
		"a name for a list": func(c *Contract) {
			f := sayField(c, "list")
			c.Types = append(c.Types, &Named{ID: "x.List", Name: "List", Underlying: f.Type})
			f.Type = &Type{Kind: Ref, Name: "x.List"}
		},
		"one round of a recursion written out": func(c *Contract) {
			f := sayField(c, "next")
			again := *c.Named("example.com/chat.Say")
			again.ID, again.Name = "x.Again", "Again"
			c.Types = append(c.Types, &again)
			f.Type = &Type{Kind: Pointer, Elem: &Type{Kind: Ref, Name: "x.Again"}}
			st := *again.Struct
			st.Fields = append([]*Field(nil), st.Fields...)
			again.Struct = &st
		},
		"names of path parameters": func(c *Contract) {
			c.Channels[0].Path = "/ws/rooms/{r}/{s}"
			f := c.Channels[0].Params.Struct.Fields
			f[0].Name, f[1].Name = "r", "s"
		},
		"how a variant is held": func(c *Contract) {
			v := c.Named("example.com/chat.Event").Union.Variants[0]
			v.Pointer, v.Doc = false, ""
		},
		"a type nobody reaches": func(c *Contract) {
			c.Types = append(c.Types, &Named{ID: "x.Lonely", Name: "Lonely", Struct: &Struct{}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := sample()
			before := c.canonical(c.Channels)
			change(c)
			c.Sort()
			if got := c.Fingerprint(); got != want {
				t.Errorf("the fingerprint changed; the canonical form was\n%s\nand is\n%s", before, c.canonical(c.Channels))
			}
		})
	}
}

// TestFingerprintIgnoresTheFieldOfATag: whether a variant has a Go field or a
// ws:const for the tag, or leaves it to the union, looks the same in a message.
func TestFingerprintIgnoresTheFieldOfATag(t *testing.T) {
	union := func(st *Struct) *Contract {
		return &Contract{
			Channels: []*Channel{{Path: "/", ServerToClient: &Type{Kind: Ref, Name: "Event"}}},
			Types: []*Named{
				{ID: "Event", Union: &Union{Tag: "type", Variants: []*Variant{{Tag: "say", Type: &Type{Kind: Ref, Name: "Say"}}}}},
				{ID: "Say", Struct: st},
			},
		}
	}
	tag := &Const{Name: "type", Value: `"say"`}
	want := union(&Struct{}).Fingerprint()
	for name, st := range map[string]*Struct{
		"field":    {Fields: []*Field{{Name: "type", Go: []Selector{{Name: "Type"}}, Type: &Type{Kind: String}, Const: tag}}},
		"ws:const": {Consts: []*Const{tag}},
	} {
		if union(st).Fingerprint() != want {
			t.Errorf("with a %s for the tag the fingerprint is another", name)
		}
	}
	if union(&Struct{Consts: []*Const{{Name: "kind", Value: `"say"`}}}).Fingerprint() == want {
		t.Error("another key does not change the fingerprint")
	}
}

// TestFingerprintIgnoresTheGoNamesInConditions: rules that ask other fields name them
// as Go does, and behind some names stand values.
func TestFingerprintIgnoresTheGoNamesInConditions(t *testing.T) {
	asking := func(goName, rule, param string) string {
		c := sample()
		sayField(c, "table").Go[0].Name = goName
		sayField(c, "fixed").Rules = &Rules{Rules: []*Rule{{Name: rule, Param: param}}}
		return c.Fingerprint()
	}
	for _, test := range []struct{ rule, before, after, other string }{
		{"required_with", "Table", "Board", "Color"},
		{"excluded_without_all", "Color Table", "Color Board", "Color Addr"},
		{"required_if", "Color 'a b' Table x", "Color 'a b' Board x", "Color 'a b' Table y"},
		{"excluded_unless", "Table Table", "Board Table", "Board Board"},
	} {
		before, after, other := asking("Table", test.rule, test.before), asking("Board", test.rule, test.after), asking("Board", test.rule, test.other)
		if before != after {
			t.Errorf("%s=%s has another fingerprint than %s", test.rule, test.before, test.after)
		}
		if before == other {
			t.Errorf("%s=%s has the fingerprint of %s", test.rule, test.before, test.other)
		}
	}
}

// TestFingerprintOfIntegersIsThatOfTheirRange, in an enum, too.
func TestFingerprintOfIntegersIsThatOfTheirRange(t *testing.T) {
	of := func(base Kind) string {
		c := sample()
		c.Named("example.com/chat.Color").Enum = &Enum{Base: base, Open: true}
		return c.Fingerprint()
	}
	if of(Int) != of(Int64) || of(Uint) != of(Uint64) || of(Uintptr) != of(Uint64) {
		t.Error("int and int64 of an enum have two fingerprints")
	}
	if of(Int) == of(Int32) {
		t.Error("int and int32 of an enum have one fingerprint")
	}
}

func TestFingerprintSeesEachChangeOnTheWire(t *testing.T) {
	channel := func(change func(*Channel)) func(*Contract) {
		return func(c *Contract) { change(c.Channels[0]) }
	}
	text := func(change func(*Field)) func(*Contract) {
		return func(c *Contract) { change(sayField(c, "text")) }
	}
	union := func(name string, change func(*Union)) func(*Contract) {
		return func(c *Contract) { change(c.Named("example.com/chat." + name).Union) }
	}
	seen := map[string]string{sample().Fingerprint(): "nothing"}
	for _, test := range []struct {
		name   string
		change func(*Contract)
	}{
		{"path", channel(func(ch *Channel) { ch.Path = "/ws/room/{room}/{seat}" })},
		{"the order of path parameters", channel(func(ch *Channel) { ch.Path = "/ws/rooms/{seat}/{room}" })},
		{"auth", channel(func(ch *Channel) { ch.Auth = "none" })},
		{"max-size", channel(func(ch *Channel) { ch.MaxSize = 4097 })},
		{"rate", channel(func(ch *Channel) { ch.Rate = 2 })},
		{"overflow", channel(func(ch *Channel) { ch.Overflow = "close" })},
		{"directions exchanged", channel(func(ch *Channel) { ch.ClientToServer, ch.ServerToClient = ch.ServerToClient, ch.ClientToServer })},
		{"a direction", channel(func(ch *Channel) { ch.ClientToServer = nil })},
		{"query", channel(func(ch *Channel) { ch.Query.Struct.Fields[0].Name = "from" })},
		{"optional query", channel(func(ch *Channel) { ch.Query.Struct.Fields[0].Required = false })},
		{"no query", channel(func(ch *Channel) { ch.Query = nil })},
		{"type of a path parameter", channel(func(ch *Channel) { ch.Params.Struct.Fields[0].Type = &Type{Kind: Int} })},
		{"a channel", func(c *Contract) { c.Channels = c.Channels[:1] }},
		{"the path of the other channel", func(c *Contract) { c.Channels[1].Path = "/pong" }},
		{"a kind", func(c *Contract) { c.Channels[1].ServerToClient.Kind = Int32 }},

		{"key", text(func(f *Field) { f.Name = "txt" })},
		{"presence", text(func(f *Field) { f.Required = false })},
		{"null", text(func(f *Field) { f.Nullable = false })},
		{"omitempty", text(func(f *Field) { f.OmitEmpty = true })},
		{"omitzero", text(func(f *Field) { f.OmitZero = true })},
		{"quoted", text(func(f *Field) { f.Quoted = true })},
		{"case", text(func(f *Field) { f.IgnoreCase = true })},
		{"type", text(func(f *Field) { f.Type = &Type{Kind: Bytes} })},
		{"a constant", text(func(f *Field) { f.Const = &Const{Name: "text", Value: `"x"`} })},
		{"no rules", text(func(f *Field) { f.Rules = nil })},
		{"one rule less", text(func(f *Field) { f.Rules.Rules = f.Rules.Rules[1:] })},
		{"the order of rules", text(func(f *Field) { f.Rules.Rules[0], f.Rules.Rules[1] = f.Rules.Rules[1], f.Rules.Rules[0] })},
		{"a parameter", text(func(f *Field) { f.Rules.Rules[1].Param = "11" })},
		{"the field of a rule", text(func(f *Field) { f.Rules.Rules[2].Param = "Color" })},
		{"an alternative", text(func(f *Field) { f.Rules.Rules[3].Or[0].Name = "ascii" })},
		{"rules of keys", func(c *Contract) { sayField(c, "table").Rules.Keys.Rules[0].Param = "4" }},
		{"rules of elements", func(c *Contract) { sayField(c, "table").Rules.Elem.Rules[1].Param = "1" }},
		{"unruled", func(c *Contract) { sayField(c, "list").Unruled = false }},
		{"no dive", func(c *Contract) { sayField(c, "list").Rules.Elem = nil }},
		{"the field of unique", func(c *Contract) { sayField(c, "list").Rules.Rules[0].Param = "Leafc" }},
		{"a field less", func(c *Contract) { s := structOf(c, "Say"); s.Fields = s.Fields[1:] }},
		{"strict", func(c *Contract) { structOf(c, "Say").Strict = false }},
		{"others", func(c *Contract) { structOf(c, "Say").Fallback = nil }},
		{"the type of others", func(c *Contract) { structOf(c, "Say").Fallback.Type.Elem.Kind = String }},
		{"a key with one value", func(c *Contract) { structOf(c, "Say").Consts[0].Value = "3" }},
		{"the key of a value", func(c *Contract) { structOf(c, "Say").Consts[0].Name = "w" }},
		{"Validate", func(c *Contract) { c.Named("example.com/chat.Say").Validates = false }},
		{"Validate inline", func(c *Contract) { sayField(c, "inline").Type.Struct.Validates = false }},
		{"a deep kind", func(c *Contract) { sayField(c, "inline").Type.Struct.Fields[0].Type.Kind = Int8 }},
		{"length of an array", func(c *Contract) { sayField(c, "fixed").Type.Len = 4 }},
		{"length of bytes", func(c *Contract) { sayField(c, "hash").Type.Len = 20 }},
		{"element", func(c *Contract) { sayField(c, "fixed").Type.Elem.Kind = Int }},
		{"key of a map", func(c *Contract) { sayField(c, "table").Type.Key.Kind = Int }},
		{"value of a map", func(c *Contract) { sayField(c, "table").Type.Elem = sayField(c, "table").Type.Elem.Elem }},
		{"recursion", func(c *Contract) { sayField(c, "next").Type.Elem.Name = "example.com/chat.Leaves" }},

		{"a value of an enum", func(c *Contract) { c.Named("example.com/chat.Color").Enum.Values[0].Value = `"blue"` }},
		{"an open enum", func(c *Contract) { c.Named("example.com/chat.Color").Enum.Open = false }},
		{"codec", func(c *Contract) { c.Named("example.com/chat.Addr").Codec.Wire = "integer" }},
		{"format", func(c *Contract) { c.Named("example.com/chat.Addr").Codec.Format = "ipv6" }},
		{"text codec", func(c *Contract) { c.Named("example.com/chat.Addr").Codec.Text = false }},
		{"fallback of a codec", func(c *Contract) { c.Named("example.com/chat.Addr").Codec.Fallback.Kind = Int }},

		{"tag", union("Event", func(u *Union) { u.Tag = "op" })},
		{"content", union("Event", func(u *Union) { u.Content = "data" })},
		{"another content", union("Frame?tagged", func(u *Union) { u.Content = "x" })},
		{"kind of tag", union("Frame?tagged", func(u *Union) { u.IntTag = false })},
		{"name of a variant", union("Event", func(u *Union) { u.Variants[0].Tag = "leafs" })},
		{"a variant less", union("Event", func(u *Union) { u.Variants = u.Variants[1:] })},
		{"type of a variant", union("Event", func(u *Union) { u.Variants[0].Type.Name = "example.com/chat.Unknown" })},
		{"a closed union", union("Event", func(u *Union) { u.Other = nil })},
		{"envelope", union("Frame?tagged", func(u *Union) { u.Envelope.Fields[0].Name = "n" })},
	} {
		c := sample()
		test.change(c)
		c.Sort()
		f := c.Fingerprint()
		if other, ok := seen[f]; ok {
			t.Errorf("%s: the fingerprint is the same as after %s", test.name, other)
		}
		seen[f] = test.name
	}
}

func TestFingerprintOfOnePackage(t *testing.T) {
	c := sample()
	before := c.FingerprintOf("example.com/chat")
	if before != c.Fingerprint() {
		t.Error("the only package has another fingerprint than the contract")
	}
	c.Channels = append(c.Channels, &Channel{Name: "x", Package: "other", Path: "/x", ServerToClient: &Type{Kind: Bool}})
	if c.FingerprintOf("example.com/chat") != before {
		t.Error("the fingerprint of a package depends on another package")
	}
	if c.Fingerprint() == before {
		t.Error("the fingerprint of the contract lacks a package")
	}
}

// TestFingerprintOfRecursion compares types that differ only far down.
func TestFingerprintOfRecursion(t *testing.T) {
	chain := func(n int, end Kind) *Contract {
		c := &Contract{Version: 1}
		for i := range n {
			next := &Type{Kind: Ref, Name: string(rune('a' + i + 1))}
			if i == n-1 {
				next = &Type{Kind: end}
			}
			c.Types = append(c.Types, &Named{ID: string(rune('a' + i)), Struct: &Struct{Fields: []*Field{{
				Name: "next", Go: []Selector{{Name: "Next"}}, Type: &Type{Kind: Pointer, Elem: next},
			}}}})
		}
		c.Channels = []*Channel{{Path: "/", ServerToClient: &Type{Kind: Ref, Name: "a"}}}
		return c
	}
	loop := func(n int) *Contract {
		c := chain(n, Any)
		c.Types[n-1].Struct.Fields[0].Type.Elem = &Type{Kind: Ref, Name: "a"}
		return c
	}
	if loop(1).Fingerprint() != loop(7).Fingerprint() {
		t.Error("a cycle of one type and one of seven equal types have different fingerprints")
	}
	seen := map[string]bool{loop(1).Fingerprint(): true}
	for n := 1; n < 20; n++ {
		for _, end := range []Kind{Int, String} {
			f := chain(n, end).Fingerprint()
			if seen[f] {
				t.Errorf("a chain of %d types that ends in %s has the fingerprint of another", n, end)
			}
			seen[f] = true
		}
	}
}

// The path of a rule is told by keys, so that Go names do not matter, and which
// field is at its end does.
func TestFingerprintFollowsThePathsOfRules(t *testing.T) {
	with := func(name, path string) string {
		c := sample()
		below := sayField(c, "inline").Type.Struct
		other := *below.Fields[0]
		other.Name, other.Go = "y", []Selector{{Name: "Y"}}
		below.Fields = append(below.Fields, &other)
		below.Fields[0].Go[0].Name = name
		sayField(c, "text").Rules.Rules[2].Param = path
		return c.Fingerprint()
	}
	if with("X", "Inline.X") != with("Renamed", "Inline.Renamed") {
		t.Error("the Go name of a field below changes the fingerprint")
	}
	if with("X", "Inline.X") == with("X", "Inline.Y") {
		t.Error("another field below does not change the fingerprint")
	}
}
