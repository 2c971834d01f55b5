// Package adjacent has unions whose variant stands under a key of its own,
// beside the tag: content=KEY.
package adjacent

// ws:channel adjacent
type Adjacent struct {
	ClientToServer Call
	ServerToClient Notice
}

// A Call has its variant under "payload".
//
// ws:union tag=op content=payload
type Call interface{ call() }

// Add has a key that is called like the tag.
type Add struct {
	Op string `json:"op"`
	A  int    `json:"a"`
	B  int    `json:"b"`
}

// Stop has no keys. Its content is written, but may be absent.
type Stop struct{}

func (Add) call()  {}
func (Stop) call() {}

// A Notice has variants of pointer receivers.
//
// ws:union content="the content"
type Notice interface{ notice() }

// Text is one.
type Text struct {
	Text string `json:"text" validate:"min=1"`
}

func (*Text) notice() {}
