// Package fallback has structs that keep the keys they do not know, in a map or
// as raw JSON: json:",embed".
package fallback

import "github.com/go-json-experiment/json/jsontext"

// ws:channel fallback
type Fallback struct {
	ClientToServer Mapped
	ServerToClient Raw
}

// ws:channel fallback-union
type Union struct {
	ClientToServer Event
	ServerToClient Numbers
}

// Mapped keeps unknown keys in a map.
type Mapped struct {
	ID    int            `json:"id"`
	Other map[string]any `json:",embed"`
	Last  string         `json:"last,omitempty"`
}

// Raw keeps them as they came.
type Raw struct {
	ID    int            `json:"id"`
	Other jsontext.Value `json:",embed"`
}

// Numbers keeps only numbers; other unknown keys are of the wrong type.
type Numbers struct {
	Name   string          `json:"name"`
	Values map[Name]uint16 `json:",embed"`
}

// A Name is a named string.
type Name string

// An Event does not keep its tag.
//
// ws:union
type Event interface{ event() }

// Custom keeps everything else.
type Custom struct {
	Data map[string]string `json:",embed"`
}

// Opaque keeps everything else as it came.
type Opaque struct {
	N    int            `json:"n"`
	Rest jsontext.Value `json:",embed"`
}

func (Custom) event() {}
func (Opaque) event() {}
