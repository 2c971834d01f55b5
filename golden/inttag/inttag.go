// Package inttag has a union whose tag is an integer.
package inttag

// ws:channel inttag
type IntTag struct {
	ClientToServer Packet
	ServerToClient Frame
}

// A Packet has its tag beside its keys.
//
// ws:union tag=op tagtype=int
type Packet interface{ packet() }

// Hello is number ten.
//
// ws:message 10
type Hello struct {
	Version int `json:"version"`
}

// Heartbeat is number two, which comes first.
//
// ws:message 2
type Heartbeat struct{}

// Reset has a negative number.
//
// ws:message -1
type Reset struct {
	Hard bool `json:"hard"`
}

func (Hello) packet()     {}
func (Heartbeat) packet() {}
func (Reset) packet()     {}

// A Frame is an envelope with a tag of the same kind, and a content.
//
// ws:union tag=op tagtype=int content=d
type Frame struct {
	Seq   *int64 `json:"s,omitempty"`
	Hello *Hello `ws:"10"`
	Reset *Reset `ws:"7"`
}
