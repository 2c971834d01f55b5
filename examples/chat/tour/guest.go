package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
)

// A tour is one visit. After the first thing that is not as it should be, its
// guests fall silent, and err says what it was.
type tour struct {
	ctx     context.Context
	address string
	room    string
	err     error
}

// chapter says what comes next.
func (t *tour) chapter(title string) {
	if t.err == nil {
		fmt.Printf("\n%s\n", title)
	}
}

// A guest is one connection. It prints what it says and hears.
type guest[In, Out any] struct {
	*tour
	name    string
	channel runtime.Channel[In, Out]
	client  *runtime.Client[In, Out]
}

// A person speaks through the typed client.
type person = guest[chat.Command, chat.Event]

// An intruder says any bytes, and hears the bytes of the server.
type intruder = guest[json.RawMessage, json.RawMessage]

// A party hears the same.
type party []*person

// join lets a person into the room.
func (t *tour) join(nick string, history int) *person {
	var hello chat.Chat
	hello.Params.Room, hello.Query.Nick, hello.Query.History = t.room, nick, history
	return enter(t, nick, chat.Channels.Chat, t.address, runtime.DialOptions{Handshake: hello})
}

// intrude opens a connection of which the contract does not know.
func (t *tour) intrude(path, nick string) *intruder {
	anything := runtime.Codec[json.RawMessage]{
		Append: func(b []byte, frame json.RawMessage) ([]byte, error) { return append(b, frame...), nil },
		Decode: func(frame []byte) (json.RawMessage, error) { return bytes.Clone(frame), nil },
	}
	channel := runtime.Channel[json.RawMessage, json.RawMessage]{
		Route:          runtime.Route{Path: path},
		ClientToServer: anything,
		ServerToClient: anything,
	}
	address := t.address + "?" + url.Values{"nick": {nick}}.Encode()
	return enter(t, nick, channel, address, runtime.DialOptions{})
}

func enter[In, Out any](t *tour, name string, channel runtime.Channel[In, Out], address string, opts runtime.DialOptions) *guest[In, Out] {
	g := &guest[In, Out]{tour: t, name: name, channel: channel}
	if t.err == nil {
		fmt.Printf("%8s comes\n", name)
		g.client, t.err = runtime.Dial(t.ctx, address, channel, opts)
	}
	return g
}

func (g *guest[In, Out]) leaves() {
	if g.err == nil {
		fmt.Printf("%8s goes\n", g.name)
		g.err = g.client.Close()
	}
}

func (g *guest[In, Out]) says(m In) {
	if g.err != nil {
		return
	}
	frame, err := g.channel.ClientToServer.Append(nil, m)
	if err == nil {
		fmt.Printf("%8s → %s\n", g.name, frame)
		err = g.client.Send(g.ctx, m)
	}
	g.err = err
}

// receive returns and prints the next message, as it stands on the wire.
func (g *guest[In, Out]) receive() string {
	if g.err != nil {
		return ""
	}
	m, err := g.client.Receive(g.ctx)
	if err != nil {
		g.err = fmt.Errorf("%s should hear a message: %w", g.name, err)
		return ""
	}
	return g.show(m)
}

func (g *guest[In, Out]) show(m Out) string {
	frame, err := g.channel.ServerToClient.Append(nil, m)
	g.err = err
	fmt.Printf("%8s ← %s\n", g.name, frame)
	return string(frame)
}

// at is the time in a message, the one thing that nobody can foresee.
var at = regexp.MustCompile(`"at":"[^"]*"`)

// hears compares the next message with the one that should come.
func (g *guest[In, Out]) hears(want Out) {
	got := g.receive()
	if g.err != nil {
		return
	}
	frame, err := g.channel.ServerToClient.Append(nil, want)
	if err != nil {
		g.err = err
	} else if wanted := string(frame); at.ReplaceAllString(got, "") != at.ReplaceAllString(wanted, "") {
		g.err = fmt.Errorf("%s should hear %s", g.name, wanted)
	}
}

func (p party) hear(want chat.Event) {
	for _, g := range p {
		g.hears(want)
	}
}

// An answer is what the server says by itself, or the beginning of an event.
type answer struct {
	Type    string
	ID      json.RawMessage
	Code    string
	Message string
	Errors  []runtime.Finding
}

func (g *guest[In, Out]) hearsAny(kind string) {
	if got := g.answer(); g.err == nil && got.Type != kind {
		g.err = fmt.Errorf("%s should hear a message of type %s", g.name, kind)
	}
}

// isRefused compares the reasons in the next message, such as
//
//	"m1": /text required, /mentions/0 max
func (g *guest[In, Out]) isRefused(want string) {
	got := g.answer()
	if g.err != nil {
		return
	}
	var reasons []string
	for _, f := range got.Errors {
		path := f.Path
		if path == "" {
			path = "(message)"
		}
		reasons = append(reasons, path+" "+f.Code)
	}
	if got.Type == "error" {
		text, _, _ := strings.Cut(got.Message, ":")
		reasons = []string{cmp.Or(got.Code, text)}
	}
	said := strings.Join(reasons, ", ")
	if len(got.ID) > 0 {
		said = string(got.ID) + ": " + said
	}
	if said != want {
		g.err = fmt.Errorf("%s should be refused for %s, and not for %s", g.name, want, said)
	}
}

func (g *guest[In, Out]) answer() (a answer) {
	frame := g.receive()
	if g.err == nil {
		g.err = json.Unmarshal([]byte(frame), &a)
	}
	return a
}

// isClosed expects that the server ends the connection.
func (g *guest[In, Out]) isClosed(want runtime.CloseCode) {
	if g.err != nil {
		return
	}
	m, err := g.client.Receive(g.ctx)
	closed, ok := errors.AsType[*runtime.CloseError](err)
	if err == nil {
		g.show(m)
	}
	if !ok || closed.Code != want {
		g.err = fmt.Errorf("%s should be closed with %d, and not: %v", g.name, want, err)
		return
	}
	fmt.Printf("%8s is closed: %d %s\n", g.name, closed.Code, closed.Reason)
}
