// Package validates has types with a method Validate() error, which is called
// once their fields passed, and whose error is a finding at their place.
package validates

import "errors"

// ws:channel validates
type Validates struct {
	ClientToServer Booking
	ServerToClient Event
}

// A Booking has such types in every place.
type Booking struct {
	Span   Span            `json:"span"`
	Other  *Span           `json:"other,omitempty"`
	Spans  []Span          `json:"spans,omitempty"`
	Named  map[string]Span `json:"named,omitempty"`
	Even   Even            `json:"even,omitzero"`
	Strict Evens           `json:"strict,omitempty"`
	Note   string          `json:"note,omitempty" validate:"max=3"`
}

// Validate looks at several fields.
func (b Booking) Validate() error {
	if b.Other != nil && *b.Other == b.Span {
		return errors.New("must not have the same span twice")
	}
	return nil
}

// A Span has a method with a pointer receiver.
type Span struct {
	From int `json:"from"`
	To   int `json:"to" validate:"max=100"`
}

// Validate checks that the span is one.
func (s *Span) Validate() error {
	if s.From > s.To {
		return errors.New("must not end before it begins")
	}
	return nil
}

// Even is a number that checks itself.
type Even int

// Validate checks that the number is even.
func (e Even) Validate() error {
	if e%2 != 0 {
		return errors.New("must be even")
	}
	return nil
}

// Evens is a slice that does so, together with its elements.
type Evens []Even

// Validate checks the order of the elements.
func (e Evens) Validate() error {
	if len(e) > 1 && e[0] > e[1] {
		return errors.New("must be in order")
	}
	return nil
}

// An Event is a union of a variant that checks itself.
//
//ws:union
type Event interface{ event() }

// Moved holds and is such a type.
type Moved struct {
	By Even `json:"by"`
}

// Validate refuses zero.
func (m Moved) Validate() error {
	if m.By == 0 {
		return errors.New("must move")
	}
	return nil
}

func (Moved) event() {}
