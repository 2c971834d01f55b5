// Package anyraw has values of any shape: any, raw JSON and numbers of any
// size.
package anyraw

import (
	"encoding/json"

	"github.com/go-json-experiment/json/jsontext"
)

// ws:channel anyraw
type AnyRaw struct {
	ClientToServer Values
	ServerToClient any
}

// ws:channel raw
type Raw struct {
	ClientToServer json.RawMessage
	ServerToClient json.Number
}

// Values are of any shape.
type Values struct {
	Any    any               `json:"any,omitzero"`
	Empty  interface{}       `json:"empty,omitempty"`
	Raw    json.RawMessage   `json:"raw,omitempty"`
	Value  jsontext.Value    `json:"value,omitempty"`
	Number json.Number       `json:"number,omitzero"`
	List   []any             `json:"list,omitempty"`
	Table  map[string]any    `json:"table,omitempty"`
	Raws   []json.RawMessage `json:"raws,omitempty"`
	Ptr    *json.RawMessage  `json:"ptr,omitempty"`
	Named  Payload           `json:"named,omitempty"`
}

// A Payload is a named raw value, which loses the methods of json.RawMessage
// and so is a slice of bytes.
type Payload json.RawMessage
