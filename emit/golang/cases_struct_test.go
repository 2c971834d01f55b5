package golang_test

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// structCases have what is special about structs and their fields.
var structCases = []testCase{
	{
		name: "presence",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type Item struct {
	A int ~json:"a"~
}

type M struct {
	Must     string  ~json:"must"~
	May      string  ~json:"may,omitempty"~
	Ptr      *string ~json:"ptr"~
	MayPtr   *string ~json:"mayptr,omitempty"~
	Null     string  ~json:"null"~
	NullItem Item    ~json:"nullitem"~
	Item     Item    ~json:"item"~
	Items    []Item  ~json:"items"~
	Odd      int     ~json:"a b\"c"~
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("Must", "must", str), field("May", "may", str, "omitempty"), field("Ptr", "ptr", ptr(str)), field("MayPtr", "mayptr", ptr(str), "omitempty"),
				field("Null", "null", str, "nullable"), field("NullItem", "nullitem", ref("Item"), "nullable"), field("Item", "item", ref("Item")),
				field("Items", "items", slice(ref("Item"))), field("Odd", `a b"c`, integer),
			}, structType("Item", field("A", "a", integer)))
		},
		messages: `
			{"must":"","ptr":null,"null":null,"nullitem":null,"item":{"a":0},"items":[],"a b\"c":0} -> {"must":"","ptr":null,"null":"","nullitem":{"a":0},"item":{"a":0},"items":[],"a b\"c":0}
			{"must":"x","may":"y","ptr":"p","mayptr":"q","null":"n","nullitem":{"a":1},"item":{"a":2},"items":[{"a":3}],"a b\"c":4}
			{} !! /must required /ptr required /null required /nullitem required /item required /items required /a b"c required
			{"must":null,"may":null,"ptr":null,"mayptr":null,"null":null,"nullitem":{},"item":null,"items":null,"a b\"c":1} !! /must null /may null /nullitem/a required /item null /items null
			{"must":"","ptr":"","null":"","nullitem":{"a":1},"item":{"a":1},"items":[{"a":1},{},3],"a b\"c":1} !! /items/1/a required /items/2 type
		`,
	},
	{
		name: "embedded",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type Deep struct {
	X int ~json:"x,omitzero"~
}

type Base struct {
	*Deep
	A int    ~json:"a,omitzero"~
	B string ~json:"b,omitzero"~
}

type plain struct {
	C int ~json:"c,omitzero"~
}

type Other struct {
	D int ~json:"d"~
}

type M struct {
	*Base
	plain
	*Other
	Last int ~json:"last"~
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				behind(behind(field("Base.Deep.X", "x", integer, "omitzero"), 0, ref("Base")), 1, ref("Deep")),
				behind(field("Base.A", "a", integer, "omitzero"), 0, ref("Base")),
				behind(field("Base.B", "b", str, "omitzero"), 0, ref("Base")),
				field("C", "c", integer, "omitzero"),
				behind(field("Other.D", "d", integer), 0, ref("Other")),
				field("Last", "last", integer),
			}, named("Base"), named("Deep"), named("Other"))
		},
		v2: true,
		messages: `
			{"last":1}
			{"x":1,"a":2,"b":"3","c":4,"d":5,"last":6}
			{"b":"3","last":6}
			{"d":0,"last":6}
			{"a":"","last":1} !! /a type
		`,
	},
	{
		name: "inlined",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type M struct {
	One  struct{ A int ~json:"a"~ } ~json:"one"~
	Ptr  *struct{ A int ~json:"a"~ } ~json:"ptr"~
	List []struct {
		A    int ~json:"a"~
		Deep []struct{ B []string ~json:"b"~ } ~json:"deep,omitempty"~
	} ~json:"list"~
	Ptrs  []*struct{ A int ~json:"a"~ } ~json:"ptrs"~
	Map   map[string]struct{ A int ~json:"a"~ } ~json:"map"~
	Maps  map[string][]struct{ A int ~json:"a"~ } ~json:"maps"~
	Array [2]struct{ A int ~json:"a"~ } ~json:"array"~
	Nest  map[string]map[string]struct{ A map[string]struct{} ~json:"a"~ } ~json:"nest"~
	PPtr  **struct{ A int ~json:"a"~ } ~json:"pptr"~
	Quoted struct{ N int ~json:"n,string"~ } ~json:"quoted"~
}
`,
		contract: func() *contract.Contract {
			one := func() *contract.Type { return inline(field("A", "a", integer)) }
			return message([]*contract.Field{
				field("One", "one", one()), field("Ptr", "ptr", ptr(one())),
				field("List", "list", slice(inline(field("A", "a", integer), field("Deep", "deep", slice(inline(field("B", "b", slice(str)))), "omitempty")))),
				field("Ptrs", "ptrs", slice(ptr(one()))), field("Map", "map", mapOf(str, one())), field("Maps", "maps", mapOf(str, slice(one()))),
				field("Array", "array", array(2, one())), field("Nest", "nest", mapOf(str, mapOf(str, inline(field("A", "a", mapOf(str, inline())))))),
				field("PPtr", "pptr", ptr(ptr(one()))), field("Quoted", "quoted", inline(field("N", "n", integer, "string"))),
			})
		},
		v2: true,
		messages: `
			{"one":{"a":1},"ptr":null,"list":[],"ptrs":[],"map":{},"maps":{},"array":[{"a":1},{"a":2}],"nest":{},"pptr":null,"quoted":{"n":"1"}}
			{"one":{"a":1},"ptr":{"a":2},"list":[{"a":3,"deep":[{"b":["x"]}]}],"ptrs":[{"a":4},null],"map":{"k":{"a":5}},"maps":{"k":[{"a":6}]},"array":[{"a":7},{"a":8}],"nest":{"x":{"y":{"a":{"z":{}}}}},"pptr":{"a":9},"quoted":{"n":"1"}}
			{"one":{},"ptr":{},"list":[{"deep":[{"b":[1]}]}],"ptrs":[{}],"map":{"k":{}},"maps":{"k":[{}]},"array":[{},{}],"nest":{"x":{"y":{"a":{"z":1}}}},"pptr":{},"quoted":{"n":1}} !! /one/a required /ptr/a required /list/0/deep/0/b/0 type /list/0/a required /ptrs/0/a required /map/k/a required /maps/k/0/a required /array/0/a required /array/1/a required /nest/x/y/a/z type /pptr/a required /quoted/n type
		`,
	},
	{
		name: "unknown",
		source: `
import "encoding/json"

type Chan struct{ ClientToServer, ServerToClient M }

type Key string
type Extras map[Key]int

type Strict struct {
	A int ~json:"a,omitzero"~
}
type Mapped struct {
	A     int            ~json:"a,omitzero"~
	Extra map[string]any ~json:",embed"~
}
type Named struct {
	A     int ~json:"a,omitzero"~
	Extra Extras ~json:",embed"~
}
type Rawed struct {
	A     int             ~json:"a,omitzero"~
	Extra json.RawMessage ~json:",embed"~
}
type Pointed struct {
	Extra *map[string]string ~json:",embed"~
}
type M struct {
	Strict  *Strict  ~json:"strict,omitzero"~
	Mapped  *Mapped  ~json:"mapped,omitzero"~
	Named   *Named   ~json:"named,omitzero"~
	Rawed   *Rawed   ~json:"rawed,omitzero"~
	Pointed *Pointed ~json:"pointed,omitzero"~
}
`,
		contract: func() *contract.Contract {
			a := func() *contract.Field { return field("A", "a", integer, "omitzero") }
			var fields []*contract.Field
			for name := range strings.FieldsSeq("Strict Mapped Named Rawed Pointed") {
				fields = append(fields, field(name, strings.ToLower(name), ptr(ref(name)), "omitzero"))
			}
			collects := func(n *contract.Named, t *contract.Type) *contract.Named {
				n.Struct.Fallback = field("Extra", "", t)
				return n
			}
			return message(fields, under("Key", str), under("Extras", mapOf(ref("Key"), integer)),
				with(structType("Strict", a()), func(n *contract.Named) { n.Struct.Strict = true }),
				collects(structType("Mapped", a()), mapOf(str, anyType)), collects(structType("Named", a()), ref("Extras")),
				collects(structType("Rawed", a()), leaf(contract.Raw)), collects(structType("Pointed"), ptr(mapOf(str, str))))
		},
		messages: `
			{"strict":{"a":1},"mapped":{"a":2,"x":[3],"y":null},"named":{"z":4},"rawed":{"a":5,"x":{"y":[6]},"z":7},"pointed":{"k":"v"}}
			{"strict":{"b":1}} !! /strict/b unknown
			{"mapped":{"x":1,"x":2}} !! /mapped/x duplicate
			{"rawed":{"x":1,"\u0078":2}} !! /rawed/x duplicate
			{"rawed":{"\u0078":1}} -> {"rawed":{"x":1}}
			{"named":{"x":"1"}} !! /named/x type
			{"mapped":{},"pointed":{}}
			{"x":1} -> {}
		`,
	},
	{
		name: "casefold",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type M struct {
	ReplyTo string ~json:"reply-to,omitzero,case:ignore"~
	Exact   string ~json:"exact,omitzero"~
	EXACT   string ~json:"EXACT,omitzero,case:ignore"~
	Straße  string ~json:"straße,omitzero,case:ignore"~
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("ReplyTo", "reply-to", str, "omitzero", "fold"), field("Exact", "exact", str, "omitzero"),
				field("EXACT", "EXACT", str, "omitzero", "fold"), field("Straße", "straße", str, "omitzero", "fold"),
			})
		},
		v2: true,
		messages: `
			{"reply-to":"a"}
			{"ReplyTo":"a"} -> {"reply-to":"a"}
			{"REPLY_TO":"a"} -> {"reply-to":"a"}
			{"replyto":"a","reply-to":"b"} !! /reply-to duplicate
			{"exact":"a","EXACT":"b"}
			{"Exact":"b"} -> {"EXACT":"b"}
			{"STRAßE":"x"} -> {"straße":"x"}
			{"reply to":"a"} -> {}
		`,
	},
	{
		name: "constants",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type Kind string
type Base struct {
	Version int ~json:"version"~
}
type M struct {
	Base
	Kind  Kind   ~json:"kind"~
	Ptr   *Kind  ~json:"ptr"~
	PtrN  *int8  ~json:"ptrn"~
	On    bool   ~json:"on"~
	Any   any    ~json:"any"~
	PtrS  *string ~json:"ptrs,omitempty"~
	A     int    ~json:"a"~
}
`,
		contract: func() *contract.Contract {
			c := message([]*contract.Field{
				field("Base.Version", "version", integer, "const=2"), field("Kind", "kind", ref("Kind"), `const="a\"b"`),
				field("Ptr", "ptr", ptr(ref("Kind")), `const="x"`), field("PtrN", "ptrn", ptr(leaf(contract.Int8)), "const=-1"),
				field("On", "on", boolean, "const=true"), field("Any", "any", anyType, "const=7"),
				field("PtrS", "ptrs", ptr(str), "omitempty", `const="s"`), field("A", "a", integer),
			}, under("Kind", str))
			c.Named(base + "constants.M").Struct.Consts = []*contract.Const{{Name: "v", Value: "1"}, {Name: "a-b", Value: `"c"`}}
			return c
		},
		v2: false,
		messages: `
			{"v":1,"a-b":"c","version":2,"kind":"a\"b","ptr":"x","ptrn":-1,"on":true,"any":7,"ptrs":"s","a":1}
			{"a":1} !! /version required /kind required /ptr required /ptrn required /on required /any required /v required /a-b required
			{"v":2,"a-b":1,"version":"2","kind":"b","ptr":null,"ptrn":1,"on":false,"any":"7","a":1} !! /v const /a-b const /version const /kind const /ptr const /ptrn const /on const /any const
		`,
	},
	{
		name: "omitted",
		source: `
import "time"

type Chan struct{ ClientToServer, ServerToClient M }

type Zeroer struct{ N int ~json:"n"~ }

func (z Zeroer) IsZero() bool { return z.N == 7 }

type PtrZeroer struct{ N int ~json:"n"~ }

func (z *PtrZeroer) IsZero() bool { return z.N == 7 }

type Empty struct{ A string ~json:"a,omitempty"~ }

type ID string

type M struct {
	Always int       ~json:"always"~
	E1  int          ~json:"e1,omitempty"~
	E2  string       ~json:"e2,omitempty"~
	E3  *string      ~json:"e3,omitempty"~
	E4  *int         ~json:"e4,omitempty"~
	E5  any          ~json:"e5,omitempty"~
	E6  Empty        ~json:"e6,omitempty"~
	E7  *Empty       ~json:"e7,omitempty"~
	E8  []int        ~json:"e8,omitempty"~
	E9  map[ID]int   ~json:"e9,omitempty"~
	E10 ID           ~json:"e10,omitempty"~
	E11 [2]int       ~json:"e11,omitempty"~
	E12 []byte       ~json:"e12,omitempty"~
	E13 **[]int      ~json:"e13,omitempty"~
	Z1  Zeroer       ~json:"z1,omitzero"~
	Z2  *Zeroer      ~json:"z2,omitzero"~
	Z3  PtrZeroer    ~json:"z3,omitzero"~
	Z4  *PtrZeroer   ~json:"z4,omitzero"~
	Z5  time.Time    ~json:"z5,omitzero"~
	Z6  *time.Time   ~json:"z6,omitzero"~
	Z7  [2]int       ~json:"z7,omitzero"~
	Z8  Empty        ~json:"z8,omitzero"~
	Z9  []int        ~json:"z9,omitzero"~
	B1  string       ~json:"b1,omitempty,omitzero"~
	B2  []int        ~json:"b2,omitempty,omitzero"~
	B3  *string      ~json:"b3,omitempty,omitzero"~
	B4  Zeroer       ~json:"b4,omitempty,omitzero"~
}
`,
		contract: func() *contract.Contract {
			e := func(name string, t *contract.Type) *contract.Field {
				return field(name, strings.ToLower(name), t, map[byte]string{'E': "omitempty", 'Z': "omitzero"}[name[0]])
			}
			b := func(name string, t *contract.Type) *contract.Field {
				return field(name, strings.ToLower(name), t, "omitempty", "omitzero")
			}
			now := leaf(contract.Time)
			return message([]*contract.Field{
				field("Always", "always", integer), e("E1", integer), e("E2", str), e("E3", ptr(str)), e("E4", ptr(integer)), e("E5", anyType),
				e("E6", ref("Empty")), e("E7", ptr(ref("Empty"))), e("E8", slice(integer)), e("E9", mapOf(ref("ID"), integer)), e("E10", ref("ID")),
				e("E11", array(2, integer)), e("E12", leaf(contract.Bytes)), e("E13", ptr(ptr(slice(integer)))),
				e("Z1", ref("Zeroer")), e("Z2", ptr(ref("Zeroer"))), e("Z3", ref("PtrZeroer")), e("Z4", ptr(ref("PtrZeroer"))),
				e("Z5", now), e("Z6", ptr(now)), e("Z7", array(2, integer)), e("Z8", ref("Empty")), e("Z9", slice(integer)),
				b("B1", str), b("B2", slice(integer)), b("B3", ptr(str)), b("B4", ref("Zeroer")),
			}, under("ID", str), structType("Empty", field("A", "a", str, "omitempty")),
				with(structType("Zeroer", field("N", "n", integer)), func(n *contract.Named) { n.IsZero = "value" }),
				with(structType("PtrZeroer", field("N", "n", integer)), func(n *contract.Named) { n.IsZero = "pointer" }))
		},
		v2: true,
		messages: `
			{"always":0} -> {"always":0,"e1":0,"e11":[0,0],"z1":{"n":0},"z3":{"n":0},"b4":{"n":0}}
			{"always":0,"e1":1,"e2":"a","e3":"b","e4":0,"e5":1,"e6":{"a":"x"},"e7":{"a":"y"},"e8":[1],"e9":{"k":1},"e10":"z","e11":[1,2],"e12":"AQ==","e13":[1],"z1":{"n":1},"z2":{"n":1},"z3":{"n":1},"z4":{"n":1},"z5":"2024-01-02T03:04:05Z","z6":"2024-01-02T03:04:05Z","z7":[0,1],"z8":{"a":"b"},"z9":[],"b1":"x","b2":[1],"b3":"y","b4":{"n":1}}
			{"always":0,"e12":"","e11":[0,0],"z1":{"n":7},"z3":{"n":7},"b4":{"n":7}} -> {"always":0,"e1":0,"e11":[0,0]}
		`,
	},
	{
		name: "validates",
		source: `
import "errors"

type Chan struct{ ClientToServer, ServerToClient M }

var errOdd = errors.New("must be even")

type Even int

func (e Even) Validate() error {
	if e%2 != 0 {
		return errOdd
	}
	return nil
}

type List []Even

func (l *List) Validate() error {
	if len(*l) > 2 {
		return errors.New("must be short")
	}
	return nil
}

type Range struct {
	Low  int ~json:"low"~
	High int ~json:"high"~
}

func (r Range) Validate() error {
	if r.Low > r.High {
		return errors.New("low must not be above high")
	}
	return nil
}

type Kind string

func (k Kind) Validate() error {
	if k == "b" {
		return errors.New("b is out")
	}
	return nil
}

type M struct {
	Even   Even          ~json:"even,omitzero"~
	List   List          ~json:"list,omitzero"~
	Range  *Range        ~json:"range,omitzero"~
	Kind   Kind          ~json:"kind,omitzero"~
	Ranges map[Kind]Range ~json:"ranges,omitzero"~
	Quoted Even          ~json:"quoted,omitzero,string"~
}

func (m M) Validate() error {
	if m.Even == 4 {
		return errors.New("four is bad")
	}
	return nil
}
`,
		contract: func() *contract.Contract {
			checked := func(n *contract.Named) *contract.Named { n.Validates = true; return n }
			c := message([]*contract.Field{
				field("Even", "even", ref("Even"), "omitzero"), field("List", "list", ref("List"), "omitzero"), field("Range", "range", ptr(ref("Range")), "omitzero"),
				field("Kind", "kind", ref("Kind"), "omitzero"), field("Ranges", "ranges", mapOf(ref("Kind"), ref("Range")), "omitzero"),
				field("Quoted", "quoted", ref("Even"), "omitzero", "string"),
			},
				checked(under("Even", integer)), checked(under("List", slice(ref("Even")))), checked(enum("Kind", contract.String, false, `"a"`, `"b"`)),
				checked(structType("Range", field("Low", "low", integer), field("High", "high", integer))))
			c.Named(base + "validates.M").Validates = true
			return c
		},
		messages: `
			{"even":2,"list":[2,4],"range":{"low":1,"high":2},"kind":"a","ranges":{"a":{"low":1,"high":1}},"quoted":"2"} -> {"even":2,"list":[2,4],"range":{"low":1,"high":2},"kind":"a","ranges":{"a":{"low":1,"high":1}},"quoted":"2"}
			{"even":4} !!  invalid
			{"even":3} !! /even invalid
			{"even":4,"list":[1]} !! /list/0 invalid
			{"list":[2,2,2]} !! /list invalid
			{"list":[2,2,1]} !! /list/2 invalid
			{"range":{"low":2,"high":1},"ranges":{"b":{"low":1,"high":1}}} !! /range invalid /ranges/b invalid
			{"range":{"low":2}} !! /range/high required
			{"kind":"b"} !! /kind invalid
			{"kind":"c"} !! /kind enum
			{"quoted":"1"} !! /quoted invalid
		`,
	},
	{
		name: "recursive",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type M struct {
	Name string        ~json:"name"~
	Next *M            ~json:"next,omitempty"~
	Kids []M           ~json:"kids,omitempty"~
	More map[string]*M ~json:"more,omitempty"~
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("Name", "name", str), field("Next", "next", ptr(ref("M")), "omitempty"), field("Kids", "kids", slice(ref("M")), "omitempty"),
				field("More", "more", mapOf(str, ptr(ref("M"))), "omitempty"),
			})
		},
		v2: true,
		messages: `
			{"name":"a","next":{"name":"b"},"kids":[{"name":"c","kids":[{"name":"d"}]}],"more":{"k":{"name":"e"},"n":null}}
			{"name":"a","kids":[{"kids":[{}]}]} !! /kids/0/kids/0/name required /kids/0/name required
		`,
	},
}
