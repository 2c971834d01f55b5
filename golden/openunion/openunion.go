// Package openunion has unions with a variant for every tag that no other
// variant has: ws:message *.
package openunion

import "encoding/json"

// ws:channel openunion
type OpenUnion struct {
	ClientToServer Event
	ServerToClient Frame
}

// An Event is known, or Unknown.
//
// ws:union
type Event interface{ event() }

// Known is the only variant with a name.
type Known struct {
	N int `json:"n"`
}

// Unknown keeps the tag and the whole message, so that it can be written again.
//
// ws:message *
type Unknown struct {
	Type string `json:"type"`
	Raw  json.RawMessage
}

func (Known) event()   {}
func (Unknown) event() {}

// A Frame is an open envelope.
//
// ws:union tag=kind content=body
type Frame struct {
	ID    int    `json:"id"`
	Known *Known `ws:"known"`
	Other *Other `ws:"*"`
}

// Other keeps the message, and not the tag.
type Other struct {
	Raw json.RawMessage
}
