package omitempty

import "time"

//ws:channel omit
type Chan struct {
	ServerToClient Event
	ClientToServer Command
}

type Level int

type Point struct{ X, Y int }

type Options struct {
	Name string `json:"name,omitempty"`
}

type Event struct {
	Count   int       `json:"count,omitempty"` // want `^omitempty never leaves out Event.Count, whose type is never written as null, "", \[\] or {}; write omitzero$`
	Done    bool      `json:"done,omitempty"`  // want `Event.Done`
	Ratio   float64   `json:",omitempty"`      // want `Event.Ratio`
	Level   Level     `json:"level,omitempty"` // want `Event.Level`
	At      time.Time `json:"at,omitempty"`    // want `Event.At`
	Where   Point     `json:"where,omitempty"` // want `Event.Where`
	Fixed   [2]int    `json:"fixed,omitempty"` // want `Event.Fixed`
	Text    string    `json:"text,omitempty"`
	List    []int     `json:"list,omitempty"`
	Pointer *int      `json:"pointer,omitempty"`
	Zero    int       `json:"zero,omitzero"`
	Both    int       `json:"both,omitempty,omitzero"`
	Options Options   `json:"options,omitempty"`
	Kept    int       `json:"kept,omitempty"`                                                    //ws:ignore omitempty "other programs with encoding/json v1 read the tag"
	Ruled   int       `json:"ruled,omitempty" bson:"ruled,omitempty" validate:"omitempty,min=1"` // want `Event.Ruled`
	Wide    Wide      `json:"wide,omitempty"`                                                    // want `Event.Wide`
	Loose   Loose     `json:"loose,omitempty"`
	Base
}

// Base is part of both messages.
type Base struct {
	Seq int `json:"seq,omitempty"` // want `Event.Seq`
}

// Wide is never {}, since the option of its field has no effect.
type Wide struct {
	N int `json:"n,omitempty"` // want `Wide.N`
}

// Loose is {} while the pointer is nil.
type Loose struct {
	*Point
}

// Command is only sent by clients: omitempty says that a key may be absent.
type Command struct {
	Limit int `json:"limit,omitempty"`
	Base
}
