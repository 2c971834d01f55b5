// Package marks has keys that turn out empty only when they are written, in a
// struct and in one without a name below it.
package marks

import "encoding/json"

// ws:channel marks
type Marks struct {
	ClientToServer Outer
}

type Outer struct {
	Inner struct {
		Raw json.RawMessage `json:"raw,omitempty"`
	} `json:"inner"`
	Raw json.RawMessage `json:"raw,omitempty"`
}
