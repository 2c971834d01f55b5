package chat

import "github.com/wscontract/wscontract/runtime"

//ws:channel events
type Events struct {
	ClientToServer In
	ServerToClient Out
}

//ws:channel rooms path=/rooms/{room}
type Rooms struct {
	ClientToServer In
	ServerToClient Out
	Params         struct {
		Room string `path:"room"`
	}
}

//ws:channel quiet
type Quiet struct {
	ClientToServer In
	ServerToClient Out
}

type In struct{ Text string }

type Out struct{ Text string }

// Channels is what generate writes.
var Channels = struct {
	Events, Rooms, Quiet runtime.Channel[In, Out]
}{}

// RouteTable is, too.
var RouteTable []runtime.Route
