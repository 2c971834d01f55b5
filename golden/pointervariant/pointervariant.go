// Package pointervariant has a union whose variants implement it with pointer
// receivers, with value receivers, and both.
package pointervariant

// ws:channel pointervariant
type PointerVariant struct {
	ClientToServer Message
}

// ws:union
type Message interface {
	message()
	kind() string
}

// Pointer implements Message by its pointer alone, so that messages hold one.
type Pointer struct {
	N int `json:"n"`
}

func (*Pointer) message()     {}
func (*Pointer) kind() string { return "pointer" }

// Mixed has a method of each kind.
type Mixed struct {
	S string `json:"s"`
}

func (Mixed) message()      {}
func (*Mixed) kind() string { return "mixed" }

// Value implements Message by value; its pointer does so, too.
type Value struct {
	B bool `json:"b"`
}

func (Value) message()     {}
func (Value) kind() string { return "value" }
