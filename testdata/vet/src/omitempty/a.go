package omitempty

import "time"

//ws:channel omit
type Chan struct {
	ServerToClient Event
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
	Kept    int       `json:"kept,omitempty"` //ws:ignore omitempty "other programs with encoding/json v1 read the tag"
}
