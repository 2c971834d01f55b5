package golang_test

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// kindCases have each kind of type, alone and within others.
var kindCases = []testCase{
	{
		name: "leaves",
		source: `
import (
	"encoding/json"
	"time"
)

type Chan struct{ ClientToServer, ServerToClient M }

type M struct {
	Bool    bool            ~json:"bool,omitzero"~
	String  string          ~json:"string,omitzero"~
	Int     int             ~json:"int,omitzero"~
	Int8    int8            ~json:"int8,omitzero"~
	Int16   int16           ~json:"int16,omitzero"~
	Int32   int32           ~json:"int32,omitzero"~
	Int64   int64           ~json:"int64,omitzero"~
	Uint    uint            ~json:"uint,omitzero"~
	Uint8   uint8           ~json:"uint8,omitzero"~
	Uint16  uint16          ~json:"uint16,omitzero"~
	Uint32  uint32          ~json:"uint32,omitzero"~
	Uint64  uint64          ~json:"uint64,omitzero"~
	Uintptr uintptr         ~json:"uintptr,omitzero"~
	Float32 float32         ~json:"float32,omitzero"~
	Float64 float64         ~json:"float64,omitzero"~
	Bytes   []byte          ~json:"bytes,omitzero"~
	Time    time.Time       ~json:"time,omitzero"~
	Any     any             ~json:"any,omitzero"~
	Raw     json.RawMessage ~json:"raw,omitzero"~
	Hash    [4]byte         ~json:"hash,omitzero"~
}
`,
		contract: func() *contract.Contract {
			var fields []*contract.Field
			for name := range strings.FieldsSeq("Bool String Int Int8 Int16 Int32 Int64 Uint Uint8 Uint16 Uint32 Uint64 Uintptr Float32 Float64 Bytes Time Any Raw") {
				fields = append(fields, field(name, strings.ToLower(name), leaf(contract.Kind(strings.ToLower(name))), "omitzero"))
			}
			return message(append(fields, field("Hash", "hash", bytesOf(4), "omitzero")))
		},
		v2: true,
		messages: `
			{}
			{"bool":true}
			{"string":"x"}
			{"int":-1,"int8":-128,"int16":-32768,"int32":-2147483648,"int64":-9223372036854775808}
			{"uint":1,"uint8":255,"uint16":65535,"uint32":4294967295,"uint64":18446744073709551615,"uintptr":7}
			{"float32":1.5,"float64":0.1}
			{"bytes":"AQID","hash":"AQIDBA=="}
			{"bytes":""}
			{"time":"2024-01-02T03:04:05Z"}
			{"any":[1,{"a":null}]}
			{"raw":[1,2]}
			{"raw":null}
			{"int8":128} !! /int8 type
			{"int":1.0} !! /int type
			{"string":null} !! /string null
			{"hash":"AQID"} !! /hash length
			{"hash":"!"} !! /hash format
			{"time":"now"} !! /time format
			{"bool":1,"string":2} !! /bool type /string type
			{"bool":true,"bool":false} !! /bool duplicate
			{"x":1,"x":2} !! /x duplicate
			[] !!  type
			{"bool":tru !! /bool syntax
		`,
	},
	{
		name: "otherleaves",
		source: `
import (
	"encoding/json"
	"time"
)

type Chan struct{ ClientToServer, ServerToClient M }

type M struct {
	Number   json.Number   ~json:"number,omitzero"~
	Duration time.Duration ~json:"duration,omitzero"~
	Quoted   json.Number   ~json:"quoted,omitzero,string"~
	Wait     time.Duration ~json:"wait,omitzero,string"~
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("Number", "number", leaf(contract.Number), "omitzero"), field("Duration", "duration", leaf(contract.Duration), "omitzero"),
				field("Quoted", "quoted", leaf(contract.Number), "omitzero", "string"), field("Wait", "wait", leaf(contract.Duration), "omitzero", "string"),
			})
		},
		messages: `
			{"number":123456789012345678901234567890,"duration":5}
			{"quoted":"1.5","wait":"-7"}
			{"number":"1","duration":"1s"} !! /number type /duration type
			{"quoted":1,"wait":1} !! /quoted type /wait type
		`,
	},
	{
		name: "composites",
		source: `
import "encoding/json"

type Chan struct{ ClientToServer, ServerToClient M }

type M struct {
	Slice  []string                     ~json:"slice,omitzero"~
	Matrix [][]int                      ~json:"matrix,omitzero"~
	Array  [2]bool                      ~json:"array,omitzero"~
	Arrays [2][2]int8                   ~json:"arrays,omitzero"~
	None   [0]int                       ~json:"none,omitzero"~
	Map    map[string]int               ~json:"map,omitzero"~
	Maps   map[string]map[string][]bool ~json:"maps,omitzero"~
	Ptr    *string                      ~json:"ptr,omitzero"~
	PtrPtr **int                        ~json:"ptrptr,omitzero"~
	Ptrs   []*int                       ~json:"ptrs,omitzero"~
	Hashes map[string][2]byte           ~json:"hashes,omitzero"~
	Chunks [][]byte                     ~json:"chunks,omitzero"~
	Raws   []json.RawMessage            ~json:"raws,omitzero"~
	PtrRaw *any                         ~json:"ptrraw,omitzero"~
	PtrSl  *[]string                    ~json:"ptrsl,omitzero"~
	PtrMap *map[string]*bool            ~json:"ptrmap,omitzero"~
	Blob   *[]byte                      ~json:"blob,omitzero"~
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("Slice", "slice", slice(str), "omitzero"),
				field("Matrix", "matrix", slice(slice(integer)), "omitzero"),
				field("Array", "array", array(2, boolean), "omitzero"),
				field("Arrays", "arrays", array(2, array(2, leaf(contract.Int8))), "omitzero"),
				field("None", "none", array(0, integer), "omitzero"),
				field("Map", "map", mapOf(str, integer), "omitzero"),
				field("Maps", "maps", mapOf(str, mapOf(str, slice(boolean))), "omitzero"),
				field("Ptr", "ptr", ptr(str), "omitzero"),
				field("PtrPtr", "ptrptr", ptr(ptr(integer)), "omitzero"),
				field("Ptrs", "ptrs", slice(ptr(integer)), "omitzero"),
				field("Hashes", "hashes", mapOf(str, bytesOf(2)), "omitzero"),
				field("Chunks", "chunks", slice(leaf(contract.Bytes)), "omitzero"),
				field("Raws", "raws", slice(leaf(contract.Raw)), "omitzero"),
				field("PtrRaw", "ptrraw", ptr(anyType), "omitzero"),
				field("PtrSl", "ptrsl", ptr(slice(str)), "omitzero"),
				field("PtrMap", "ptrmap", ptr(mapOf(str, ptr(boolean))), "omitzero"),
				field("Blob", "blob", ptr(leaf(contract.Bytes)), "omitzero"),
			})
		},
		v2: true,
		messages: `
			{"slice":[]}
			{"slice":["a","b"],"matrix":[[1],[],[2,3]]}
			{"array":[true,false],"arrays":[[1,2],[3,4]]}
			{"array":[true]} !! /array length
			{"array":[true,true,1]} !! /array length
			{"arrays":[[1,2],[3]]} !! /arrays/1 length
			{"none":[]} -> {}
			{"none":[1]} !! /none length
			{"map":{"b":1,"a":2}} -> {"map":{"a":2,"b":1}}
			{"map":{"a":1,"a":2}} !! /map/a duplicate
			{"maps":{"x":{"y":[true]},"z":{}}}
			{"maps":{"x":{"y":[1]}}} !! /maps/x/y/0 type
			{"ptr":"x","ptrptr":1,"ptrs":[1,null]}
			{"ptr":null,"ptrptr":null} -> {}
			{"hashes":{"a":"AQI="},"chunks":["AQ==",""]}
			{"raws":[1,null,{}],"ptrraw":[true]}
			{"ptrsl":[],"ptrmap":{"a":null,"b":true},"blob":"AQ=="}
			{"slice":{}} !! /slice type
			{"map":[]} !! /map type
			{"slice":[1,"a",null]} !! /slice/0 type /slice/2 null
		`,
	},
	{
		name: "mapkeys",
		source: `
import "net/netip"

type Chan struct{ ClientToServer, ServerToClient M }

type (
	ID    string
	Level int8
	Color string
)

type Upper string

func (u *Upper) UnmarshalText(b []byte) error { *u = Upper(b); return nil }
func (u Upper) AppendText(b []byte) ([]byte, error) { return append(b, u...), nil }

type M struct {
	IDs    map[ID]int             ~json:"ids,omitzero"~
	Ints   map[int]bool           ~json:"ints,omitzero"~
	Int64s map[int64]bool         ~json:"int64s,omitzero"~
	Uints  map[uint8]bool         ~json:"uints,omitzero"~
	Levels map[Level][]int        ~json:"levels,omitzero"~
	Addrs  map[netip.Addr]string  ~json:"addrs,omitzero"~
	Uppers map[Upper]int          ~json:"uppers,omitzero"~
	Colors map[Color]int          ~json:"colors,omitzero"~
}
`,
		contract: func() *contract.Contract {
			addr := with(named("net/netip.Addr"), func(n *contract.Named) {
				n.Codec = &contract.Codec{Text: true, Decode: "text", Encode: "text"}
			})
			upper := with(named("Upper"), func(n *contract.Named) {
				n.Codec = &contract.Codec{Text: true, Decode: "text", Encode: "text", Appends: true}
			})
			return message([]*contract.Field{
				field("IDs", "ids", mapOf(ref("ID"), integer), "omitzero"),
				field("Ints", "ints", mapOf(integer, boolean), "omitzero"),
				field("Int64s", "int64s", mapOf(leaf(contract.Int64), boolean), "omitzero"),
				field("Uints", "uints", mapOf(leaf(contract.Uint8), boolean), "omitzero"),
				field("Levels", "levels", mapOf(ref("Level"), slice(integer)), "omitzero"),
				field("Addrs", "addrs", mapOf(ref("net/netip.Addr"), str), "omitzero"),
				field("Uppers", "uppers", mapOf(ref("Upper"), integer), "omitzero"),
				field("Colors", "colors", mapOf(ref("Color"), integer), "omitzero"),
			}, under("ID", str), under("Level", leaf(contract.Int8)), addr, upper, enum("Color", contract.String, false, `"red"`, `"blue"`))
		},
		v2: true,
		messages: `
			{"ids":{"b":1,"a":2}} -> {"ids":{"a":2,"b":1}}
			{"ints":{"-1":true,"10":false,"9":true}} -> {"ints":{"-1":true,"9":true,"10":false}}
			{"int64s":{"9223372036854775807":true},"uints":{"255":true},"levels":{"-128":[1]}}
			{"uints":{"256":true}} !! /uints/256 type
			{"ints":{"0":true,"-0":true}} !! /ints/-0 duplicate
			{"addrs":{"2001:db8::1":"b","10.0.0.1":"a"}} -> {"addrs":{"10.0.0.1":"a","2001:db8::1":"b"}}
			{"addrs":{"x":"a"}} !! /addrs/x format
			{"uppers":{"A":1}}
			{"colors":{"red":1}}
			{"colors":{"green":1}} !! /colors/green enum
		`,
	},
	{
		name: "names",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type (
	UserID  string
	Count   int64
	On      bool
	Ratio   float32
	Blob    []byte
	Tags    []string
	Grid    [2][2]UserID
	Table   map[UserID]Tags
	Maybe   *UserID
	Tree    []Tree
	Forest  map[string]Forest
	Thing   any
	Alias   Tags
	Wide    [4]byte
)

type M struct {
	ID     UserID   ~json:"id,omitzero"~
	Count  Count    ~json:"count,omitzero"~
	On     On       ~json:"on,omitzero"~
	Ratio  Ratio    ~json:"ratio,omitzero"~
	Blob   Blob     ~json:"blob,omitzero"~
	Tags   Tags     ~json:"tags,omitzero"~
	Grid   Grid     ~json:"grid,omitzero"~
	Table  Table    ~json:"table,omitzero"~
	Maybe  Maybe    ~json:"maybe,omitzero"~
	Tree   Tree     ~json:"tree,omitzero"~
	Forest Forest   ~json:"forest,omitzero"~
	Thing  Thing    ~json:"thing,omitzero"~
	Alias  Alias    ~json:"alias,omitzero"~
	Wide   Wide     ~json:"wide,omitzero"~
	IDs    []UserID ~json:"ids,omitzero"~
	PtrID  *UserID  ~json:"ptrid,omitzero"~
	PtrTag *Tags    ~json:"ptrtag,omitzero"~
	Quoted Count    ~json:"quoted,omitzero,string"~
	PtrQ   *Count   ~json:"ptrq,omitzero,string"~
}
`,
		contract: func() *contract.Contract {
			var fields []*contract.Field
			for name := range strings.FieldsSeq("Count On Ratio Blob Tags Grid Table Maybe Tree Forest Thing Alias Wide") {
				fields = append(fields, field(name, strings.ToLower(name), ref(name), "omitzero"))
			}
			fields = append(fields,
				field("ID", "id", ref("UserID"), "omitzero"), field("IDs", "ids", slice(ref("UserID")), "omitzero"),
				field("PtrID", "ptrid", ptr(ref("UserID")), "omitzero"), field("PtrTag", "ptrtag", ptr(ref("Tags")), "omitzero"),
				field("Quoted", "quoted", ref("Count"), "omitzero", "string"), field("PtrQ", "ptrq", ptr(ref("Count")), "omitzero", "string"))
			return message(fields,
				under("UserID", str), under("Count", leaf(contract.Int64)), under("On", boolean), under("Ratio", leaf(contract.Float32)),
				under("Blob", leaf(contract.Bytes)), under("Tags", slice(str)), under("Grid", array(2, array(2, ref("UserID")))),
				under("Table", mapOf(ref("UserID"), ref("Tags"))), under("Maybe", ptr(ref("UserID"))), under("Tree", slice(ref("Tree"))),
				under("Forest", mapOf(str, ref("Forest"))), under("Thing", anyType), under("Alias", slice(str)), under("Wide", bytesOf(4)))
		},
		v2: true,
		messages: `
			{"count":1,"on":true,"ratio":0.5,"blob":"AQ==","tags":["a"],"id":"x"}
			{"grid":[["a","b"],["c","d"]],"table":{"u":["t"]}}
			{"maybe":"x","tree":[[],[[]]],"forest":{"a":{"b":{}}}} -> {"maybe":"x","tree":[[],[[]]],"forest":{"a":{"b":{}}}}
			{"thing":{"a":1},"alias":["b"],"wide":"AQIDBA=="}
			{"ptrtag":[],"quoted":"5","ptrq":"-6"} -> {"ptrtag":[],"quoted":"5","ptrq":"-6"}
			{"ids":["a"],"ptrid":"b"}
			{"id":1} !! /id type
			{"tree":[[1]]} !! /tree/0/0 type
			{"quoted":5} !! /quoted type
			{"maybe":null} -> {}
		`,
	},
	{
		name: "enums",
		source: `
type Chan struct{ ClientToServer, ServerToClient M }

type (
	Color string
	Font  string
	Level int8
	Mode  uint
)

type M struct {
	Color  Color   ~json:"color,omitzero"~
	Font   Font    ~json:"font,omitzero"~
	Level  Level   ~json:"level,omitzero"~
	Mode   Mode    ~json:"mode,omitzero"~
	Colors []Color ~json:"colors,omitzero"~
	Quoted Level   ~json:"quoted,omitzero,string"~
	Ptr    *Color  ~json:"ptr,omitzero"~
}
`,
		contract: func() *contract.Contract {
			return message([]*contract.Field{
				field("Color", "color", ref("Color"), "omitzero"), field("Font", "font", ref("Font"), "omitzero"),
				field("Level", "level", ref("Level"), "omitzero"), field("Mode", "mode", ref("Mode"), "omitzero"),
				field("Colors", "colors", slice(ref("Color")), "omitzero"), field("Quoted", "quoted", ref("Level"), "omitzero", "string"),
				field("Ptr", "ptr", ptr(ref("Color")), "omitzero"),
			},
				enum("Color", contract.String, false, `"red"`, `"gr\"een"`, `"red"`), enum("Font", contract.String, true, `"sans"`),
				enum("Level", contract.Int8, false, `-1`, `2`), enum("Mode", contract.Uint, true, `1`))
		},
		v2: true,
		messages: `
			{"color":"red","font":"sans","level":-1,"mode":1}
			{"color":"gr\"een","font":"any","mode":7}
			{"colors":["red"],"quoted":"2","ptr":"red"} -> {"colors":["red"],"quoted":"2","ptr":"red"}
			{"color":"blue"} !! /color enum
			{"color":1,"font":2} !! /color type /font type
			{"level":1} !! /level enum
			{"level":128} !! /level type
			{"quoted":"1"} !! /quoted enum
			{"quoted":2} !! /quoted type
			{"colors":["red","x",null]} !! /colors/1 enum /colors/2 null
		`,
	},
	{
		name: "codecs",
		source: `
import (
	"encoding/json"
	"errors"
	"net/netip"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

type Chan struct{ ClientToServer, ServerToClient M }

// A Point is an array of two.
type Point struct{ X, Y int }

func (p *Point) UnmarshalJSON(b []byte) error {
	var a [2]int
	if err := json.Unmarshal(b, &a); err != nil {
		return err
	}
	p.X, p.Y = a[0], a[1]
	return nil
}
func (p Point) MarshalJSON() ([]byte, error) { return json.Marshal([2]int{p.X, p.Y}) }

// A Word is a lower-case string.
type Word string

func (w *Word) UnmarshalText(b []byte) error {
	if s := string(b); s == strings.ToLower(s) {
		*w = Word(s)
		return nil
	}
	return errors.New("not lower case")
}
func (w *Word) MarshalText() ([]byte, error) { return []byte(*w), nil }

// A Stream has only the methods of v2.
type Stream struct{ V string }

func (s *Stream) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	t, err := d.ReadToken()
	s.V = t.String()
	return err
}
func (s Stream) MarshalJSONTo(e *jsontext.Encoder) error { return e.WriteToken(jsontext.String(s.V)) }

// Out only writes itself.
type Out struct {
	A int ~json:"a"~
}

func (o Out) MarshalJSON() ([]byte, error) { return []byte(~{"a":~ + strings.Repeat("1", o.A) + "}"), nil }

// In only reads itself.
type In []string

func (i *In) UnmarshalText(b []byte) error { *i = strings.Split(string(b), ","); return nil }

type M struct {
	Point  Point      ~json:"point,omitzero"~
	Ptr    *Point     ~json:"ptr,omitzero"~
	Points []Point    ~json:"points,omitzero"~
	ByName map[string]Point ~json:"byname,omitzero"~
	Word   Word       ~json:"word,omitzero"~
	Words  []Word     ~json:"words,omitzero"~
	Addr   netip.Addr ~json:"addr,omitzero"~
	Stream Stream     ~json:"stream,omitzero"~
	Out    Out        ~json:"out,omitzero"~
	In     In         ~json:"in,omitzero"~
	Array  [2]Word    ~json:"array,omitzero"~
}
`,
		contract: func() *contract.Contract {
			codec := func(name string, c contract.Codec) *contract.Named {
				return with(named(name), func(n *contract.Named) { n.Codec = &c })
			}
			addr := codec("net/netip.Addr", contract.Codec{Text: true, Decode: "text", Encode: "text"})
			var fields []*contract.Field
			for name := range strings.FieldsSeq("Point Word Stream Out In") {
				fields = append(fields, field(name, strings.ToLower(name), ref(name), "omitzero"))
			}
			fields = append(fields,
				field("Ptr", "ptr", ptr(ref("Point")), "omitzero"), field("Points", "points", slice(ref("Point")), "omitzero"),
				field("ByName", "byname", mapOf(str, ref("Point")), "omitzero"), field("Words", "words", slice(ref("Word")), "omitzero"),
				field("Addr", "addr", ref("net/netip.Addr"), "omitzero"), field("Array", "array", array(2, ref("Word")), "omitzero"))
			return message(fields, addr,
				codec("Point", contract.Codec{Decode: "json", Encode: "json"}),
				codec("Word", contract.Codec{Text: true, Decode: "text", Encode: "text", EncodePointer: true}),
				codec("Stream", contract.Codec{Decode: "json2", Encode: "json2"}),
				codec("Out", contract.Codec{Encode: "json", Fallback: inline(field("A", "a", integer))}),
				codec("In", contract.Codec{Text: true, Decode: "text", Fallback: slice(str)}))
		},
		v2: false,
		messages: `
			{"point":[1,2],"ptr":[3,4],"points":[[5,6]],"byname":{"a":[7,8]}} -> {"point":[1,2],"ptr":[3,4],"points":[[5,6]],"byname":{"a":[7,8]}}
			{"point":{}} !! /point invalid
			{"ptr":null} -> {}
			{"word":"x","words":["a","b"],"array":["c","d"]} -> {"word":"x","words":["a","b"],"array":["c","d"]}
			{"word":"X","words":["A",1]} !! /word format /words/0 format /words/1 type
			{"addr":"10.0.0.1","stream":"s"} -> {"stream":"s","addr":"10.0.0.1"}
			{"addr":"10"} !! /addr format
			{"stream":[]} !! /stream invalid
			{"out":{"a":3}} -> {"out":{"a":111}}
			{"out":{}} !! /out/a required
			{"in":"a,b"} -> cannot read what was written: {"in":["a","b"]}: /in: must be a string
		`,
	},
}
