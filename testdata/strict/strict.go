// Package strict has structs that refuse unknown keys, beside others that do
// not.
package strict

// ws:channel strict
type Strict struct {
	ClientToServer Login
	ServerToClient Event
}

// Login is strict, what it holds is not.
//
// ws:strict
type Login struct {
	Token  string  `json:"token"`
	Client Client  `json:"client,omitzero"`
	Limits *Limits `json:"limits,omitzero"`
}

// Client is not strict.
type Client struct {
	Name string `json:"name,omitempty"`
}

// Limits is strict and has no keys at all.
//
// ws:strict
type Limits struct{}

// Event is a union of a strict variant and another.
//
// ws:union tag=kind
type Event interface{ event() }

// Closed knows its own tag.
//
// ws:strict
// ws:message closed
type Closed struct {
	Code  int   `json:"code"`
	Inner Event `json:"inner,omitzero"`
}

// Open takes anything.
type Open struct {
	Code int `json:"code"`
}

func (Closed) event() {}
func (Open) event()   {}
