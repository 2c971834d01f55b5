// Package chat is the contract of a chat room, with a bit of everything: a
// union in each direction, a path parameter, limits, an enum and rules.
package chat

// Chat is the room everyone talks in.
//
// ws:channel chat path=/ws/rooms/{room} auth=required max-size=16KiB rate=20/s overflow=drop-oldest
type Chat struct {
	Params struct {
		Room string `path:"room" validate:"max=32"`
	}
	ClientToServer Command
	ServerToClient Event
}

// A Command is what a member may do.
//
// ws:union tag=type
type Command interface{ command() }

// Join enters the room.
type Join struct {
	Name string `json:"name" validate:"required,max=20"`
}

// Say speaks to everyone, or answers one message.
//
// ws:message say
type Say struct {
	Text     string   `json:"text" validate:"required,max=2000"`
	ReplyTo  *string  `json:"replyTo,omitempty"`
	Mentions []string `json:"mentions,omitempty" validate:"max=3,dive,max=8"`
}

// SetPresence tells the others what one is up to.
type SetPresence struct {
	Presence Presence `json:"presence"`
}

func (Join) command()        {}
func (Say) command()         {}
func (SetPresence) command() {}

// Presence says whether a member is there.
type Presence string

// The presences.
const (
	Online Presence = "online"
	Away   Presence = "away"
)

// An Event is what members learn.
//
// ws:union tag=type
type Event interface{ event() }

// Said is what somebody said.
type Said struct {
	ID   int64  `json:"id"`
	From Member `json:"from"`
	Text string `json:"text"`
}

// Members is who is in the room.
type Members struct {
	Members []Member `json:"members"`
}

func (Said) event()    {}
func (Members) event() {}

// A Member is somebody in the room.
type Member struct {
	Name     string   `json:"name"`
	Presence Presence `json:"presence"`
}
