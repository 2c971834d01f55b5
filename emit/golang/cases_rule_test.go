package golang_test

import "github.com/wscontract/wscontract/extract/contract"

// ruleCases show where rules are checked, and what findings they make. What each
// rule means is the subject of TestRulesAgreeWithTheLibrary.
var ruleCases = []testCase{
	{
		name: "rules",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type Item struct {
	Name string ~json:"name,omitzero" validate:"required"~
	N    int    ~json:"n,omitzero" validate:"max=3"~
}

type Base struct {
	Low  int ~json:"low,omitzero" validate:"max=5"~
	High int ~json:"high,omitzero" validate:"gtfield=Low"~
}

type Color string

type M struct {
	*Base
	Text   string         ~json:"text" validate:"required,max=5"~
	Ptr    *string        ~json:"ptr,omitzero" validate:"omitempty,min=2"~
	Bare   *int           ~json:"bare,omitzero" validate:"omitnil,max=5"~
	List   []string       ~json:"list,omitzero" validate:"max=2,dive,min=1,oneof=a b"~
	Items  []Item         ~json:"items,omitzero" validate:"dive"~
	Loose  []Item         ~json:"loose,omitzero"~
	Map    map[Color]Item ~json:"map,omitzero" validate:"dive,keys,max=2,endkeys"~
	Nested *Item          ~json:"nested,omitzero"~
	Skip   Item           ~json:"skip,omitzero" validate:"omitempty"~
	Deep   [][]*int       ~json:"deep,omitzero" validate:"dive,min=1,dive,required,gt=1"~
	Any    any            ~json:"any,omitzero" validate:"omitempty,required"~
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				behind(field("Base.Low", "low", integer, "omitzero", "validate=max=5"), 0, ref("Base")),
				behind(field("Base.High", "high", integer, "omitzero", "validate=gtfield=Low"), 0, ref("Base")),
				field("Text", "text", str, "validate=required,max=5"),
				field("Ptr", "ptr", ptr(str), "omitzero", "validate=omitempty,min=2"),
				field("Bare", "bare", ptr(integer), "omitzero", "validate=omitnil,max=5"),
				field("List", "list", slice(str), "omitzero", "validate=max=2,dive,min=1,oneof=a b"),
				field("Items", "items", slice(ref("Item")), "omitzero", "validate=dive"),
				field("Loose", "loose", slice(ref("Item")), "omitzero"),
				field("Map", "map", mapOf(ref("Color"), ref("Item")), "omitzero", "validate=dive,keys,max=2,endkeys"),
				field("Nested", "nested", ptr(ref("Item")), "omitzero"),
				field("Skip", "skip", ref("Item"), "omitzero", "validate=omitempty"),
				field("Deep", "deep", slice(slice(ptr(integer))), "omitzero", "validate=dive,min=1,dive,required,gt=1"),
				field("Any", "any", anyType, "omitzero", "validate=omitempty,required"),
			}, named("Base"), under("Color", str),
				structType("Item", field("Name", "name", str, "omitzero", "validate=required"), field("N", "n", integer, "omitzero", "validate=max=3")))
		},
		messages: `
			{"text":"x"}
			{} !! /text required
			{"text":""} !! /text required
			{"text":"toolong"} !! /text max
			{"text":1} !! /text type
			{"text":"x","low":6} !! /low max /high gtfield
			{"low":1,"high":2,"text":"x"}
			{"text":"x","ptr":"y"} !! /ptr min
			{"text":"x","ptr":null} -> {"text":"x"}
			{"text":"x","bare":6} !! /bare max
			{"text":"x","list":["","c",1,"a"]} !! /list max /list/0 min /list/1 oneof /list/2 type
			{"text":"x","items":[{"name":"a"},{"n":4}]} !! /items/1/n max /items/1/name required
			{"text":"x","loose":[{},{"n":4}]}
			{"text":"x","map":{"red":{"name":"a"},"b":{}}} !! /map/red max /map/b/name required
			{"text":"x","nested":{}} !! /nested/name required
			{"text":"x","skip":{}} -> {"text":"x"}
			{"text":"x","skip":{"n":1}} !! /skip/name required
			{"text":"x","skip":{"n":"1"}} !! /skip/n type
			{"text":"x","deep":[[2],[],[null,1]]} !! /deep/1 min /deep/2/0 required /deep/2/1 gt
			{"text":"x","any":null} -> {"text":"x"}
		`,
	},
	{
		name: "unruled",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type Item struct {
	N    int    ~json:"n" validate:"max=3"~
	Next []Item ~json:"next,omitempty" validate:"dive"~
	Ptr  *Item  ~json:"ptr,omitempty"~
}

type Items []Item
type Message interface{ message() }

func (Item) message() {}

type M struct {
	Loose  Items     ~json:"loose,omitzero"~
	Dived  Items     ~json:"dived,omitzero" validate:"dive"~
	Union  Message   ~json:"union,omitzero"~
	Unions []Message ~json:"unions,omitzero"~
	Keyed  map[string]Message ~json:"keyed,omitzero" validate:"dive,keys,min=1,endkeys"~
	Frames []Frame   ~json:"frames,omitzero"~
	Framed map[string]Frame  ~json:"framed,omitzero" validate:"dive,keys,min=1,endkeys"~
	Held   map[string]*Frame ~json:"held,omitzero" validate:"dive,keys,min=1,endkeys"~
}

type Frame struct {
	ID   int ~json:"id" validate:"max=3"~
	Item *Item
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("Loose", "loose", ref("Items"), "omitzero"), field("Dived", "dived", ref("Items"), "omitzero", "validate=dive"),
				field("Union", "union", ref("Message"), "omitzero"), field("Unions", "unions", slice(ref("Message")), "omitzero"),
				field("Keyed", "keyed", mapOf(str, ref("Message")), "omitzero", "validate=dive,keys,min=1,endkeys"),
				field("Frames", "frames", slice(ref("Frame")), "omitzero"),
				field("Framed", "framed", mapOf(str, ref("Frame")), "omitzero", "validate=dive,keys,min=1,endkeys"),
				field("Held", "held", mapOf(str, ptr(ref("Frame"))), "omitzero", "validate=dive,keys,min=1,endkeys"),
			}, under("Items", slice(ref("Item"))), union("Message", "type", "item:Item"),
				envelope(union("Frame", "type", "item:Item"), field("ID", "id", integer, "validate=max=3")),
				structType("Item", field("N", "n", integer, "validate=max=3"), field("Next", "next", slice(ref("Item")), "omitempty", "validate=dive"), field("Ptr", "ptr", ptr(ref("Item")), "omitempty")))
		},
		messages: `
			{"loose":[{"n":4,"next":[{"n":5}],"ptr":{"n":6}}]}
			{"dived":[{"n":4,"next":[{"n":5}],"ptr":{"n":6}}]} !! /dived/0/n max /dived/0/next/0/n max /dived/0/ptr/n max
			{"union":{"type":"item","n":4}} !! /union/n max
			{"unions":[{"type":"item","n":4}],"keyed":{"a":{"type":"item","n":4}}}
			{"keyed":{"":{"type":"item","n":4}}} !! /keyed/ min
			{"frames":[{"type":"item","id":4,"n":4}]}
			{"framed":{"a":{"type":"item","id":4,"n":5}}} !! /framed/a/id max /framed/a/n max
			{"held":{"":{"type":"item","id":3,"n":5},"b":null}} !! /held/ min /held//n max
			{"loose":[{}]} !! /loose/0/n required
		`,
	},
	{
		name: "unruledroot",
		source: `
type Item struct {
	N int ~json:"n" validate:"max=3"~
}
type Items []Item
type Chan struct{ ClientToServer, ServerToClient Items }
type Other struct{ ClientToServer [][]Item }
type Loose struct{ ClientToServer L }
type L struct {
	Items Items ~json:"items"~
}
`,
		contract: func() *contract.Contract {
			other := channel("other", slice(slice(ref("Item"))), nil)
			loose := channel("loose", ref("L"), nil)
			return of([]*contract.Channel{channel("m", ref("Items"), ref("Items")), other, loose}, under("Items", slice(ref("Item"))),
				structType("Item", field("N", "n", integer, "validate=max=3")), structType("L", field("Items", "items", ref("Items"))))
		},
		messages: `
			[]
			[{"n":3}]
			[{"n":4}] !! /0/n max
		`,
	},
	{
		name: "absentwithin",
		source: `
type M struct {
	Who Person ~json:"who,omitzero"~
	At  Person ~json:"at"~
}
type Person struct {
	Home Home ~json:"home"~
}
type Home struct {
	City string ~json:"city" validate:"required"~
	Near []int  ~json:"near" validate:"required"~
}
type Chan struct{ ClientToServer, ServerToClient M }
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{field("Who", "who", ref("Person"), "omitzero"), field("At", "at", ref("Person"))},
				structType("Person", field("Home", "home", ref("Home"))), structType("Home", field("City", "city", str, "validate=required"), field("Near", "near", slice(integer), "validate=required")))
		},
		messages: `
			{"who":{"home":{"city":"a","near":[]}},"at":{"home":{"city":"b","near":[]}}}
			{"at":{"home":{"city":"b","near":[]}}} !! /who/home/city required /who/home/near required
			{"who":{},"at":{}} !! /who/home required /at/home required
		`,
	},
	{
		name: "nullbeforedive",
		source: `
type M struct {
	Maps  []*map[string]int ~json:"maps" validate:"dive,dive,max=5"~
	Lists map[string]*[]int ~json:"lists,omitzero" validate:"dive,dive,max=5"~
}
type Chan struct{ ClientToServer, ServerToClient M }
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("Maps", "maps", slice(ptr(mapOf(str, integer))), "validate=dive,dive,max=5"),
				field("Lists", "lists", mapOf(str, ptr(slice(integer))), "omitzero", "validate=dive,dive,max=5"),
			})
		},
		messages: `
			{"maps":[{"a":5},{}],"lists":{"b":[1,2]}}
			{"maps":[null,{"a":6}],"lists":{"b":null,"c":[6]}} !! /maps/0 dive /maps/1/a max /lists/b dive /lists/c/0 max
		`,
	},
	{
		name: "nothingtoask",
		source: `
type M struct {
	Data *[]byte ~json:"data" validate:"omitnil"~
	List *[]int  ~json:"list" validate:"omitempty"~
	Blob *Blob   ~json:"blob" validate:"omitnil"~
}
type Blob []byte
type Chan struct{ ClientToServer, ServerToClient M }
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("Data", "data", ptr(leaf(contract.Bytes)), "validate=omitnil"), field("List", "list", ptr(slice(integer)), "validate=omitempty"),
				field("Blob", "blob", ptr(ref("Blob")), "validate=omitnil"),
			}, under("Blob", leaf(contract.Bytes)))
		},
		messages: `
			{"data":"AA==","list":[1],"blob":"AA=="}
			{"data":null,"list":null,"blob":null}
		`,
	},
}
