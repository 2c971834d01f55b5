package behaviour

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/golden/chat"
	"github.com/wscontract/wscontract/golden/params"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
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

// TestStrictQueries: keys that the contract does not have are refused, but for
// those in which a token may stand.
func TestStrictQueries(t *testing.T) {
	srv := wstest.NewServer(t, runtime.Options{})
	runtime.Handle(srv.Server, params.Channels.OnlyQuery, runtime.Handler[runtime.None, params.Empty]{})
	runtime.Handle(srv.Server, params.Channels.OnlyPath, runtime.Handler[runtime.None, params.Empty]{})
	for target, want := range map[string]string{
		"/ws/only-query?token=x":                               "",
		"/ws/only-query?token=x&access_token=y":                "",
		"/ws/only-query?token=x&tokn=y&tokn=z&%22a%2Fb%22=%FF": `[{"path":"/query/\"a~1b\"","code":"unknown","message":"unknown field"},{"path":"/query/tokn","code":"unknown","message":"unknown field"}]`,
		"/ws/users/u1?a=1&a=2":                                 "",
	} {
		conn, err := srv.DialContext(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		c, err := wstest.DialRaw(t.Context(), srv.URL()+target, wstest.RawOptions{Conn: conn})
		if err == nil {
			c.Send(wstest.CloseFrame(1000, ""))
			c.Close()
		}
		if (err != nil) != (want != "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n\tgot  %v\n\twant %s", target, err, want)
		}
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
