package golang_test

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// nameCases have names that clash, and types that cannot be named.
var nameCases = []testCase{
	{
		name: "clashes",
		source: `
import "time"

type Chan struct {
	ClientToServer, ServerToClient M
	Query struct{ Params string }
}

// What follows is in the way of what is emitted.
func decodeM() {}

var wire, runtime, utf8, validateM2 = 1, 2, 3, decodeM

type (
	at   string
	elem []at
	key  string
	n    int
	tag  struct{}
	ok   struct{}
	m    interface{ isM() }
	text []byte
	i    struct{ A int ~json:"a"~ }
	mark struct{}
)

func (tag) isM() {}
func (ok) isM()  {}

type M struct {
	Type      string         ~json:"type"~
	Time      time.Time      ~json:"time"~
	Len       string         ~json:"len" validate:"max=2"~
	D         int            ~json:"d"~
	V         int            ~json:"v"~
	E         int            ~json:"e"~
	String    string         ~json:"string"~
	At        at             ~json:"at"~
	Elem      elem           ~json:"elem"~
	Elems     []elem         ~json:"elems" validate:"dive,min=1,dive,min=1"~
	Key       map[key]n      ~json:"key"~
	Keys      map[key]map[key][2]n ~json:"keys"~
	DecodeM   m              ~json:"decodeM"~
	Wire      int            ~json:"wire"~
	Utf8      int            ~json:"utf8"~
	Ok        ok             ~json:"ok"~
	Text      text           ~json:"text"~
	List      []i            ~json:"list"~
	Mark      mark           ~json:"mark,omitempty"~
	Omitted   map[key]struct{ Inner mark ~json:"inner,omitempty"~ } ~json:"omitted"~
	Func      bool           ~json:"func"~
	Break     bool           ~json:"break-me"~
	ID        int            ~json:"id"~
	URLPath   int            ~json:"urlpath"~
	Äh        int            ~json:"äh"~
}
`,
		contract: func() *contract.Contract {
			fields := []*contract.Field{
				field("Type", "type", str), field("Time", "time", leaf(contract.Time)), field("Len", "len", str, "validate=max=2"),
				field("D", "d", integer), field("V", "v", integer), field("E", "e", integer), field("String", "string", str),
				field("At", "at", ref("at")), field("Elem", "elem", ref("elem")), field("Elems", "elems", slice(ref("elem")), "validate=dive,min=1,dive,min=1"),
				field("Key", "key", mapOf(ref("key"), ref("n"))), field("Keys", "keys", mapOf(ref("key"), mapOf(ref("key"), array(2, ref("n"))))),
				field("DecodeM", "decodeM", ref("m")), field("Wire", "wire", integer), field("Utf8", "utf8", integer), field("Ok", "ok", ref("ok")),
				field("Text", "text", ref("text")), field("List", "list", slice(ref("i"))), field("Mark", "mark", ref("mark"), "omitempty"),
				field("Omitted", "omitted", mapOf(ref("key"), inline(field("Inner", "inner", ref("mark"), "omitempty")))),
				field("Func", "func", boolean), field("Break", "break-me", boolean), field("ID", "id", integer), field("URLPath", "urlpath", integer), field("Äh", "äh", integer),
			}
			c := message(fields, under("at", str), under("elem", slice(ref("at"))), under("key", str), under("n", integer),
				union("m", "type", "ok:ok", "tag:tag"), structType("ok"), structType("tag"), under("text", leaf(contract.Bytes)),
				structType("i", field("A", "a", integer)), structType("mark"))
			c.Channels[0].Query = inline(field("Params", "params", str))
			c.Packages[0].Decls = map[string]contract.Position{}
			for name := range strings.FieldsSeq("Chan M decodeM wire runtime utf8 validateM2 at elem key n tag ok m text i mark") {
				c.Packages[0].Decls[name] = pos(name)
			}
			return c
		},
		messages: `
			{"type":"t","time":"2024-01-02T03:04:05Z","len":"l","d":1,"v":2,"e":3,"string":"s","at":"a","elem":["e"],"elems":[["x"]],"key":{"k":1},"keys":{"a":{"b":[1,2]}},"decodeM":{"type":"ok"},"wire":4,"utf8":5,"ok":{},"text":"AQ==","list":[{"a":1}],"omitted":{"o":{}},"func":true,"break-me":true,"id":6,"urlpath":7,"äh":8}
			{} !! /type required /time required /len required /d required /v required /e required /string required /at required /elem required /elems required /key required /keys required /decodeM required /wire required /utf8 required /ok required
		`,
	},
	{
		name:   "geo/runtime",
		source: `type Point struct{ X int ~json:"x"~ }`,
	},
	{
		name: "geo/v2",
		pkg:  "geo",
		source: `
import "example.com/build/geo/internal/deep"

type Point struct {
	Y      int           ~json:"y"~
	Hidden hidden        ~json:"hidden"~
	List   []hidden      ~json:"list"~
	Kind   kind          ~json:"kind"~
	Kinds  map[string]kind ~json:"kinds"~
	Flags  []flag        ~json:"flags"~
	Sizes  *size         ~json:"sizes"~
	Deep   deep.Deep     ~json:"deep"~
	Color  color         ~json:"color"~
	base
	Exported
}
type Exported struct {
	// Deprecated: use B.
	W int ~json:"w"~
}
type base struct {
	B int ~json:"b"~
}
type hidden struct {
	Z    int  ~json:"z" validate:"max=3"~
	Kind *kind ~json:"kind,omitempty"~
}
type (
	kind  string
	flag  bool
	size  int16
	color string
)
`,
	},
	{
		name:   "geo/internal/deep",
		source: `type Deep struct{ N []string ~json:"n"~ }`,
	},
	{
		name: "foreign",
		source: `
import (
	"encoding/json"

	"example.com/build/geo/runtime"
	geo "example.com/build/geo/v2"
	"github.com/go-json-experiment/json/jsontext"
)

type Chan struct{ ClientToServer, ServerToClient M }

type Point struct{ Own int ~json:"own"~ }

type Page[T any] struct {
	Items []T ~json:"items"~
	Next  *Page[T] ~json:"next,omitempty"~
}
type Pair[A, B any] struct {
	A A ~json:"a"~
	B B ~json:"b"~
}

type M struct {
	Own   Point                                    ~json:"own"~
	One   runtime.Point                            ~json:"one"~
	Two   *geo.Point                               ~json:"two,omitempty"~
	Ones  map[string]runtime.Point                 ~json:"ones"~
	Page  Page[runtime.Point]                      ~json:"page"~
	Strs  Page[string]                             ~json:"strs"~
	Pair  Pair[*Point, map[string][]runtime.Point] ~json:"pair"~
	Raws  Page[json.RawMessage]                    ~json:"raws"~
	Texts []jsontext.Value                         ~json:"texts"~
}
`,
		contract: func() *contract.Contract {
			one := "geo/runtime.Point"
			generic := func(id, name string, args []*contract.Type, fields ...*contract.Field) *contract.Named {
				return with(structType(name, fields...), func(n *contract.Named) { n.ID, n.TypeArgs = base+"foreign."+id, args })
			}
			page := func(id string, t *contract.Type) *contract.Named {
				return generic(id, "Page", []*contract.Type{t}, field("Items", "items", slice(t)), field("Next", "next", ptr(ref(id)), "omitempty"))
			}
			value := &contract.Type{Kind: contract.Raw, Name: "github.com/go-json-experiment/json/jsontext.Value"}
			pair := []*contract.Type{ptr(ref("Point")), mapOf(str, slice(ref(one)))}
			two := structType("geo/v2.Point", field("Y", "y", integer), field("Hidden", "hidden", ref("geo/v2.hidden")), field("List", "list", slice(ref("geo/v2.hidden"))),
				field("Kind", "kind", ref("geo/v2.kind")), field("Kinds", "kinds", mapOf(str, ref("geo/v2.kind"))), field("Flags", "flags", slice(ref("geo/v2.flag"))),
				field("Sizes", "sizes", ptr(ref("geo/v2.size"))), field("Deep", "deep", ref("geo/internal/deep.Deep")), field("Color", "color", ref("geo/v2.color")),
				field("base.B", "b", integer), with(field("Exported.W", "w", integer), func(f *contract.Field) { f.Deprecated = "use B." }))
			c := message([]*contract.Field{
				field("Own", "own", ref("Point")), field("One", "one", ref(one)), field("Two", "two", ptr(ref("geo/v2.Point")), "omitempty"), field("Ones", "ones", mapOf(str, ref(one))),
				field("Page", "page", ref("Page[1]")), field("Strs", "strs", ref("Page[2]")), field("Pair", "pair", ref("Pair[1,2]")),
				field("Raws", "raws", ref("Page[3]")), field("Texts", "texts", slice(value)),
			},
				structType("Point", field("Own", "own", integer)), structType(one, field("X", "x", integer)), two,
				structType("geo/v2.hidden", field("Z", "z", integer, "validate=max=3"), field("Kind", "kind", ptr(ref("geo/v2.kind")), "omitempty")),
				under("geo/v2.kind", str), under("geo/v2.flag", boolean), under("geo/v2.size", leaf(contract.Int16)),
				enum("geo/v2.color", contract.String, false, `"red"`),
				structType("geo/internal/deep.Deep", field("N", "n", slice(str))),
				page("Page[1]", ref(one)), page("Page[2]", str), page("Page[3]", leaf(contract.Raw)),
				generic("Pair[1,2]", "Pair", pair, field("A", "a", pair[0]), field("B", "b", pair[1])))
			for _, n := range c.Types {
				if n.PackageName == "v2" {
					n.PackageName = "geo"
				}
			}
			return c
		},
		messages: `
			{"own":{"own":1},"one":{"x":2},"ones":{"a":{"x":3}},"page":{"items":[{"x":4}],"next":{"items":[]}},"strs":{"items":["s"]},"pair":{"a":null,"b":{"k":[{"x":5}]}},"raws":{"items":[1,{}]},"texts":[[],null]}
			{"own":{"own":1},"one":{"x":2},"two":{"y":1,"hidden":{"z":2},"list":[{"z":3}],"kind":"k","kinds":{"a":"b"},"flags":[true],"sizes":7,"deep":{"n":["x"]},"color":"red","b":4,"w":5},"ones":{},"page":{"items":[]},"strs":{"items":[]},"pair":{"a":{"own":1},"b":{}},"raws":{"items":[]},"texts":[]}
			{"own":{"own":1},"one":{"x":2},"two":{"y":1,"hidden":{"z":4,"kind":"x"},"list":[{"z":4}],"kind":1,"kinds":{"a":1},"flags":[1],"sizes":70000,"deep":{"n":[1]},"color":"blue","b":4,"w":5},"ones":{},"page":{"items":[]},"strs":{"items":[]},"pair":{"a":{"own":1},"b":{}},"raws":{"items":[]},"texts":[]} !! /two/hidden/z max /two/kind type /two/kinds/a type /two/flags/0 type /two/sizes type /two/deep/n/0 type /two/color enum
		`,
	},
	{
		name: "flavours",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }
type Loose struct{ ClientToServer M; Params struct{ ID string } }

type Item struct{ A int ~json:"a"~ }
type M struct {
	Items []Item ~json:"items"~
}
`,
		contract: func() *contract.Contract {
			loose := with(channel("loose-one", ref("M?tagged"), nil), func(ch *contract.Channel) {
				ch.Go, ch.Required, ch.Auth, ch.Overflow, ch.Rate, ch.MaxSize = "Loose", "tagged", "required", "drop-oldest", 2.5, 100
				ch.Params = inline(field("ID", "id", str))
				ch.Doc, ch.Deprecated = "Loose is loose.\n\nAnd more.", "use m"
			})
			tagged := func(n *contract.Named) *contract.Named {
				n.ID, n.Tagged = n.ID+"?tagged", true
				return n
			}
			return of([]*contract.Channel{channel("m", ref("M"), ref("M")), loose},
				structType("M", field("Items", "items", slice(ref("Item")))), structType("Item", field("A", "a", integer)),
				tagged(structType("M", field("Items", "items", slice(ref("Item?tagged")), "optional"))),
				tagged(structType("Item", field("A", "a", integer, "optional"))))
		},
		messages: `
			{"items":[{"a":1}]}
			{"items":[{}]} !! /items/0/a required
		`,
	},
	{
		name: "flavouredtags",
		source: `
type Chan struct{ ClientToServer, ServerToClient U }
type Loose struct{ ClientToServer U }

type U struct{ A *A }
type A struct {
	Type string ~json:"type"~
	N    int    ~json:"n"~
}
`,
		contract: func() *contract.Contract {
			fields := []*contract.Field{field("Type", "type", str, `const="a"`), field("N", "n", integer)}
			loose := channel("loose", ref("U?tagged"), nil)
			loose.Go, loose.Required = "Loose", "tagged"
			tagged := func(n *contract.Named) *contract.Named {
				n.ID, n.Tagged = n.ID+"?tagged", true
				return n
			}
			u := tagged(envelope(union("U", "type", "a:A")))
			u.Union.Variants[0].Type = ref("A?tagged")
			return of([]*contract.Channel{channel("m", ref("U"), ref("U")), loose},
				envelope(union("U", "type", "a:A")), structType("A", fields...), u, tagged(structType("A", fields...)))
		},
		messages: `
			{"type":"a","n":1}
			{"n":1,"type":"a"} -> {"type":"a","n":1}
		`,
	},
	{
		name: "roots",
		source: `
import "encoding/json"

type (
	A struct{ ClientToServer []Item; ServerToClient map[string]*Item }
	B struct{ ClientToServer *Item; ServerToClient [2]int }
	C struct{ ClientToServer json.RawMessage; ServerToClient any }
	D struct{ ClientToServer string; ServerToClient []byte }
	E struct{ ClientToServer Color; ServerToClient []byte }
	Chan struct{ ClientToServer, ServerToClient Item }
)

type Item struct{ A int ~json:"a"~ }
type Color string
type Point struct{}
`,
		contract: func() *contract.Contract {
			return of([]*contract.Channel{
				channel("m", ref("Item"), ref("Item")),
				channel("a", slice(ref("Item")), mapOf(str, ptr(ref("Item")))),
				channel("b", ptr(ref("Item")), array(2, integer)),
				channel("c", leaf(contract.Raw), anyType),
				channel("d", str, leaf(contract.Bytes)),
				channel("e", ref("Color"), leaf(contract.Bytes)),
				channel("f", nil, ref("Item")),
				channel("g", slice(ref("geo/runtime.Point")), slice(ref("Point"))),
				channel("2nd one_of-all", ref("Item"), nil),
			}, structType("Item", field("A", "a", integer)), enum("Color", contract.String, true, `"red"`), structType("Point"), structType("geo/runtime.Point", field("X", "x", integer)))
		},
		messages: `{"a":1}`,
	},
}
