package golang_test

import "github.com/wscontract/wscontract/extract/contract"

// unionCases have each form of union.
var unionCases = []testCase{
	{
		name: "beside",
		source: `
type Chan struct{ ClientToServer, ServerToClient Message }

type Message interface{ message() }

type Say struct {
	Text string  ~json:"text"~
	Then Message ~json:"then,omitempty"~
	All  []Message ~json:"all,omitempty"~
}
type Own struct {
	Type string ~json:"type"~
	N    int    ~json:"n"~
}
type Ping struct{}
type Collect struct {
	Extra map[string]int ~json:",embed"~
}

func (Say) message()      {}
func (Own) message()      {}
func (*Ping) message()    {}
func (*Collect) message() {}

type Picky struct {
	A int ~json:"a"~
}

func (Picky) message() {}

// Twice has a field for the tag that any variant of it sets.
type Twice struct {
	B    int     ~json:"b"~
	Type *string ~json:"type,omitempty"~
}
type Once struct {
	Twice Twice ~json:"twice"~
}

func (Twice) message() {}
func (Once) message()  {}
`,
		contract: func() *contract.Contract {
			return of([]*contract.Channel{channel("m", ref("Message"), ref("Message"))},
				union("Message", "type", "collect:*Collect", "once:Once", "own:Own", "picky:Picky", "ping:*Ping", "say:Say", "twice:Twice"),
				structType("Twice", field("B", "b", integer), field("Type", "type", ptr(str), "omitempty")), structType("Once", field("Twice", "twice", ref("Twice"))),
				structType("Say", field("Text", "text", str), field("Then", "then", ref("Message"), "omitempty"), field("All", "all", slice(ref("Message")), "omitempty")),
				structType("Own", field("Type", "type", str, `const="own"`), field("N", "n", integer)), structType("Ping"),
				with(structType("Picky", field("A", "a", integer)), func(n *contract.Named) { n.Struct.Strict = true }),
				with(structType("Collect"), func(n *contract.Named) { n.Struct.Fallback = field("Extra", "", mapOf(str, integer)) }))
		},
		messages: `
			{"type":"say","text":"x"}
			{"text":"x","type":"say"} -> {"type":"say","text":"x"}
			{"type":"say","text":"x","then":{"type":"ping"},"all":[{"type":"own","n":1},{"type":"say","text":""}]}
			{"n":1,"type":"own"} -> {"type":"own","n":1}
			{"type":"ping","x":1} -> {"type":"ping"}
			{"type":"collect","a":1}
			{"type":"picky","a":1}
			{"type":"picky","a":1,"b":2} !! /b unknown
			{"type":"twice","b":1}
			{"type":"once","twice":{"b":1}}
			{"type":"once","twice":{"type":"x","b":1}}
			{"type":"collect","type":"collect"} !! /type duplicate
			{"type":"shout"} !! /type union
			{"text":"x"} !! /type required
			{"type":1} !! /type type
			null !!  null
			{"type":"say","text":"x","type":"say"} !! /type duplicate
			{"type":"say","text":"x","all":[null,{"type":"x"}]} !! /all/0 null /all/1/type union
		`,
	},
	{
		name: "content",
		source: `
type Chan struct{ ClientToServer, ServerToClient Message }

type Message interface{ message() }

type Say struct {
	Text string ~json:"text"~
}
type Ping struct{}

func (Say) message()  {}
func (Ping) message() {}
`,
		contract: func() *contract.Contract {
			return of([]*contract.Channel{channel("m", ref("Message"), ref("Message"))},
				with(union("Message", "op", "ping:Ping", "say:Say"), func(n *contract.Named) { n.Union.Content = "d" }),
				structType("Say", field("Text", "text", str)), structType("Ping"))
		},
		messages: `
			{"op":"say","d":{"text":"x"}}
			{"d":{"text":"x"},"op":"say"} -> {"op":"say","d":{"text":"x"}}
			{"op":"ping"} -> {"op":"ping","d":{}}
			{"op":"ping","d":{}}
			{"op":"ping","d":null} !! /d null
			{"op":"say"} !! /d required
			{"op":"say","d":{}} !! /d/text required
			{"op":"x","d":{}} !! /op union
			{"op":"ping","op":"ping"} !! /op duplicate
			{"op":"say","d":{"text":"x"},"d":{"text":"x"}} !! /d duplicate
		`,
	},
	{
		name: "integers",
		source: `
import "encoding/json"

type Chan struct{ ClientToServer, ServerToClient Message }

type Message interface{ message() }

type Hello struct {
	A int ~json:"a"~
}
type Other struct {
	Op  uint8
	Raw json.RawMessage
}

func (Hello) message() {}
func (*Other) message() {}
`,
		contract: func() *contract.Contract {
			return of([]*contract.Channel{channel("m", ref("Message"), ref("Message"))},
				with(union("Message", "op", "-1:Hello"), func(n *contract.Named) {
					n.Union.IntTag = true
					n.Union.Other = &contract.Catchall{Type: ref("Other"), Pointer: true, Raw: "Raw", TagField: "Op"}
				}),
				structType("Hello", field("A", "a", integer)), structType("Other"))
		},
		messages: `
			{"op":-1,"a":1}
			{"op":7,"x":[1]}
			{"op":1.5} !! /op type
			{"op":"1"} !! /op type
		`,
	},
	{
		name: "opened",
		source: `
import "encoding/json"

type Chan struct{ ClientToServer, ServerToClient Message }

type Message interface{ message() }
type Tag string

type Say struct{ Text string ~json:"text"~ }
type Other struct {
	Raw  json.RawMessage
	Type Tag
}

func (Say) message()   {}
func (Other) message() {}

type Deep struct {
	Inner Inner ~json:"inner"~
}

func (Deep) message() {}

type Inner interface{ inner() }
type InnerOther struct{ Raw json.RawMessage }

func (InnerOther) inner() {}
`,
		contract: func() *contract.Contract {
			return of([]*contract.Channel{channel("m", ref("Message"), ref("Message"))},
				with(union("Message", "type", "deep:Deep", "say:Say"), func(n *contract.Named) {
					n.Union.Other = &contract.Catchall{Type: ref("Other"), Raw: "Raw", TagField: "Type"}
				}),
				with(union("Inner", "kind"), func(n *contract.Named) {
					n.Union.Content = "body"
					n.Union.Other = &contract.Catchall{Type: ref("InnerOther"), Raw: "Raw"}
				}),
				structType("Say", field("Text", "text", str)), structType("Other"), structType("InnerOther"), structType("Deep", field("Inner", "inner", ref("Inner"))))
		},
		messages: `
			{"type":"say","text":"x"}
			{"type":"new","text":1,"more":[]}
			{"more":1,"type":"new"}
			{"type":"deep","inner":{"kind":"x","body":7}}
			{"type":"deep","inner":{"body":7}} !! /inner/kind required
			{} !! /type required
		`,
	},
	{
		name: "selfmade",
		source: `
import "encoding/json"

type Chan struct{ ClientToServer Keyed; ServerToClient Frame }

type Frame struct {
	Reads  *Reads
	Writes *Writes
	Both   *Both
	Plain  *Plain
}

// Reads has a method for one direction, Writes for the other.
type Reads struct {
	N    int    ~json:"n"~
	Type string ~json:"type"~
}

func (r *Reads) UnmarshalJSON(b []byte) error {
	type plain Reads
	return json.Unmarshal(b, (*plain)(r))
}

type Writes struct {
	N int ~json:"n"~
}

func (w Writes) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]int{"n": w.N}) }

// Both writes the tag as well.
type Both struct{ All map[string]any }

func (m *Both) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &m.All) }
func (m Both) MarshalJSON() ([]byte, error)  { return json.Marshal(m.All) }

type Plain struct {
	N int ~json:"n"~
}

type Keyed struct {
	ID    int    ~json:"id"~
	Frame *Frame ~json:"frame,omitempty"~
	Reads *Reads
	Writes *Writes
	Both  *Both
}
`,
		contract: func() *contract.Contract {
			codec := func(name string, c contract.Codec) *contract.Named {
				return with(named(name), func(n *contract.Named) { n.Codec = &c })
			}
			n := field("N", "n", integer)
			return of([]*contract.Channel{channel("m", ref("Keyed"), ref("Frame"))},
				envelope(union("Frame", "type", "both:Both", "plain:Plain", "reads:Reads", "writes:Writes")),
				envelope(union("Keyed", "type", "both:Both", "reads:Reads", "writes:Writes"), field("ID", "id", integer), field("Frame", "frame", ptr(ref("Frame")), "omitempty")),
				codec("Reads", contract.Codec{Decode: "json", Fallback: inline(n, field("Type", "type", str))}),
				codec("Writes", contract.Codec{Encode: "json", Fallback: inline(n)}),
				codec("Both", contract.Codec{Decode: "json", Encode: "json"}),
				structType("Plain", n))
		},
		messages: `
			{"type":"writes","id":1,"frame":{"type":"reads","n":1},"n":2}
			{"type":"writes","id":1,"frame":{"n":1,"type":"reads"},"n":2} -> {"type":"writes","id":1,"frame":{"type":"reads","n":1},"n":2}
			{"type":"writes","id":1,"frame":{"type":"writes","n":1},"n":2}
			{"type":"writes","id":1,"frame":{"type":"both","a":[1,{"type":"x"}]},"n":2}
			{"type":"writes","id":1,"frame":{"a":1,"type":"both"},"n":2} -> {"type":"writes","id":1,"frame":{"type":"both","a":1},"n":2}
			{"type":"writes","id":1,"frame":{"type":"both"},"n":2}
			{"type":"writes","id":1,"frame":{"type":"plain","n":1},"n":2}
			{"type":"writes","id":1,"frame":{"type":"reads","n":"1"},"n":2} !! /frame invalid
			{"type":"writes","id":1,"frame":{"type":"writes"},"n":2} !! /frame/n required
			{"type":"reads","id":1,"n":2}
			{"n":2,"id":1,"type":"reads"} -> {"type":"reads","id":1,"n":2}
			{"type":"reads","n":"2"} !!  invalid /id required
			{"type":"both","id":1,"x":[1]}
		`,
	},
	{
		name: "envelopes",
		source: `
type Chan struct{ ClientToServer, ServerToClient Frame }

// A Frame has its keys beside those of the variant.
type Frame struct {
	ID   string ~json:"id"~
	Seq  *int   ~json:"seq,omitempty"~
	Say  *Say
	Own  *Own
	Bare *Bare
	Next *Content ~json:"next,omitempty"~
}
type Say struct {
	Text string ~json:"text"~
	Seq2 int    ~json:"seq2,omitzero"~
}
type Own struct {
	Type string ~json:"type"~
}
type Bare struct {
	Extra map[string]int ~json:",embed"~
}

// Content has the variant under a key.
type Content struct {
	ID   int ~json:"id"~
	Say  *Say
	Ping *Ping
	Alone *Alone ~json:"alone,omitempty"~
}
type Ping struct{}

// Alone has no keys but those of the variants.
type Alone struct {
	Say *Say
}
`,
		contract: func() *contract.Contract {
			return of([]*contract.Channel{channel("m", ref("Frame"), ref("Frame"))},
				envelope(union("Frame", "type", "bare:Bare", "own:Own", "say:Say"), field("ID", "id", str), field("Seq", "seq", ptr(integer), "omitempty"), field("Next", "next", ptr(ref("Content")), "omitempty")),
				with(envelope(union("Content", "op", "ping:Ping", "say:Say"), field("ID", "id", integer), field("Alone", "alone", ptr(ref("Alone")), "omitempty")), func(n *contract.Named) { n.Union.Content = "d" }),
				envelope(union("Alone", "type", "say:Say")),
				structType("Say", field("Text", "text", str), field("Seq2", "seq2", integer, "omitzero")), structType("Ping"),
				structType("Own", field("Type", "type", str, `const="own"`)),
				with(structType("Bare"), func(n *contract.Named) { n.Struct.Fallback = field("Extra", "", mapOf(str, integer)) }))
		},
		messages: `
			{"type":"say","id":"1","text":"x"}
			{"text":"x","id":"1","seq":2,"type":"say","seq2":3} -> {"type":"say","id":"1","seq":2,"text":"x","seq2":3}
			{"id":"1","type":"own"} -> {"type":"own","id":"1"}
			{"type":"bare","id":"1","a":1}
			{"type":"say","id":"1","next":{"op":"say","id":2,"d":{"text":"y"}},"text":"x"}
			{"type":"say","id":"1","next":{"op":"ping","id":2},"text":"x"} -> {"type":"say","id":"1","next":{"op":"ping","id":2,"d":{}},"text":"x"}
			{"type":"say","id":"1","next":{"op":"ping","id":2,"alone":{"type":"say","text":"z"},"d":{}},"text":"x"}
			{"type":"say"} !! /id required /text required
			{"type":"say","id":1,"text":2} !! /id type /text type
			{"type":"x","id":"1"} !! /type union
			{"type":"say","id":"1","text":"x","text":"y"} !! /text duplicate
			{"type":"say","id":"1","next":{"op":"say"},"text":"x"} !! /next/d required /next/id required
			{"type":"say","id":"1","next":{"op":"say","id":1,"d":{}},"text":"x"} !! /next/d/text required
		`,
	},
	{
		name: "openenvelope",
		source: `
import "encoding/json"

type Chan struct{ ClientToServer, ServerToClient Frame }

type Frame struct {
	ID    string ~json:"id"~
	Say   *Say
	Other *Other
	Next  *Content ~json:"next,omitempty"~
	Bare  *Bare    ~json:"bare,omitempty"~
}
type Content struct {
	ID    string ~json:"id"~
	Ping  *Ping
	Other *Other
}
type Bare struct {
	Other *Other
}
type Say struct {
	Text string ~json:"text"~
}
type Ping struct{}
type Other struct {
	Type string
	Raw  json.RawMessage
}
`,
		contract: func() *contract.Contract {
			other := func(n *contract.Named) *contract.Named {
				n.Union.Other = &contract.Catchall{Type: ref("Other"), Raw: "Raw", TagField: "Type", Field: "Other"}
				return n
			}
			return of([]*contract.Channel{channel("m", ref("Frame"), ref("Frame"))},
				other(envelope(union("Frame", "type", "say:Say"), field("ID", "id", str), field("Next", "next", ptr(ref("Content")), "omitempty"), field("Bare", "bare", ptr(ref("Bare")), "omitempty"))),
				with(other(envelope(union("Content", "op", "ping:Ping"), field("ID", "id", str))), func(n *contract.Named) { n.Union.Content = "d" }),
				other(envelope(union("Bare", "kind"))),
				structType("Say", field("Text", "text", str)), structType("Ping"), structType("Other"))
		},
		messages: `
			{"type":"say","id":"1","text":"x"}
			{"id":"1","type":"new","a":[{}]}
			{"type":"new","a":[{}]} !! /id required
			{"type":"say","id":"1","next":{"op":"x","id":"2"},"text":"x"}
			{"type":"say","id":"1","next":{"op":"x"},"text":"x"} !! /next/id required
			{"type":"say","id":"1","next":{"op":"ping","id":"2"},"text":"x"} -> {"type":"say","id":"1","next":{"op":"ping","id":"2","d":{}},"text":"x"}
			{"type":"say","id":"1","bare":{"kind":"k"},"text":"x"}
		`,
	},
	{
		name: "optionalunion",
		source: `
type M struct {
	First  Event ~json:"first" ws:"optional"~
	Second Event ~json:"second" ws:"optional,nullable"~
	Inner  Inner ~json:"inner,omitempty"~
}
type Inner struct {
	Event Event ~json:"event" ws:"optional"~
}
type Event interface{ event() }
type Ping struct{}
func (Ping) event() {}
type Chan struct{ ClientToServer, ServerToClient M }
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("First", "first", ref("Event"), "optional"), field("Second", "second", ref("Event"), "optional", "nullable"),
				field("Inner", "inner", ref("Inner"), "omitempty"),
			}, structType("Inner", field("Event", "event", ref("Event"), "optional")), union("Event", "type", "ping:Ping"), structType("Ping"))
		},
		messages: `
			{} -> {"second":null}
			{"first":{"type":"ping"},"second":{"type":"ping"},"inner":{"event":{"type":"ping"}}}
			{"inner":{}} -> {"second":null}
			{"first":null} !! /first null
		`,
	},
}
