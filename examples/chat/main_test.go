package main

import (
	"context"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
	"github.com/wscontract/wscontract/runtime/wstest"
)

// A guest is a client for which everything that is unexpected ends the test.
type guest struct {
	t      *testing.T
	client *runtime.Client[chat.Command, chat.Event]
}

// start runs the program on a network in memory until the test ends. What stop
// returns is the error of serve.
func start(t *testing.T) (network *wstest.Listener, stop func() error) {
	t.Helper()
	wstest.NoLeaks(t)
	network = wstest.Listen()
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- serve(ctx, network) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-served
	})
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return network, stop
}

func dial(t *testing.T, network wstest.Network, room, nick string, history int) *guest {
	t.Helper()
	var hello chat.Chat
	hello.Params.Room, hello.Query.Nick, hello.Query.History = room, nick, history
	return &guest{t, wstest.Connect(t, network, chat.Channels.Chat, runtime.DialOptions{Handshake: hello})}
}

func (g *guest) say(m chat.Command) {
	g.t.Helper()
	wstest.Must(g.t, g.client.Send(g.t.Context(), m))
}

// hear returns the next event, which is an E.
func hear[E chat.Event](g *guest) E {
	g.t.Helper()
	return wstest.Expect[E](g.t, g.client)
}

// hearError returns the next event, which is an error E.
func hearError[E error](g *guest) E {
	g.t.Helper()
	return wstest.ExpectError[E](g.t, g.client)
}

func (g *guest) leave() {
	g.t.Helper()
	wstest.Must(g.t, g.client.Close())
}

func nicks(members []chat.Member) string {
	var names []string
	for _, m := range members {
		names = append(names, m.Nick)
	}
	return strings.Join(names, " ")
}

func TestPage(t *testing.T) {
	network, _ := start(t)
	browser := &http.Client{Transport: &http.Transport{DialContext: network.DialContext, DisableKeepAlives: true}}
	for _, test := range []struct {
		path   string
		status int
		want   string
	}{
		{"/", http.StatusOK, "<!doctype html>"},
		{"/elsewhere", http.StatusNotFound, "404"},
		{"/ws/rooms/lobby", http.StatusUpgradeRequired, "WebSocket"},
	} {
		resp, err := browser.Get(network.URL() + test.path)
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
	network, _ := start(t)
	ada := dial(t, network, "lobby", "ada", 0)
	if got := hear[chat.Welcome](ada); nicks(got.Members) != "ada" || got.Room != "lobby" {
		t.Errorf("ada is welcomed with %+v", got)
	}
	bob := dial(t, network, "lobby", "bob", 0)
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
	network, _ := start(t)
	ada := dial(t, network, "one", "ada", 0)
	hear[chat.Welcome](ada)
	bob := dial(t, network, "two", "bob", 0)
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
	network, _ := start(t)
	ada := dial(t, network, "lobby", "ada", 0)
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

	bob := dial(t, network, "lobby", "bob", 2)
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
	network, _ := start(t)
	ada := dial(t, network, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	bob := dial(t, network, "lobby", "bob", 0)
	hear[chat.Welcome](bob)
	hear[chat.Joined](ada)

	tab := dial(t, network, "lobby", "bob", 0)
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
	network, _ := start(t)
	ada := dial(t, network, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	ada.say(chat.Say{Text: "a secret"})
	hear[chat.Said](ada)
	ada.leave()
	// The server may learn of that a moment later.
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		bob := dial(t, network, "lobby", "bob", 100)
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
	network, _ := start(t)
	ada := dial(t, network, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	for _, test := range []struct {
		command chat.Command
		want    string
	}{
		{chat.Say{}, "/text required"},
		{chat.Say{Text: strings.Repeat("é", 501)}, "/text max"},
		{chat.Say{Text: "\t \n"}, " invalid"},
		{chat.Say{Text: "x", Mentions: []string{"a b"}}, "/mentions/0 alphanum"},
		{chat.Say{Text: "x", ReplyTo: new(1)}, "not_found"},
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
	network, _ := start(t)
	for i := range maxMembers {
		hear[chat.Welcome](dial(t, network, "lobby", "guest"+strconv.Itoa(i), 0))
	}
	late := hearError[*runtime.CloseError](dial(t, network, "lobby", "late", 0))
	if late.Code != runtime.CloseOverload {
		t.Errorf("one too many: %v", late)
	}
	hear[chat.Welcome](dial(t, network, "lobby", "guest1", 0)) // another tab
}

// Whoever comes in between sees each message once: in the welcome, or after it.
func TestEverybodySeesTheSameOrder(t *testing.T) {
	const people, each = 8, 12 // all of it fits into the history
	network, _ := start(t)
	var wg sync.WaitGroup
	conversations := make([][]chat.Message, people)
	for i := range people {
		g := dial(t, network, "lobby", "guest"+strconv.Itoa(i), maxHistory)
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
				m, err := g.client.Receive(t.Context())
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
			if m.Number != j+1 {
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
	network, stop := start(t)
	ada := dial(t, network, "lobby", "ada", 0)
	hear[chat.Welcome](ada)
	bob := dial(t, network, "lobby", "bob", 0)
	hear[chat.Welcome](bob)
	hear[chat.Joined](ada)
	if err := stop(); err != nil {
		t.Errorf("serve: %v", err)
	}
	for _, g := range []*guest{ada, bob} {
		wstest.ExpectClose(t, g.client, runtime.CloseGoingAway)
	}
}
