package behaviour

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/wscontract/wscontract/golden/adjacent"
	"github.com/wscontract/wscontract/golden/anyraw"
	"github.com/wscontract/wscontract/golden/basics"
	"github.com/wscontract/wscontract/golden/chat"
	"github.com/wscontract/wscontract/golden/codecs"
	"github.com/wscontract/wscontract/golden/consts"
	"github.com/wscontract/wscontract/golden/envelope"
	"github.com/wscontract/wscontract/golden/fallback"
	"github.com/wscontract/wscontract/golden/nestedunion"
	"github.com/wscontract/wscontract/golden/omit"
	"github.com/wscontract/wscontract/golden/openunion"
	"github.com/wscontract/wscontract/golden/pointervariant"
	"github.com/wscontract/wscontract/golden/presence"
	"github.com/wscontract/wscontract/golden/times"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/testdata/envelope/frames"
)

// writes is a value that no message decodes to, and what it is written as.
type writes struct {
	name  string
	write func() ([]byte, error)
	want  string // the bytes, or the beginning of an error behind "error: "
}

// with returns what a codec makes of a value.
func with[T any](c runtime.Codec[T], v T) func() ([]byte, error) {
	return func() ([]byte, error) { return c.Append([]byte("before"), v) }
}

var (
	command  = chat.Channels.Chat.ClientToServer
	notice   = adjacent.Channels.Adjacent.ServerToClient
	request  = envelope.Channels.Envelope.ClientToServer
	frame    = openunion.Channels.Openunion.ServerToClient
	omitted  = omit.Channels.Omit.ServerToClient
	numbers  = basics.Channels.Basics.ClientToServer
	instants = times.Channels.Times.ClientToServer
	mapped   = fallback.Channels.Fallback.ClientToServer
	rawRest  = fallback.Channels.Fallback.ServerToClient
	anything = anyraw.Channels.Anyraw.ClientToServer
	variant  = pointervariant.Channels.Pointervariant.ClientToServer
	shape    = nestedunion.Channels.Nested.ClientToServer
	plain    = presence.Channels.Plain.ClientToServer
)

var encodings = []writes{
	{"nil slices and maps are empty ones", with(plain, presence.PlainFields{}),
		`{"text":"","number":0,"flag":false,"list":[],"table":{},"object":{}}`},
	{"no HTML escapes", with(command, chat.Command(chat.Join{Name: "<b>&'\u2028"})), "{\"type\":\"join\",\"name\":\"<b>&'\u2028\"}"},
	{"invalid UTF-8", with(command, chat.Command(chat.Join{Name: "a\xff"})), "error: wire: a string is not valid UTF-8, at /name"},
	{"invalid UTF-8 in a key", with(mapped, fallback.Mapped{Other: map[string]any{"\xff": 1}}), "error: wire: a string is not valid UTF-8"},
	{"NaN", with(numbers, basics.Values{Float64: math.NaN()}), "error: wire: NaN has no JSON form"},
	{"infinity", with(numbers, basics.Values{Float32: float32(math.Inf(-1))}), "error: wire: -Inf has no JSON form"},
	{"year 10000", with(instants, times.Schedule{At: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}), "error: wire: "},
	{"number that is none", with(anything, anyraw.Values{Number: "1x"}), "error: wire: json.Number does not hold a number"},
	{"raw JSON that is none", with(anything, anyraw.Values{Raw: json.RawMessage(`{"a":}`)}), "error: wire: raw JSON"},
	{"raw JSON with a duplicate", with(anything, anyraw.Values{Raw: json.RawMessage(`{"a":1,"a":1}`)}), "error: wire: raw JSON"},
	{"channel in any", with(anything, anyraw.Values{Any: make(chan int)}), "error: wire: "},
	{"struct in any", with(anything, anyraw.Values{Any: struct{ A []int }{}}), `{"any":{"A":[]}}`},
	{"map in any", with(anything, anyraw.Values{Any: map[int]map[string]string{2: nil, 1: {"b": "<", "a": ">"}}}), `{"any":{"1":{"a":">","b":"<"},"2":{}}}`},
	{"codec that fails", with(codecs.Channels.Codecs.ClientToServer, codecs.Values{Kind: 7}), "error: wire: *codecs.Kind: unknown kind"},

	{"nil union", with[chat.Command](command, nil), "error: wire: nil is no variant"},
	{"nil union in a field", with(shape, nestedunion.Document{}), "error: wire: nil is no variant of a union, at /shape"},
	{"pointer to a variant", with(command, chat.Command(&chat.Join{Name: "ada"})), `{"type":"join","name":"ada"}`},
	{"nil union in a list", with(shape, nestedunion.Document{Shape: nestedunion.Circle{}, Shapes: []nestedunion.Shape{nestedunion.Circle{}, nil}}),
		"error: wire: nil is no variant of a union, at /shapes/1"},
	{"nil union in a map", with(shape, nestedunion.Document{Shape: nestedunion.Circle{}, Named: map[string]nestedunion.Shape{"a": nestedunion.Circle{}, "b/c": nil}}),
		"error: wire: nil is no variant of a union, at /named/b~1c"},
	{"nil union in a variant", with(shape, nestedunion.Document{Shape: nestedunion.Group{Shapes: []nestedunion.Shape{nil}}}),
		"error: wire: nil is no variant of a union, at /shape/shapes/0"},
	{"nil pointer to a variant", with(command, chat.Command((*chat.Join)(nil))), "error: wire: "},
	{"variant that only is one by its pointer", with(variant, pointervariant.Message(&pointervariant.Pointer{N: 1})), `{"type":"pointer","n":1}`},
	{"nil pointer to such a variant", with(variant, pointervariant.Message((*pointervariant.Mixed)(nil))), "error: wire: "},
	{"content of a variant", with(notice, adjacent.Notice(&adjacent.Text{Text: "hello"})), `{"type":"text","the content":{"text":"hello"}}`},
	{"embedded type that only is a variant in Go", with(command, chat.Command(struct{ chat.Say }{})), "error: wire: struct { chat.Say } is no variant"},

	{"envelope without a variant", with(request, envelope.Request{ID: "1"}), "error: wire: "},
	{"envelope with two variants", with(request, envelope.Request{ID: "1", Get: &frames.Get{}, Empty: &frames.Empty{}}), "error: wire: "},
	{"variant with a wrong tag of its own", with(request, envelope.Request{ID: "1", Put2: &frames.Put{Method: "wrong", Key: "k"}}),
		`{"method":"put-again","id":"1","key":"k","value":null}`},
	{"constant with a wrong value", with(consts.Channels.Consts.ClientToServer, consts.Request{Kind: "wrong", Method: "m"}),
		`{"jsonrpc":"2.0","version":-3,"final":true,"odd-key":"\"odd\" välue","kind":"request","method":"m"}`},
	{"catch-all without bytes", with(frame, openunion.Frame{Other: &openunion.Other{}}), "error: wire: "},
	{"catch-all that is no object", with(frame, openunion.Frame{Other: &openunion.Other{Raw: json.RawMessage(`[1]`)}}), "error: wire: "},

	{"key of a fallback that is a field", with(mapped, fallback.Mapped{Other: map[string]any{"id": 2}}), "error: wire: "},
	{"raw fallback with a field", with(rawRest, fallback.Raw{Other: jsontext.Value(`{"id":2}`)}), "error: wire: "},
	{"raw fallback that is no object", with(rawRest, fallback.Raw{Other: jsontext.Value(`[]`)}), "error: wire: "},
	{"raw fallback with white space", with(rawRest, fallback.Raw{Other: jsontext.Value(` { "a" : 1 } `)}), `{"id":0,"a":1}`},

	{"empty slice is not zero", with(omitted, omit.Message{ZeroSlice: []int{}, EmptySlice: []int{}, ZeroPtrRcv: omit.Pointer{N: -1}}),
		`{"emptyInt":0,"emptyBool":false,"emptyFull":[0],"emptyTime":"0001-01-01T00:00:00Z","zeroSlice":[]}`},
	{"struct that is not zero but empty", with(omitted, omit.Message{EmptyStruct: omit.Inner{N: 1}, ZeroStruct: omit.Inner{N: 1}, ZeroPtrRcv: omit.Pointer{N: -1}}),
		`{"emptyInt":0,"emptyBool":false,"emptyFull":[0],"emptyTime":"0001-01-01T00:00:00Z","zeroStruct":{}}`},
	{"pointers with an IsZero", with(omitted, omit.Message{ZeroPtrVal: &omit.Value{}, ZeroPtrRcv: omit.Pointer{N: -1}}),
		`{"emptyInt":0,"emptyBool":false,"emptyFull":[0],"emptyTime":"0001-01-01T00:00:00Z"}`},
}

func TestValuesThatNoMessageHas(t *testing.T) {
	for _, tt := range encodings {
		t.Run(tt.name, func(t *testing.T) {
			b, err := tt.write()
			text, ok := strings.CutPrefix(string(b), "before")
			if !ok {
				t.Fatalf("the buffer is %q", b)
			}
			want, wantErr := strings.CutPrefix(tt.want, "error: ")
			switch {
			case wantErr && (err == nil || !strings.HasPrefix(err.Error(), want)):
				t.Errorf("got error %v, want %s", err, want)
			case wantErr && text != "":
				t.Errorf("with an error, the buffer has grown by %q", text)
			case !wantErr && (err != nil || text != want):
				t.Errorf("got %s, %v\n\twant %s", text, err, want)
			}
		})
	}
}
