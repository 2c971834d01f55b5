package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/extract/contract"
)

func showChannel(ch *contract.Channel) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", ch.Name, ch.Path)
	if ch.PathSet {
		b.WriteString("!")
	}
	for _, d := range []struct {
		name string
		t    *contract.Type
	}{{"in", ch.ClientToServer}, {"out", ch.ServerToClient}, {"params", ch.Params}, {"query", ch.Query}} {
		if d.t != nil {
			fmt.Fprintf(&b, " %s=%s", d.name, show(d.t))
		}
	}
	for _, o := range []struct{ name, value string }{
		{"auth", ch.Auth}, {"overflow", ch.Overflow}, {"required", strings.TrimPrefix(ch.Required, "all")},
		{"size", strings.TrimPrefix(fmt.Sprint(ch.MaxSize), "0")}, {"rate", strings.TrimSuffix(fmt.Sprint(ch.Rate), "0")},
	} {
		if o.value != "" && o.value != "0" {
			fmt.Fprintf(&b, " %s=%s", o.name, o.value)
		}
	}
	return b.String()
}

func TestChannels(t *testing.T) {
	const decls = `
type Event struct{}
`
	for _, test := range []struct {
		name, src string
		want      []string
	}{
		{"defaults", `
//ws:channel
type Chat struct { ServerToClient Event }
`, []string{"Chat /ws/Chat out=Event"}},
		{"everything", `
//ws:channel chat path=/rooms/{room}/{seat} auth=required max-size=16KiB rate=5/s overflow=drop-oldest required=tagged
type Chat struct {
	ClientToServer Event
	ServerToClient *Event
	Params struct { Room string ~path:"room" validate:"max=3"~; Seat uint8 }
	Query  Paging
}

type Paging struct {
	Since *int
	Limit int ~query:"limit,omitempty"~
	Tags  []string ~query:"tag" ws:"optional"~
	IDs   IDs
	Must  []int ~ws:"required"~
	At    string ~json:"never"~
	Skip  bool ~query:"-"~
	Sort
}

type IDs []int
type Sort struct { By Order ~query:"sort"~ }
type Order string
const Up Order = "up"
`, []string{"chat /rooms/{room}/{seat}! in=Event?tagged out=*Event?tagged" +
			" params={Room room string required max=3; Seat seat uint8 required}" +
			" query={Since since *int; Limit limit int omitempty omitzero; Tags tag []string; IDs iDs IDs; Must must []int required; At at string required; Sort.By sort Order required}" +
			" auth=required overflow=drop-oldest required=tagged size=16384 rate=5"}},
		{"a map names channels and gives defaults", `
//ws:channels auth=required rate=2/s
type API struct {
	Chat   Chat
	Prices Feed ~ws:"price-feed"~
	Talk   Chat ~ws:"talk"~
	Lists  Page[Event]
	Embedded
}

//ws:channel old-name auth=none
type Chat struct { ServerToClient Event }

type Feed struct { ServerToClient []Event }
type Embedded struct { ClientToServer Event }
type Page[T any] struct { ServerToClient T }

//ws:channel
type Own struct { ServerToClient Event }
`, []string{
			"Own /ws/Own out=Event",
			"chat /ws/chat out=Event auth=none rate=2",
			"embedded /ws/embedded in=Event auth=required rate=2",
			"lists /ws/lists out=Event auth=required rate=2",
			"price-feed /ws/price-feed out=[]Event auth=required rate=2",
			"talk /ws/talk out=Event auth=none rate=2",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := extracted(t, "-- a.go --\npackage m\n"+strings.ReplaceAll(test.src, "~", "`")+decls)
			var got []string
			for _, ch := range c.Channels {
				got = append(got, showChannel(ch))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("the channels are\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
			}
		})
	}
}

func TestMapOfChannelsOfAnotherPackage(t *testing.T) {
	c := extracted(t, `
-- api/api.go --
// Package api has it all.
package api

import "example.com/m/chat"

//ws:channels
type API struct {
	// Room is the chat.
	Room chat.Chat
}
-- chat/chat.go --
package chat

// Chat is a channel.
//
//ws:channel chat path=/chat
type Chat struct { ServerToClient Event }

type Event struct{}
`)
	if len(c.Channels) != 1 {
		t.Fatalf("there are %d channels, want one", len(c.Channels))
	}
	ch := c.Channels[0]
	if ch.Name != "room" || ch.Path != "/chat" || ch.Package != "example.com/m/api" || ch.Go != "Chat" || ch.GoPackage != "example.com/m/chat" || ch.Doc != "Room is the chat." {
		t.Errorf("the channel is %+v", ch)
	}
	if len(c.Packages) != 1 || c.Packages[0].Path != "example.com/m/api" || c.Packages[0].Doc != "Package api has it all." || !slices.Equal(c.Packages[0].Files, []string{"api.go"}) {
		t.Errorf("the package is %+v", c.Packages[0])
	}
}

func TestFilesThatDeclareChannels(t *testing.T) {
	c := extracted(t, `
-- a.go --
package m

//ws:channel
type A struct { ServerToClient Event }
-- b.go --
package m

type Event struct{}
-- c.go --
package m

type C struct { ServerToClient Event }
-- d.go --
package m

//ws:channels
type API struct { C C }
`)
	if got, want := c.Packages[0].Files, []string{"a.go", "c.go", "d.go"}; !slices.Equal(got, want) {
		t.Errorf("the files are %q, want %q", got, want)
	}
}

func TestPrefix(t *testing.T) {
	for prefix, want := range map[string]string{"": "/ws/chat", "/": "/chat", "/live": "/live/chat", "/live/": "/live/chat"} {
		p := program(t, "-- a.go --\npackage m\n\n//ws:channel chat\ntype Chat struct { ServerToClient int }\n")
		p.Prefix = prefix
		c, _ := Extract(p)
		if got := c.Channels[0].Path; got != want {
			t.Errorf("with the prefix %q the path is %s, want %s", prefix, got, want)
		}
	}
}

// Two servers of one module may both have a channel chat.
func TestPackagesMayHaveTheSameRoutes(t *testing.T) {
	const src = `
-- a/a.go --
package a

//ws:channel chat
type Chat struct { ServerToClient int }
-- b/b.go --
package b

//ws:channel chat
type Chat struct { ServerToClient int }
`
	if _, diags := Extract(program(t, src)); len(diags) != 0 {
		t.Errorf("there are diagnostics: %v", diags)
	}
}

// TestMistakesOfChannelsOfOtherModules are reported in the map that names them.
func TestMistakesOfChannelsOfOtherModules(t *testing.T) {
	_, diags := Extract(program(t, `
-- a.go --
package m

import "example.org/chat"

//ws:channels
type API struct {
	Chat chat.Chat
}
-- example.org/chat/chat.go --
package chat

type Chat struct {
	ServerToClient Event
	More           int
}

type Event struct { Done chan bool }
`))
	var got []string
	for _, d := range diags {
		got = append(got, fmt.Sprintf("%s:%d:%d: %s (%s:%d)", d.Pos.File, d.Pos.Line, d.Pos.Column, d.Message, d.Related[0].Pos.File, d.Related[0].Pos.Line))
	}
	want := []string{
		"a.go:7:2: channel chat: Chat: unknown field More in the channel struct Chat; its fields are ServerToClient, ClientToServer, Params and Query (example.org/chat/chat.go:5)",
		"a.go:7:2: channel chat: Event.Done: a channel of Go cannot stand in JSON; leave it out with `json:\"-\"` (example.org/chat/chat.go:8)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the mistakes are\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
