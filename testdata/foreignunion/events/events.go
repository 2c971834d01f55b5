// Package events has unions for other packages to use.
package events

// An Event is a union whose variants nobody else can add to.
//
// ws:union tag=kind
type Event interface{ event() }

// Moved is an event.
type Moved struct {
	X int `json:"x"`
}

// Renamed is an event by its pointer.
//
// ws:message new-name
type Renamed struct {
	Name string `json:"name"`
}

func (Moved) event()    {}
func (*Renamed) event() {}

// A Frame is an envelope.
//
// ws:union tag=kind
type Frame struct {
	Seq   int      `json:"seq"`
	Moved *Moved   `ws:"moved"`
	Other *Renamed `ws:"renamed"`
}
