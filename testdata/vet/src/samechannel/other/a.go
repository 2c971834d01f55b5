package other

import "github.com/wscontract/wscontract/runtime"

//ws:channel quiet
type Quiet struct {
	ClientToServer In
	ServerToClient Out
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
	Quiet, Silent runtime.Channel[In, Out]
}{}

// RouteTable is, too.
var RouteTable []runtime.Route
