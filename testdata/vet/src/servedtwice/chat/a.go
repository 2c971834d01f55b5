package chat

import "github.com/wscontract/wscontract/runtime"

//ws:channel chat
type Chat struct {
	ClientToServer In
	ServerToClient Out
}

//ws:channel presence
type Presence struct {
	ClientToServer In
	ServerToClient Out
}

// PreSence is not presence.
//
//ws:channel pre-sence
type PreSence struct {
	ServerToClient Out
	ClientToServer In
}

type In struct{ Text string }

type Out struct{ Text string }

// Channels is what generate writes.
var Channels = struct {
	Chat, Presence, PreSence runtime.Channel[In, Out]
}{}

// RouteTable is, too.
var RouteTable []runtime.Route
