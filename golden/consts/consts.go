// Package consts has keys that always have the same value, with and without a
// field.
package consts

// ws:channel consts
type Consts struct {
	ClientToServer Request
	ServerToClient Event
}

// A Request has constants without fields, of each kind, and one with a field.
//
// ws:const jsonrpc="2.0"
// ws:const version=-3
// ws:const final=true odd-key="\"odd\" välue"
// ws:const kind=request
type Request struct {
	Kind   string `json:"kind"`
	Method string `json:"method"`
}

// An Event is a union of structs that have the tag already.
//
// ws:union tag=kind
type Event interface{ event() }

// A Base is embedded, and has the tag in it.
type Base struct {
	Kind string `json:"kind"`
	Time int64  `json:"time"`
}

// Opened says what the tag in its base is.
//
// ws:const kind=opened
// ws:message opened
type Opened struct {
	Base
	By string `json:"by"`
}

// Closed has a constant beside the tag.
//
// ws:const kind=closed final=true
// ws:message closed
type Closed struct {
	Base
}

func (Opened) event() {}
func (Closed) event() {}
