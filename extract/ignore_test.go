package extract

import (
	"fmt"
	"slices"
	"testing"
)

func TestIgnoresCoverWhatTheyStandOn(t *testing.T) {
	c := extracted(t, `
-- a.go --
package m

//ws:channel
type Chan struct {
	ServerToClient T
}

// T has a doc comment.
//
//ws:ignore int64 "small numbers"
type T struct {
	A int64

	// B has one, too.
	//ws:ignore any "who knows"
	B any
	C any // ws:ignore any because
	D struct {
		A int64
	} //ws:ignore mapkey "behind its end"
	E int64
}

type U struct{ A int64 }

//ws:ignore stale "in a group"
const (
	One = 1
)

func f() {
	//ws:ignore blocking "it is a test"
	select {}
}
`)
	var got []string
	for _, i := range c.Ignores {
		got = append(got, fmt.Sprintf("%s %d-%d %s", i.Rule, i.From.Line, i.To.Line, i.Reason))
	}
	want := []string{
		"int64 11-22 small numbers", "any 16-16 who knows", "any 17-17 because", "mapkey 18-20 behind its end", "stale 27-29 in a group",
		"blocking 33-33 it is a test",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	field := typeOf(t, c, "T").Struct.Fields[0]
	if c.IgnoreAt("int64", field.Pos) == nil || c.IgnoreAt("any", field.Pos) != nil || c.IgnoreAt("int64", c.Channels[0].Pos) != nil {
		t.Errorf("at %v: %v and %v", field.Pos, c.IgnoreAt("int64", field.Pos), c.IgnoreAt("any", field.Pos))
	}
}

func TestIgnoresOfAChannelStructCoverTheChannelsOfMaps(t *testing.T) {
	c := extracted(t, `
-- api/api.go --
package api

import "example.com/m/feed"

//ws:channels
type API struct {
	A feed.Prices
	B feed.Prices
	C feed.News
}
-- feed/feed.go --
package feed

//ws:ignore channel-max-size-lowered "agreed"
//ws:channel max-size=1KiB
type Prices struct{ ServerToClient string }

type News struct {
	//ws:ignore type-changed "of the field alone"
	ServerToClient string
}
`)
	for _, ch := range c.ChannelsOf("example.com/m/api") {
		for rule, want := range map[string]bool{"channel-max-size-lowered": ch.Name != "c", "type-changed": false} {
			if got := c.IgnoreAt(rule, ch.Pos) != nil; got != want {
				t.Errorf("%s at channel %s: %v, want %v", rule, ch.Name, got, want)
			}
		}
	}
	if n := len(c.ChannelsOf("example.com/m/api")); n != 3 {
		t.Errorf("there are %d channels", n)
	}
}
