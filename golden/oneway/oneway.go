// Package oneway has channels on which only one side speaks. A message from
// the other side is refused, whatever it says.
package oneway

// Ticks only come from the server.
//
// ws:channel ticks
type Ticks struct {
	ServerToClient Tick
}

// Telemetry only comes from clients.
//
// ws:channel telemetry
type Telemetry struct {
	ClientToServer Sample
}

// A Tick is one beat.
type Tick struct {
	N int `json:"n"`
}

// A Sample is one measurement.
type Sample struct {
	Value float64 `json:"value"`
}
