package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
)

// A guest is a client for which everything that is unexpected ends the test.
type guest struct {
	t      *testing.T
	client *runtime.Client[chat.Command, chat.Event]
}

// start runs the program on a real socket until the test ends, and returns its
// address. What stop returns is the error of serve.
func start(t *testing.T) (address string, stop func() error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- serve(ctx, listener) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-served
	})
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return "http://" + listener.Addr().String(), stop
}

func dial(t *testing.T, address, room, nick string, history int) *guest {
	t.Helper()
	var hello chat.Chat
	hello.Params.Room, hello.Query.Nick, hello.Query.History = room, nick, history
	client, err := runtime.Dial(t.Context(), address, chat.Channels.Chat, runtime.DialOptions{Handshake: hello})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return &guest{t, client}
}

func (g *guest) say(m chat.Command) {
	g.t.Helper()
	if err := g.client.Send(g.t.Context(), m); err != nil {
		g.t.Fatal(err)
	}
}

func (g *guest) receive() (chat.Event, error) {
	ctx, cancel := context.WithTimeout(g.t.Context(), 10*time.Second)
	defer cancel()
	return g.client.Receive(ctx)
}

// hear returns the next event, which is an E.
func hear[E chat.Event](g *guest) E {
	g.t.Helper()
	m, err := g.receive()
	if err != nil {
		g.t.Fatal(err)
	}
	e, ok := m.(E)
	if !ok {
		g.t.Fatalf("heard %#v; want a %T", m, e)
	}
	return e
}

// hearError returns the next event, which is an error E.
func hearError[E error](g *guest) E {
	g.t.Helper()
	m, err := g.receive()
	e, ok := errors.AsType[E](err)
	if !ok {
		g.t.Fatalf("heard %#v, %v; want a %T", m, err, e)
	}
	return e
}

func (g *guest) leave() {
	g.t.Helper()
	if err := g.client.Close(); err != nil {
		g.t.Fatal(err)
	}
}

func nicks(members []chat.Member) string {
	var names []string
	for _, m := range members {
		names = append(names, m.Nick)
	}
	return strings.Join(names, " ")
}

func TestPage(t *testing.T) {
	address, _ := start(t)
	for _, test := range []struct {
		path   string
		status int
		want   string
	}{
		{"/", http.StatusOK, "<!doctype html>"},
		{"/elsewhere", http.StatusNotFound, "404"},
		{"/ws/rooms/lobby", http.StatusUpgradeRequired, "WebSocket"},
	} {
		resp, err := http.Get(address + test.path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		if resp.StatusCode != test.status || !strings.Contains(string(body), test.want) {
			t.Errorf("GET %s: %s, %.40q; want %d and %q", test.path, resp.Status, body, test.status, test.want)
		}
	}
}

func TestConversation(t *testing.T) {
	address, _ := start(t)
	ada := dial(t, address, "lobby", "ada", 0)
	if got := hear[chat.Welcome](ada); nicks(got.Members) != "ada" || got.Room != "lobby" {
		t.Errorf("ada is welcomed with %+v", got)
	}
	bob := dial(t, address, "lobby", "bob", 0)
	if got := hear[chat.Welcome](bob); nicks(got.Members) != "ada bob" {
		t.Errorf("bob is welcomed with %+v", got)
	}
	if got := hear[chat.Joined](ada); got.Nick != "bob" || got.Status != chat.Online {
		t.Errorf("ada hears %+v", got)
	}

	before := time.Now().Add(-time.Second)
	ada.say(chat.Say{Request: chat.Request{ID: "1"}, Text: "hello"})
	for _, g := range []*guest{ada, bob} {
		got := hear[chat.Said](g)
		if got.At.Before(before) || got.At.After(time.Now().Add(time.Second)) {
			t.Errorf("said at %v, and it is %v", got.At, time.Now())
		}
		got.At = time.Time{}
		want := chat.Said{ID: "1", Message: chat.Message{Number: 1, Nick: "ada", Text: "hello"}}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("heard %+v; want %+v", got, want)
		}
	}
	bob.say(chat.SetStatus{Status: chat.Away, Note: "lunch"})
	if got, want := hear[chat.StatusChanged](ada).Member, (chat.Member{Nick: "bob", Status: chat.Away, Note: "lunch"}); got != want {
		t.Errorf("heard %+v; want %+v", got, want)
	}
	bob.leave()
	if got := hear[chat.Left](ada); got.Nick != "bob" {
		t.Errorf("ada hears %+v", got)
	}
}

func TestRoomsAreApart(t *testing.T) {
	address, _ := start(t)
	ada := dial(t, address, "one", "ada", 0)
	hear[chat.Welcome](ada)
	bob := dial(t, address, "two", "bob", 0)
	if got := hear[chat.Welcome](bob); nicks(got.Members) != "bob" {
		t.Errorf("in room two there are %s", nicks(got.Members))
	}
	bob.say(chat.Say{Text: "anybody here?"})
	hear[chat.Said](bob)
	ada.say(chat.Say{Text: "all alone"})
	if got := hear[chat.Said](ada); got.Nick != "ada" || got.Number != 1 {
		t.Errorf("ada hears %+v", got)
	}
}

func TestHistory(t *testing.T) {
	address, _ := start(t)
	ada := dial(t, address, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	for i := range 5 {
		ada.say(chat.Say{Text: strconv.Itoa(i + 1)})
		hear[chat.Said](ada)
	}
	ada.say(chat.React{Message: 4, Reaction: new(chat.Wow)})
	hear[chat.Reacted](ada)
	ada.say(chat.React{Message: 5, Reaction: new(chat.Like)})
	hear[chat.Reacted](ada)
	ada.say(chat.React{Message: 5, Reaction: nil})
	hear[chat.Reacted](ada)

	bob := dial(t, address, "lobby", "bob", 2)
	got := hear[chat.Welcome](bob).History
	if len(got) != 2 || got[0].Text != "4" || got[1].Text != "5" {
		t.Fatalf("the two latest of five are %+v", got)
	}
	if got[0].Reactions["ada"] != chat.Wow || len(got[1].Reactions) != 0 {
		t.Errorf("the reactions are %v and %v", got[0].Reactions, got[1].Reactions)
	}
}

// Two connections with one nick are one member.
func TestTabs(t *testing.T) {
	address, _ := start(t)
	ada := dial(t, address, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	bob := dial(t, address, "lobby", "bob", 0)
	hear[chat.Welcome](bob)
	hear[chat.Joined](ada)

	tab := dial(t, address, "lobby", "bob", 0)
	if got := hear[chat.Welcome](tab); nicks(got.Members) != "ada bob" {
		t.Errorf("there are %s", nicks(got.Members))
	}
	bob.leave()
	tab.say(chat.Say{Text: "still here"})
	if got := hear[chat.Said](ada); got.Nick != "bob" {
		t.Errorf("ada hears %+v", got)
	}
	tab.leave()
	if got := hear[chat.Left](ada); got.Nick != "bob" {
		t.Errorf("ada hears %+v", got)
	}
}

func TestRoomIsForgottenWithItsLastMember(t *testing.T) {
	address, _ := start(t)
	ada := dial(t, address, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	ada.say(chat.Say{Text: "a secret"})
	hear[chat.Said](ada)
	ada.leave()
	// The server may learn of that a moment later.
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		bob := dial(t, address, "lobby", "bob", 100)
		welcome := hear[chat.Welcome](bob)
		bob.leave()
		if len(welcome.History) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the room still knows %+v", welcome.History)
		}
	}
}

func TestRefusals(t *testing.T) {
	address, _ := start(t)
	ada := dial(t, address, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	for _, test := range []struct {
		command chat.Command
		want    string
	}{
		{chat.Say{}, "/text required"},
		{chat.Say{Text: strings.Repeat("é", 501)}, "/text max"},
		{chat.Say{Text: "\t \n"}, " invalid"},
		{chat.Say{Text: "x", Mentions: []string{"a b"}}, "/mentions/0 alphanum"},
		{chat.Say{Text: "x", ReplyTo: new(int64(1))}, "not_found"},
		{chat.React{Message: 1, Reaction: new(chat.Like)}, "not_found"},
		{chat.React{Message: 1<<63 - 1, Reaction: new(chat.Like)}, "not_found"},
		{chat.React{Message: 1, Reaction: new(chat.Reaction("meh"))}, "/reaction enum"},
		{chat.SetStatus{}, "/status enum"},
	} {
		ada.say(test.command)
		refused := hearError[*runtime.ServerError](ada)
		got := refused.Code
		for _, f := range refused.Findings {
			got += f.Path + " " + f.Code
		}
		if got != test.want {
			t.Errorf("%+v is refused for %q; want %q", test.command, got, test.want)
		}
	}
	ada.say(chat.Say{Text: strings.Repeat("é", 500)})
	if got := hear[chat.Said](ada); got.Number != 1 {
		t.Errorf("the first message in order has the number %d", got.Number)
	}
}

func TestRoomIsFull(t *testing.T) {
	address, _ := start(t)
	for i := range maxMembers {
		hear[chat.Welcome](dial(t, address, "lobby", "guest"+strconv.Itoa(i), 0))
	}
	late := hearError[*runtime.CloseError](dial(t, address, "lobby", "late", 0))
	if late.Code != runtime.CloseOverload {
		t.Errorf("one too many: %v", late)
	}
	hear[chat.Welcome](dial(t, address, "lobby", "guest1", 0)) // another tab
}

// Whoever comes in between sees each message once: in the welcome, or after it.
func TestEverybodySeesTheSameOrder(t *testing.T) {
	const people, each = 8, 12 // all of it fits into the history
	address, _ := start(t)
	var wg sync.WaitGroup
	conversations := make([][]chat.Message, people)
	for i := range people {
		g := dial(t, address, "lobby", "guest"+strconv.Itoa(i), maxHistory)
		wg.Go(func() {
			for j := range each {
				if err := g.client.Send(t.Context(), chat.Say{Text: strconv.Itoa(j)}); err != nil {
					t.Error(err)
					return
				}
			}
		})
		wg.Go(func() {
			for len(conversations[i]) < people*each {
				m, err := g.receive()
				if err != nil {
					t.Error(err)
					return
				}
				switch m := m.(type) {
				case chat.Welcome:
					conversations[i] = append(conversations[i], m.History...)
				case chat.Said:
					conversations[i] = append(conversations[i], m.Message)
				}
			}
		})
	}
	wg.Wait()
	for i, conversation := range conversations {
		said := map[string]int{}
		for j, m := range conversation {
			if m.Number != int64(j+1) {
				t.Fatalf("guest%d sees message %d in place %d", i, m.Number, j+1)
			}
			if m.Text != strconv.Itoa(said[m.Nick]) {
				t.Fatalf("guest%d sees %q of %s after %d others", i, m.Text, m.Nick, said[m.Nick])
			}
			said[m.Nick]++
		}
		if !reflect.DeepEqual(conversation, conversations[0]) {
			t.Errorf("guest%d and guest0 have not seen the same", i)
		}
	}
}

func TestShutdownTakesLeaveOfEverybody(t *testing.T) {
	address, stop := start(t)
	ada := dial(t, address, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	bob := dial(t, address, "lobby", "bob", 0)
	hear[chat.Welcome](bob)
	hear[chat.Joined](ada)
	if err := stop(); err != nil {
		t.Errorf("serve: %v", err)
	}
	for _, g := range []*guest{ada, bob} {
		for {
			_, err := g.receive()
			if err == nil {
				continue // somebody who left a moment before
			}
			if closed, ok := errors.AsType[*runtime.CloseError](err); !ok || closed.Code != runtime.CloseGoingAway {
				t.Errorf("the end is %v", err)
			}
			break
		}
	}
}
