// Package enumints has enums of integers, which must be asked for, and open
// enums, which let other values pass.
package enumints

// ws:channel enumints
type EnumInts struct {
	ClientToServer Log
}

// A Log uses each enum.
type Log struct {
	Level    Level           `json:"level"`
	Previous *Level          `json:"previous,omitempty"`
	Quoted   Level           `json:"quoted,string,omitzero"`
	Levels   [3]Level        `json:"levels,omitzero"`
	Counts   map[Level]int   `json:"counts,omitempty"`
	Bit      Bit             `json:"bit,omitzero"`
	Big      Big             `json:"big,omitzero"`
	Unasked  Unasked         `json:"unasked,omitzero"`
	Source   Source          `json:"source,omitempty"`
	Port     Port            `json:"port,omitzero"`
	Sources  map[Source]Port `json:"sources,omitempty"`
}

// A Level is a closed enum of integers.
//
//ws:enum
type Level int

// The levels.
const (
	Debug Level = iota - 1
	Info
	Warn
)

// A Bit is a flag of its own; their sums are no values of it.
//
//ws:enum
type Bit uint8

// The bits.
const (
	A Bit = 1 << iota
	B
	C
)

// Big has the largest value there is.
//
//ws:enum
type Big uint64

// Max is that value.
const Max Big = 1<<64 - 1

// Unasked has constants, but nobody asked for an enum.
type Unasked int

// One is the only constant.
const One Unasked = 1

// A Source is known, or something else.
//
//ws:enum open
type Source string

// The known sources.
const (
	App    Source = "app"
	System Source = "system"
)

// A Port is known, or something else.
//
//ws:enum open
type Port uint16

// HTTP is known.
const HTTP Port = 80
