package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/wscontract/wscontract/examples/chat/chat"
	"github.com/wscontract/wscontract/runtime"
)

// Bounds of a room.
const (
	maxMembers = 100
	maxHistory = 100
)

// A lobby holds the rooms that somebody is in.
//
// One lock guards them all. Nothing under it waits for a client: to send is to
// queue, and whoever reads too slowly is closed by the runtime. Events are sent
// under the lock too, so that everybody sees them in the same order, and a
// welcome shows exactly what the events after it do not.
type lobby struct {
	hub *runtime.Hub[chat.Event]

	mu    sync.Mutex
	rooms map[string]*room
}

// A room is one conversation.
type room struct {
	name    string
	members map[string]*member // by nick
	history []chat.Message     // the latest, numbered without gaps
	spoken  int                // the number of the latest
}

// A member is in a room with one or more connections.
type member struct {
	chat.Member
	connections int
}

// serveChat serves the chat channel on srv.
func serveChat(srv *runtime.Server) {
	l := &lobby{rooms: map[string]*room{}}
	l.hub = runtime.Handle(srv, chat.Channels.Chat, runtime.Handler[chat.Command, chat.Event]{
		OnConnect:    l.join,
		OnMessage:    l.obey,
		OnDisconnect: l.leave,
	})
}

// join lets a connection in.
func (l *lobby) join(ctx context.Context, c *runtime.Conn[chat.Event]) error {
	hello := runtime.HandshakeOf[chat.Chat](c)
	l.mu.Lock()
	defer l.mu.Unlock()

	r := l.rooms[hello.Params.Room]
	if r == nil {
		r = &room{name: hello.Params.Room, members: map[string]*member{}}
		l.rooms[r.name] = r
	}
	m := r.members[hello.Query.Nick]
	if m == nil {
		if len(r.members) == maxMembers {
			return runtime.Reject(runtime.CloseOverload, "the room is full")
		}
		m = &member{Member: chat.Member{Nick: hello.Query.Nick, Status: chat.Online}}
		r.members[m.Nick] = m
		l.tell(ctx, r, chat.Joined{Member: m.Member})
	}
	m.connections++
	c.Join(r.name)
	err := c.Send(ctx, r.welcome(hello.Query.History))
	if err != nil { // then there will be no OnDisconnect
		l.part(ctx, r, m)
	}
	return err
}

// leave is called once for every connection that was let in.
func (l *lobby) leave(ctx context.Context, c *runtime.Conn[chat.Event], _ runtime.CloseInfo) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r, m := l.find(c)
	l.part(ctx, r, m)
}

// part takes one connection from a member, and with the last one the member
// from the room. A room without members is forgotten.
func (l *lobby) part(ctx context.Context, r *room, m *member) {
	if m.connections--; m.connections > 0 {
		return
	}
	delete(r.members, m.Nick)
	if len(r.members) == 0 {
		delete(l.rooms, r.name)
		return
	}
	l.tell(ctx, r, chat.Left{Nick: m.Nick})
}

// obey carries out a command, which has kept the contract.
func (l *lobby) obey(ctx context.Context, c *runtime.Conn[chat.Event], command chat.Command) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	r, m := l.find(c)

	switch command := command.(type) {
	case chat.Say:
		return l.say(ctx, r, m, command)
	case chat.React:
		said, err := r.message(command.Message)
		if err != nil {
			return err
		}
		if command.Reaction == nil {
			delete(said.Reactions, m.Nick)
		} else {
			said.Reactions[m.Nick] = *command.Reaction
		}
		l.tell(ctx, r, chat.Reacted{Nick: m.Nick, Message: said.Number, Reaction: command.Reaction})
	case chat.SetTyping:
		l.tell(ctx, r, chat.Typing{Nick: m.Nick, Active: command.Active})
	case chat.SetStatus:
		m.Status, m.Note = command.Status, command.Note
		l.tell(ctx, r, chat.StatusChanged{Member: m.Member})
	default:
		return fmt.Errorf("no way to obey a %T", command)
	}
	return nil
}

// say adds to the conversation.
func (l *lobby) say(ctx context.Context, r *room, m *member, command chat.Say) error {
	if command.ReplyTo != nil {
		if _, err := r.message(*command.ReplyTo); err != nil {
			return err
		}
	}
	r.spoken++
	said := chat.Message{
		Number:    r.spoken,
		Nick:      m.Nick,
		Text:      command.Text,
		At:        time.Now().UTC(),
		ReplyTo:   command.ReplyTo,
		Mentions:  command.Mentions,
		Reactions: map[string]chat.Reaction{},
	}
	r.history = append(r.history, said)
	if len(r.history) > maxHistory {
		r.history = slices.Delete(r.history, 0, 1)
	}
	l.tell(ctx, r, chat.Said{ID: command.ID, Message: said})
	return nil
}

// tell sends an event to everybody in the room.
func (l *lobby) tell(ctx context.Context, r *room, event chat.Event) {
	l.hub.To(r.name).Broadcast(ctx, event)
}

// find returns where a connection that was let in is, and as whom.
func (l *lobby) find(c *runtime.Conn[chat.Event]) (*room, *member) {
	hello := runtime.HandshakeOf[chat.Chat](c)
	r := l.rooms[hello.Params.Room]
	return r, r.members[hello.Query.Nick]
}

// message returns a message that is still in the history. The error is for the
// client.
func (r *room) message(number int) (*chat.Message, error) {
	first := r.spoken - len(r.history) + 1
	if number < first || number > r.spoken {
		return nil, &runtime.Error{Code: "not_found", Message: fmt.Sprintf("message %d is not in the history", number)}
	}
	return &r.history[number-first], nil
}

// welcome says what the room looks like now.
func (r *room) welcome(history int) chat.Welcome {
	members := []chat.Member{}
	for _, nick := range slices.Sorted(maps.Keys(r.members)) {
		members = append(members, r.members[nick].Member)
	}
	return chat.Welcome{
		Room:    r.name,
		Members: members,
		History: r.history[max(0, len(r.history)-history):],
	}
}
