// Package nozero has keys that may be absent or null, of types whose zero value
// no message has: unions, closed enums, and what always has one of these in it.
// The value of such a message is written without them, or with null.
package nozero

// ws:channel nozero
type NoZero struct {
	ClientToServer Optional
	ServerToClient Nullable
}

// ws:channel tagged required=tagged
type Tagged struct {
	ClientToServer Loose
}

// Optional has keys that may be absent.
type Optional struct {
	Shape  Shape                 `json:"shape" ws:"optional"`
	Pair   [2]Shape              `json:"pair" ws:"optional"`
	Grid   [1][2]Shape           `json:"grid" ws:"optional"`
	None   [0]Shape              `json:"none" ws:"optional"`
	Named  Pair                  `json:"named" ws:"optional"`
	Frame  Frame                 `json:"frame" ws:"optional"`
	Frames [1]Frame              `json:"frames" ws:"optional"`
	Colour Colour                `json:"colour" ws:"optional"`
	Level  Level                 `json:"level" ws:"optional"`
	Empty  Empty                 `json:"empty" ws:"optional"`
	Open   Open                  `json:"open" ws:"optional"`
	Struct Struct                `json:"struct" ws:"optional"`
	Inline struct{ C [2]Colour } `json:"inline" ws:"optional"`
	Fine   Fine                  `json:"fine" ws:"optional"`
	List   []Shape               `json:"list" ws:"optional"`
	Both   [2]Colour             `json:"both" ws:"optional,nullable"`
	Levels [2]Level              `json:"levels,omitempty"`
	Others Levels                `json:"others,omitempty"`
	Quoted Level                 `json:"quoted,string" ws:"optional"`
}

// Nullable has keys that must be there and may be null.
type Nullable struct {
	Shape  Shape    `json:"shape" ws:"nullable"`
	Pair   [2]Shape `json:"pair" ws:"nullable"`
	Frame  Frame    `json:"frame" ws:"nullable"`
	Colour Colour   `json:"colour" ws:"nullable"`
	Level  Level    `json:"level,string" ws:"nullable"`
	Open   Open     `json:"open" ws:"nullable"`
	Struct Struct   `json:"struct" ws:"nullable"`
}

// Loose has keys that are required only where they say so.
type Loose struct {
	Shape  Shape    `json:"shape"`
	Pair   [2]Shape `json:"pair"`
	Colour Colour   `json:"colour"`
	Struct Struct   `json:"struct"`
	N      int      `json:"n"`
}

// ws:union
type Shape interface{ shape() }

type Dot struct{}

type Line struct {
	To int `json:"to"`
}

func (Dot) shape()   {}
func (*Line) shape() {}

// Pair is an array with a name.
type Pair [2]Shape

// Levels is another, without a zero value on the wire.
type Levels [2]Level

// A Frame is a union with a key of its own.
//
// ws:union
type Frame struct {
	ID   int   `json:"id,omitzero"`
	Dot  *Dot  `ws:"dot"`
	Line *Line `ws:"line"`
}

// Colour has no empty value.
type Colour string

const (
	Red  Colour = "red"
	Blue Colour = "blue"
)

// Level has no zero.
//
// ws:enum
type Level int8

const (
	Low  Level = -1
	High Level = 1
)

// Empty has an empty value.
type Empty string

const (
	Nothing   Empty = ""
	Something Empty = "something"
)

// Open takes other values.
//
// ws:enum open
type Open string

const Known Open = "known"

// Struct always has a colour in it, behind a struct that it embeds.
type Struct struct {
	Base
	N int `json:"n"`
}

type Base struct {
	Colour Colour `json:"colour"`
}

// Fine can do without a colour.
type Fine struct {
	Colour *Colour `json:"colour"`
	Other  Colour  `json:"other,omitzero"`
}
