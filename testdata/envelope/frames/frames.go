// Package frames has messages that know nothing of an envelope.
package frames

// Get asks for something.
type Get struct {
	Key string `json:"key"`
}

// Put has a key that is also that of the tag: the method is filled, and
// written once.
type Put struct {
	Method string `json:"method,omitempty"`
	Key    string `json:"key"`
	Value  any    `json:"value"`
}

// Empty says nothing.
type Empty struct{}
