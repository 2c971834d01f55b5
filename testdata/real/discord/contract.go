// Package discord is a contract over the types of github.com/bwmarrin/discordgo: the
// gateway, over which Discord tells a bot what happens.
//
// The kind of a message is a number, and what stands under d is an object, a number,
// a boolean or null, so each kind has a d of its own. A dispatch has a second tag, a name,
// for what it has under the same d. The language has no union inside a union, so the
// events are a channel of their own, and a dispatch is decoded twice.
//
// Of the types of events, many have only UnmarshalJSON and are written by their fields,
// embed each other by pointers, and have interfaces in them. What a bot sends is
// ours, and has rules: the types of the module for it do not read what they write.
package discord

import (
	"encoding/json"

	"github.com/bwmarrin/discordgo"
)

// Gateway is the connection of a bot.
//
// ws:channel gateway path=/gateway required=tagged max-size=4KiB
type Gateway struct {
	Query struct {
		Version  int    `query:"v" validate:"oneof=9 10"`
		Encoding string `query:"encoding,omitempty" validate:"omitempty,oneof=json etf"`
	}
	ClientToServer Command
	ServerToClient Message
}

// StrictGateway is the same, with every field required that is not tagged as
// optional. It is here to measure that rule on real messages.
//
// ws:channel gateway-strict required=all
type StrictGateway struct {
	ClientToServer Command
	ServerToClient Message
}

// A Command is what a bot sends.
//
// ws:union tag=op tagtype=int
type Command struct {
	Heartbeat   *Heartbeat         `ws:"1"`
	Identify    *With[Identify]    `ws:"2"`
	Presence    *With[Presence]    `ws:"3"`
	VoiceState  *With[VoiceState]  `ws:"4"`
	Resume      *With[Resume]      `ws:"6"`
	ListMembers *With[ListMembers] `ws:"8"`
}

// A Message is what the gateway sends.
//
// ws:union tag=op tagtype=int
type Message struct {
	Dispatch       *Dispatch    `ws:"0"`
	Heartbeat      *Bare        `ws:"1"`
	Reconnect      *Bare        `ws:"7"`
	InvalidSession *With[bool]  `ws:"9"`
	Hello          *With[Hello] `ws:"10"`
	HeartbeatAck   *Bare        `ws:"11"`
}

// With is a message that is about something.
type With[Data any] struct {
	Data Data `json:"d" ws:"required"`
}

// Bare is a message that says everything with its kind; what is under d does not count.
type Bare struct{}

// A Dispatch is an event; [Events] has what it can be.
type Dispatch struct {
	// ws:ignore int64 "counts the messages of one session"
	Sequence int64           `json:"s" ws:"required" validate:"min=0"`
	Type     string          `json:"t" ws:"required" validate:"required"`
	Data     json.RawMessage `json:"d" ws:"required"`
}

// A Heartbeat tells the last message that arrived, if there was one.
type Heartbeat struct {
	// ws:ignore int64 "counts the messages of one session"
	Sequence *int64 `json:"d" ws:"required"`
}

// Hello is the first message.
type Hello struct {
	HeartbeatInterval int `json:"heartbeat_interval" ws:"required" validate:"gt=0"`
}

// Identify says who the bot is, and what it wants to hear.
type Identify struct {
	Token          string            `json:"token" ws:"required" validate:"required"`
	Properties     map[string]string `json:"properties" ws:"required"`
	Compress       bool              `json:"compress,omitzero"`
	LargeThreshold int               `json:"large_threshold,omitzero" validate:"omitempty,min=50,max=250"`
	Shard          *[2]int           `json:"shard,omitempty"`
	Presence       *Presence         `json:"presence,omitempty"`
	Intents        discordgo.Intent  `json:"intents" ws:"required" validate:"min=0"`
}

// Presence is what others see of the bot.
type Presence struct {
	// ws:ignore int64 "milliseconds since 1970"
	Since      *int64     `json:"since"`
	Activities []Activity `json:"activities" validate:"dive"`
	Status     Status     `json:"status" ws:"required"`
	AFK        bool       `json:"afk"`
}

// A Status is whether a bot is there.
type Status string

// The statuses.
const (
	Online    Status = "online"
	Idle      Status = "idle"
	Busy      Status = "dnd"
	Invisible Status = "invisible"
	Offline   Status = "offline"
)

// An Activity is what a bot says that it does.
type Activity struct {
	Name string                 `json:"name" ws:"required" validate:"required,max=128"`
	Type discordgo.ActivityType `json:"type" ws:"required"`
	URL  string                 `json:"url,omitempty" validate:"omitempty,url"`
}

// Resume goes on with a session that was interrupted.
type Resume struct {
	Token     string `json:"token" ws:"required" validate:"required"`
	SessionID string `json:"session_id" ws:"required" validate:"required"`
	// ws:ignore int64 "counts the messages of one session"
	Sequence int64 `json:"seq" ws:"required" validate:"min=0"`
}

// VoiceState joins a voice channel, or leaves it.
type VoiceState struct {
	GuildID   string  `json:"guild_id" ws:"required"`
	ChannelID *string `json:"channel_id" ws:"required"`
	SelfMute  bool    `json:"self_mute"`
	SelfDeaf  bool    `json:"self_deaf"`
}

// ListMembers asks for members of a guild.
type ListMembers struct {
	GuildID string   `json:"guild_id" ws:"required"`
	Query   *string  `json:"query,omitempty" validate:"required_without=UserIDs"`
	Limit   int      `json:"limit" validate:"min=0"`
	UserIDs []string `json:"user_ids,omitempty" validate:"max=100"`
	Nonce   string   `json:"nonce,omitempty" validate:"max=32"`
}

// Events is the second step: a dispatch read as the event that it is. Nothing
// serves this channel, its codec is called for the messages of [Gateway].
//
// ws:channel events required=tagged
type Events struct {
	ServerToClient Event
}

// An Event is something that happened.
//
// ws:union tag=t content=d
type Event struct {
	// ws:ignore int64 "counts the messages of one session"
	Sequence int64 `json:"s" ws:"required" validate:"min=0"`

	Ready             *discordgo.Ready              `ws:"READY"`
	Resumed           *discordgo.Resumed            `ws:"RESUMED"`
	ChannelCreate     *discordgo.ChannelCreate      `ws:"CHANNEL_CREATE"`
	ChannelUpdate     *discordgo.ChannelUpdate      `ws:"CHANNEL_UPDATE"`
	ChannelDelete     *discordgo.ChannelDelete      `ws:"CHANNEL_DELETE"`
	GuildCreate       *discordgo.GuildCreate        `ws:"GUILD_CREATE"`
	GuildUpdate       *discordgo.GuildUpdate        `ws:"GUILD_UPDATE"`
	GuildDelete       *discordgo.GuildDelete        `ws:"GUILD_DELETE"`
	MemberAdd         *discordgo.GuildMemberAdd     `ws:"GUILD_MEMBER_ADD"`
	MemberUpdate      *discordgo.GuildMemberUpdate  `ws:"GUILD_MEMBER_UPDATE"`
	MemberRemove      *discordgo.GuildMemberRemove  `ws:"GUILD_MEMBER_REMOVE"`
	RoleCreate        *discordgo.GuildRoleCreate    `ws:"GUILD_ROLE_CREATE"`
	InteractionCreate *discordgo.Interaction        `ws:"INTERACTION_CREATE"`
	InviteCreate      *discordgo.InviteCreate       `ws:"INVITE_CREATE"`
	MessageCreate     *discordgo.Message            `ws:"MESSAGE_CREATE"`
	MessageUpdate     *discordgo.Message            `ws:"MESSAGE_UPDATE"`
	MessageDelete     *discordgo.Message            `ws:"MESSAGE_DELETE"`
	MessageDeleteBulk *discordgo.MessageDeleteBulk  `ws:"MESSAGE_DELETE_BULK"`
	ReactionAdd       *discordgo.MessageReactionAdd `ws:"MESSAGE_REACTION_ADD"`
	PresenceUpdate    *discordgo.PresenceUpdate     `ws:"PRESENCE_UPDATE"`
	ThreadCreate      *discordgo.ThreadCreate       `ws:"THREAD_CREATE"`
	TypingStart       *discordgo.TypingStart        `ws:"TYPING_START"`
	UserUpdate        *discordgo.UserUpdate         `ws:"USER_UPDATE"`
	VoiceStateUpdate  *discordgo.VoiceStateUpdate   `ws:"VOICE_STATE_UPDATE"`
}
