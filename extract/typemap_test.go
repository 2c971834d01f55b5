package extract

import (
	"testing"
)

func TestTypes(t *testing.T) {
	const decls = `
import (
	"encoding/json"
	"math/big"
	"net/netip"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

var _ = []any{json.Valid, big.NewInt, netip.ParseAddr, time.Now, jsontext.Int}

type (
	ID      string
	Count   int32
	Flag    bool
	Tags    []string
	Table   map[ID][]Count
	Maybe   *Count
	Blob    []byte
	Hash    [20]byte
	MyByte  byte
	Payload any
	Stamp   time.Time
	Wait    time.Duration
	RawToo  json.RawMessage
	Alias   = map[string]Count
	Node    struct{ Next *Node; All []Node }
	Loop    []Loop
	Key     struct{ A, B int }
	Pair[A, B any] struct { First A; Second B }
	List[E any] []E
)

func (Key) MarshalText() ([]byte, error) { return nil, nil }

func (*Key) UnmarshalText([]byte) error { return nil }

func (Stamp) MarshalText() ([]byte, error) { return nil, nil }

func (*Stamp) UnmarshalText([]byte) error { return nil }
`
	tests := []struct{ typ, want string }{
		{"bool", "bool"},
		{"string", "string"},
		{"int", "int"},
		{"int8", "int8"},
		{"int16", "int16"},
		{"rune", "int32"},
		{"int64", "int64"},
		{"uint", "uint"},
		{"byte", "uint8"},
		{"uint16", "uint16"},
		{"uint32", "uint32"},
		{"uint64", "uint64"},
		{"uintptr", "uintptr"},
		{"float32", "float32"},
		{"float64", "float64"},

		{"[]byte", "bytes"},
		{"[]uint8", "bytes"},
		{"[]MyByte", "[]MyByte"},
		{"[4]byte", "bytes4"},
		{"[4]MyByte", "[4]MyByte"},
		{"[0]byte", "bytes0"},
		{"Blob", "Blob=bytes"},
		{"Hash", "Hash=bytes20"},

		{"time.Time", "time"},
		{"*time.Time", "*time"},
		{"time.Duration", "duration"},
		{"Wait", "Wait=int64"},
		{"time.Month", "time.Month=int"},
		{"json.RawMessage", "raw"},
		{"jsontext.Value", "raw"},
		{"RawToo", "RawToo=bytes"},
		{"json.Number", "number"},
		{"any", "any"},
		{"interface{}", "any"},
		{"[]any", "[]any"},
		{"Payload", "Payload=any"},

		{"**string", "**string"},
		{"[2][3]bool", "[2][3]bool"},
		{"map[string]any", "map[string]any"},
		{"map[int8][]*ID", "map[int8][]*ID"},
		{"map[ID]ID", "map[ID]ID"},
		{"map[Key]bool", "map[Key]bool"},
		{"map[netip.Addr]bool", "map[net/netip.Addr]bool"},
		{"map[uintptr]int", "map[uintptr]int"},
		{"struct{}", "{}"},
		{"struct { A, B int }", "{A A int required; B B int required}"},
		{"[]struct { A ID }", "[]{A A ID required}"},

		{"ID", "ID=string"},
		{"Flag", "Flag=bool"},
		{"Tags", "Tags=[]string"},
		{"Table", "Table=map[ID][]Count"},
		{"Maybe", "Maybe=*Count"},
		{"Alias", "map[string]Count"},
		{"Node", "Node={Next Next *Node required; All All []Node required}"},
		{"Loop", "Loop=[]Loop"},
		{"*big.Int", "*math/big.Int"},

		{"Pair[int, ID]", "Pair[int,ID]={First First int required; Second Second ID required}"},
		{"Pair[rune, []Alias]", "Pair[int32,[]map[string]Count]={First First int32 required; Second Second []map[string]Count required}"},
		{"List[List[byte]]", "List[List[uint8]]=[]List[uint8]"},
		{"List[byte]", "List[uint8]=bytes"},
		{"List[any]", "List[any]=[]any"},
	}
	for _, test := range tests {
		t.Run(test.typ, func(t *testing.T) {
			c := extracted(t, messages(decls)+"\ntype T struct { F "+test.typ+" }\n")
			f := typeOf(t, c, "T").Struct.Fields[0]
			got := show(f.Type)
			if n := c.Named(f.Type.Name); n != nil {
				switch {
				case n.Underlying != nil:
					got += "=" + show(n.Underlying)
				case n.Struct != nil:
					got += "={" + joined(showFields(n.Struct)) + "}"
				}
			}
			if got != test.want {
				t.Errorf("%s is %s, want %s", test.typ, got, test.want)
			}
		})
	}
}

func TestMessagesOfAnyType(t *testing.T) {
	for _, test := range []struct{ typ, want string }{
		{"string", "string"},
		{"[]Event", "[]Event"},
		{"*Event", "*Event"},
		{"map[string]Event", "map[string]Event"},
		{"struct { A int }", "{A A int required}"},
		{"any", "any"},
	} {
		c := extracted(t, "-- a.go --\npackage m\n\n//ws:channel\ntype Chan struct { ClientToServer "+test.typ+" }\n\ntype Event struct{ X int }\n")
		if got := show(c.Channels[0].ClientToServer); got != test.want {
			t.Errorf("a message %s is %s, want %s", test.typ, got, test.want)
		}
	}
}
