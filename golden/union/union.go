// Package union has unions over the struct types of its package that implement
// an interface, with the tag beside the keys of the variant.
package union

import "fmt"

// ws:channel union
type Union struct {
	ClientToServer Event
	ServerToClient Result
}

// An Event names its variants by default: in snake_case.
//
// ws:union
type Event interface{ isEvent() }

// UserJoined has a name of two words.
type UserJoined struct {
	Name string `json:"name"`
}

// HTTPReady has an abbreviation in its name.
type HTTPReady struct {
	Port int `json:"port"`
}

// Ping has no keys.
type Ping struct{}

// Custom has a name with spaces and quotes.
//
// ws:message "very \"custom\" näme"
type Custom struct {
	Data []int `json:"data"`
}

func (UserJoined) isEvent() {}
func (HTTPReady) isEvent()  {}
func (Ping) isEvent()       {}
func (Custom) isEvent()     {}

// Unrelated does not implement Event.
type Unrelated struct{}

// A Result has a tag of its own name. It
// embeds another interface, and one of its variants implements it by embedding.
//
// ws:union tag=$kind
type Result interface {
	fmt.Stringer
	isResult()
}

// Done is a variant by what it embeds.
type Done struct {
	result
	OK bool `json:"ok"`
}

// Failed implements Result itself.
type Failed struct {
	Error string `json:"error"`
}

type result struct{}

func (result) isResult()      {}
func (result) String() string { return "result" }
func (Failed) isResult()      {}
func (f Failed) String() string {
	return f.Error
}
