package behaviour

import (
	"reflect"
	"slices"
	"testing"

	"github.com/wscontract/wscontract/golden/chat"
	"github.com/wscontract/wscontract/golden/params"
	"github.com/wscontract/wscontract/runtime"
)

// The server makes the JSON of a handshake of what stands in the URL, where
// everything is text; the list of parameters says how.
func TestHandshakesSayWhichParametersThereAre(t *testing.T) {
	for _, tt := range []struct {
		name string
		got  runtime.Handshake
		want []runtime.Param
	}{
		{"chat", chat.Channels.Chat.Handshake, []runtime.Param{{Name: "room"}}},
		{"only path", params.Channels.OnlyPath.Handshake, []runtime.Param{{Name: "id"}}},
		{"only query", params.Channels.OnlyQuery.Handshake, []runtime.Param{{Name: "token", Query: true}}},
		{"both", params.Channels.Rooms.Handshake, []runtime.Param{
			{Name: "org"},
			{Name: "room", Literal: true},
			{Name: "since", Query: true},
			{Name: "limit", Query: true, Literal: true},
			{Name: "debug", Query: true, Literal: true},
			{Name: "mode", Query: true},
			{Name: "tag", Query: true, Many: true},
			{Name: "id", Query: true, Literal: true, Many: true},
			{Name: "ratio", Query: true, Literal: true},
			{Name: "from", Query: true},
		}},
		{"none", params.Channels.None.Handshake, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !slices.Equal(tt.got.Params, tt.want) {
				t.Errorf("got %+v\n\twant %+v", tt.got.Params, tt.want)
			}
			if none := tt.want == nil; (tt.got.Decode == nil) != none || (tt.got.Append == nil) != none {
				t.Error("there must be functions if, and only if, there are parameters")
			}
		})
	}
}

func TestHandshakesDecodeToTheChannelStruct(t *testing.T) {
	var want params.OnlyPath
	want.Params.ID = "u1"
	h := params.Channels.OnlyPath.Handshake
	got, err := h.Decode([]byte(`{"params":{"id":"u1"}}`))
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v, %v; want %#v", got, err, want)
	}
	for _, v := range []any{want, &want} {
		if b, err := h.Append(nil, v); err != nil || string(b) != `{"params":{"id":"u1"}}` {
			t.Errorf("%T is written as %s, %v", v, b, err)
		}
	}
	for _, v := range []any{nil, (*params.OnlyPath)(nil), params.OnlyQuery{}} {
		if b, err := h.Append([]byte("before"), v); err == nil || string(b) != "before" {
			t.Errorf("%T is written as %s, %v; want an error", v, b, err)
		}
	}
}
