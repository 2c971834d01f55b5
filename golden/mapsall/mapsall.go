// Package mapsall has maps with every kind of key.
package mapsall

import "net/netip"

// ws:channel maps
type Maps struct {
	ClientToServer Tables
}

// Tables are maps; each kind of key stands in a JSON string.
type Tables struct {
	Strings map[string]int          `json:"strings,omitempty"`
	Named   map[UserID]string       `json:"named,omitempty"`
	Colors  map[Color]int           `json:"colors,omitempty"`
	Ints    map[int]string          `json:"ints,omitempty"`
	Int8s   map[int8]string         `json:"int8s,omitempty"`
	Uint16s map[uint16]string       `json:"uint16s,omitempty"`
	Levels  map[Level]string        `json:"levels,omitempty"`
	Texts   map[netip.Addr]string   `json:"texts,omitempty"`
	Nested  map[string]map[int]bool `json:"nested,omitempty"`
	Lists   map[string][]int        `json:"lists,omitempty"`
	Objects map[string]Entry        `json:"objects,omitempty"`
	Nulls   map[string]*int         `json:"nulls,omitempty"`
	Any     map[string]any          `json:"any,omitempty"`
	Pointer *map[string]string      `json:"pointer,omitempty"`
	Index   Index                   `json:"index,omitempty"`
}

// A UserID is a named string.
type UserID string

// A Color is one of two.
type Color string

// The colors.
const (
	Red   Color = "red"
	Green Color = "green"
)

// A Level is a named integer.
type Level uint8

// An Entry is a value with a key that it needs.
type Entry struct {
	N int `json:"n"`
}

// An Index is a named map.
type Index map[UserID][]Entry
