// Tour visits a running chat server, prints every message that passes, and
// fails when one of them is not what it should be.
//
//	go run github.com/wscontract/wscontract/examples/chat/tour http://127.0.0.1:8080/
//
// Most of its guests speak through the typed client of the contract. One sends
// what that client could not even say.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("tour: ")
	flag.Usage = func() { fmt.Fprintln(os.Stderr, "usage: tour http://HOST:PORT/") }
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()

	t := &tour{ctx: ctx, address: flag.Arg(0), room: fmt.Sprintf("tour%d", os.Getpid())}
	t.conversation()
	t.refusals()
	t.handshakes()
	if t.err != nil {
		log.Fatal(t.err)
	}
	fmt.Println("\nall of it was right")
}

// conversation is what the contract is for.
func (t *tour) conversation() {
	adaOnline := chat.Member{Nick: "ada", Status: chat.Online}
	adaAway := chat.Member{Nick: "ada", Status: chat.Away, Note: "back at two"}
	bobOnline := chat.Member{Nick: "bob", Status: chat.Online}
	hello := chat.Message{Number: 1, Nick: "ada", Text: "Hello @bob 👋", Mentions: []string{"bob"}}
	hi := chat.Message{Number: 2, Nick: "bob", Text: "Hi!", ReplyTo: new(1)}

	t.chapter("ada opens a room, and bob comes in")
	ada := t.join("ada", 0)
	ada.hears(chat.Welcome{Room: t.room, Members: []chat.Member{adaOnline}})
	bob := t.join("bob", 0)
	bob.hears(chat.Welcome{Room: t.room, Members: []chat.Member{adaOnline, bobOnline}})
	ada.hears(chat.Joined{Member: bobOnline})
	both := party{ada, bob}

	t.chapter("they talk")
	ada.says(chat.SetTyping{Active: true})
	both.hear(chat.Typing{Nick: "ada", Active: true})
	ada.says(chat.Say{Request: chat.Request{ID: "a1"}, Text: hello.Text, Mentions: hello.Mentions})
	both.hear(chat.Said{ID: "a1", Message: hello})
	bob.says(chat.Say{Text: hi.Text, ReplyTo: hi.ReplyTo})
	both.hear(chat.Said{Message: hi})

	t.chapter("bob loves it, and no longer")
	bob.says(chat.React{Message: hello.Number, Reaction: new(chat.Love)})
	both.hear(chat.Reacted{Nick: "bob", Message: hello.Number, Reaction: new(chat.Love)})
	bob.says(chat.React{Message: hello.Number})
	both.hear(chat.Reacted{Nick: "bob", Message: hello.Number})

	t.chapter("ada goes for lunch, and bob leaves")
	ada.says(chat.SetStatus{Status: adaAway.Status, Note: adaAway.Note})
	both.hear(chat.StatusChanged{Member: adaAway})
	bob.leaves()
	ada.hears(chat.Left{Nick: "bob"})

	t.chapter("bob comes back, and reads what was said")
	bob = t.join("bob", 10)
	bob.hears(chat.Welcome{Room: t.room, Members: []chat.Member{adaAway, bobOnline}, History: []chat.Message{hello, hi}})
	ada.hears(chat.Joined{Member: bobOnline})
	ada.leaves()
	bob.hears(chat.Left{Nick: "ada"})
	bob.leaves()
}

// refusals are the answers to messages that do not keep the contract. The
// connection survives them, and nobody else hears of them.
func (t *tour) refusals() {
	t.chapter("mallory does not keep the contract, and is told how")
	t.room += "b" // the other room may need a moment to be forgotten
	bob := t.join("bob", 0)
	bob.hears(chat.Welcome{Room: t.room, Members: []chat.Member{{Nick: "bob", Status: chat.Online}}})
	mallory := t.intrude("/ws/rooms/"+t.room, "mallory")
	mallory.hearsAny("welcome")
	bob.hears(chat.Joined{Member: chat.Member{Nick: "mallory", Status: chat.Online}})
	for _, mistake := range []struct{ frame, reasons string }{
		{`{"type":"say","id":"m1"}`, `"m1": /text required`},
		{`{"type":"say","id":"m2","text":"   "}`, `"m2": (message) invalid`},
		{`{"type":"say","id":"m3","text":42,"replyTo":0,"mentions":["ada","ada"]}`, `"m3": /text type, /replyTo min, /mentions unique`},
		{`{"type":"say","text":"hi","mentions":["ada","not a nick"]}`, `/mentions/1 alphanum`},
		{`{"type":"set_typing","active":null}`, `/active null`},
		{`{"type":"set_status","status":"asleep"}`, `/status enum`},
		{`{"type":"react","message":1,"message":2}`, `/message duplicate, /reaction required`},
		{`{"type":"shout","text":"HELLO"}`, `/type union`},
		{`{"type":"react","id":"m4","message":7,"reaction":"wow"}`, `"m4": not_found`},
		{`{"type":"say",`, `malformed message`},
	} {
		mallory.says([]byte(mistake.frame))
		mallory.isRefused(mistake.reasons)
	}

	t.chapter("the connection is still there, and bob hears the first thing that is in order")
	mallory.says([]byte(`{"type":"say","text":"sorry"}`))
	mallory.hearsAny("said")
	bob.hears(chat.Said{Message: chat.Message{Number: 1, Nick: "mallory", Text: "sorry"}})
	mallory.leaves()
	bob.hears(chat.Left{Nick: "mallory"})
	bob.leaves()
}

// handshakes are connections that do not come about.
func (t *tour) handshakes() {
	t.chapter("a nick that the contract does not allow")
	x := t.intrude("/ws/rooms/"+t.room, "x")
	x.isRefused("/query/nick min")
	x.isClosed(runtime.ClosePolicy)

	t.chapter("a channel that does not exist")
	lost := t.intrude("/ws/elsewhere", "ada")
	lost.isClosed(runtime.CloseUnknownChannel)
}
