// Package chat is the contract between the chat server and its pages: every
// message that may pass, and every rule it has to keep. This file is written by
// hand; the others are generated from it.
//
// Clients send commands, in the imperative: say, react. The server sends
// events, in the past tense: said, reacted. Whoever is in the room sees every
// event, also the one who caused it, and all see them in the same order.
package chat

import (
	"errors"
	"strings"
	"time"
)

//go:generate go run github.com/wscontract/wscontract/cmd/wscontract generate .

// Chat is one room and everybody in it. To connect is to join, and the first
// message to a client is always a [Welcome].
//
//ws:channel chat path=/ws/rooms/{room} auth=none max-size=8KiB rate=20/s
type Chat struct {
	Params struct {
		// Room is the name of the room. A room begins with its first member and
		// is forgotten with its last.
		Room string `path:"room" validate:"alphanum,lowercase,max=32"`
	}
	Query struct {
		// Nick is the name that the others see. Two connections with the same
		// nick are one member, who has two tabs open.
		Nick string `query:"nick" validate:"alphanum,min=2,max=20"`
		// History is how many earlier messages to send along with the welcome.
		History int `query:"history,omitempty" validate:"min=0,max=100"`
	}
	ClientToServer Command
	ServerToClient Event
}

// A Command is what a client may send.
//
//ws:union tag=type
type Command interface{ command() }

// Say says something to the room; the room hears [Said].
//
//ws:message say
type Say struct {
	Request
	// Text is what to say.
	Text string `json:"text" validate:"required,max=500"`
	// ReplyTo is the number of the message that this one answers.
	ReplyTo *int `json:"replyTo,omitempty" validate:"omitempty,min=1"`
	// Mentions are the nicks of those to whom it should be pointed out.
	Mentions []string `json:"mentions,omitempty" validate:"max=5,unique,dive,alphanum,max=20"`
}

// Validate holds what no tag can say. It is called after the tags have passed.
func (m Say) Validate() error {
	if strings.TrimSpace(m.Text) == "" {
		return errors.New("a message needs more than space")
	}
	return nil
}

// React puts a reaction to a message, in place of an earlier one of the same
// member; the room hears [Reacted].
//
//ws:message react
type React struct {
	Request
	// Message is the number of the message.
	Message int `json:"message" validate:"min=1"`
	// Reaction has to be there, and may be null, which takes the reaction back.
	Reaction *Reaction `json:"reaction"`
}

// SetTyping tells whether the member is writing something; the room hears
// [Typing].
//
//ws:message set_typing
type SetTyping struct {
	Request
	// Active has to be there, also when it is false.
	Active bool `json:"active"`
}

// SetStatus tells whether the member is at the keyboard; the room hears
// [StatusChanged].
//
//ws:message set_status
type SetStatus struct {
	Request
	Status Status `json:"status"`
	// Note says more, such as "back at two".
	Note string `json:"note,omitempty" validate:"max=60"`
}

// A Request is part of every command.
type Request struct {
	// ID is the client's own name for the command. A refusal repeats it, so
	// that the client knows what was refused; so does [Said].
	ID string `json:"id,omitempty" validate:"max=40"`
}

func (Say) command()       {}
func (React) command()     {}
func (SetTyping) command() {}
func (SetStatus) command() {}

// An Event is what the server sends.
//
//ws:union tag=type
type Event interface{ event() }

// Welcome is the first event: what the room looks like now. Every later event
// changes this picture.
//
//ws:message welcome
type Welcome struct {
	Room string `json:"room"`
	// Members are in the order of their nicks. The new one is among them.
	Members []Member `json:"members"`
	// History are the latest messages, the oldest first: as many as the client
	// asked for, and the room still has.
	History []Message `json:"history"`
}

// Joined says that somebody has come.
//
//ws:message joined
type Joined struct {
	Member
}

// Left says that somebody has closed the last connection to the room.
//
//ws:message left
type Left struct {
	Nick string `json:"nick"`
}

// Said says that somebody has said something.
//
//ws:message said
type Said struct {
	// ID is that of the [Say].
	ID string `json:"id,omitempty"`
	Message
}

// Reacted says that somebody has reacted to a message.
//
//ws:message reacted
type Reacted struct {
	Nick    string `json:"nick"`
	Message int    `json:"message"`
	// Reaction is null when it was taken back.
	Reaction *Reaction `json:"reaction"`
}

// Typing says that somebody is writing, or no longer.
//
//ws:message typing
type Typing struct {
	Nick   string `json:"nick"`
	Active bool   `json:"active"`
}

// StatusChanged says how a member is now.
//
//ws:message status_changed
type StatusChanged struct {
	Member
}

func (Welcome) event()       {}
func (Joined) event()        {}
func (Left) event()          {}
func (Said) event()          {}
func (Reacted) event()       {}
func (Typing) event()        {}
func (StatusChanged) event() {}

// A Member is somebody in the room.
type Member struct {
	Nick   string `json:"nick"`
	Status Status `json:"status"`
	Note   string `json:"note,omitempty"`
}

// A Message is something that was said.
type Message struct {
	// Number counts the messages of the room, from 1.
	Number int       `json:"number"`
	Nick   string    `json:"nick"`
	Text   string    `json:"text"`
	At     time.Time `json:"at"`

	ReplyTo  *int     `json:"replyTo,omitempty"`
	Mentions []string `json:"mentions,omitempty"`
	// Reactions are what members think of it, by nick.
	Reactions map[string]Reaction `json:"reactions,omitempty"`
}

// A Status says whether a member is at the keyboard.
type Status string

// The statuses. Everybody begins online.
const (
	Online Status = "online"
	Away   Status = "away"
)

// A Reaction is an opinion in one word.
type Reaction string

// The reactions.
const (
	Like  Reaction = "like"
	Love  Reaction = "love"
	Laugh Reaction = "laugh"
	Wow   Reaction = "wow"
)
