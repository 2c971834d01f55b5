// Package foreignunion has unions that another package declares, with variants
// of that package.
package foreignunion

import "github.com/wscontract/wscontract/testdata/foreignunion/events"

// ws:channel foreignunion
type ForeignUnion struct {
	ClientToServer events.Event
	ServerToClient Batch
}

// A Batch holds unions of the other package.
type Batch struct {
	Events []events.Event          `json:"events"`
	Last   *events.Frame           `json:"last,omitempty"`
	Maybe  events.Event            `json:"maybe,omitzero" ws:"nullable"`
	Must   events.Event            `json:"must,omitempty" ws:"nullable"`
	Named  map[string]events.Frame `json:"named,omitempty"`
}

// Moved has the name of a variant of the other package.
type Moved struct{}
