package audit

import "github.com/wscontract/wscontract/runtime"

//ws:channel events path=/audit
type Events struct {
	ClientToServer In
	ServerToClient Out
}

//ws:channel logs path=/rooms/logs
type Logs struct {
	ClientToServer In
	ServerToClient Out
}

//ws:channel wide path=/{kind}/logs
type Wide struct {
	ClientToServer In
	ServerToClient Out
	Params         struct {
		Kind string `path:"kind"`
	}
}

//ws:channel silent
type Silent struct {
	ClientToServer In
	ServerToClient Out
}

type In struct{ Text string }

type Out struct{ Text string }

// Channels is what generate writes.
var Channels = struct {
	Events, Logs, Wide, Silent runtime.Channel[In, Out]
}{}

// RouteTable is, too.
var RouteTable []runtime.Route
