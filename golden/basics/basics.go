// Package basics has every basic kind of Go, and their limits.
package basics

// ws:channel basics
type Basics struct {
	ClientToServer Values
}

// Values has a field for each kind. All are optional, so that a message can
// name just one.
type Values struct {
	Bool    bool    `json:"bool,omitzero"`
	String  string  `json:"string,omitzero"`
	Int     int     `json:"int,omitzero"`
	Int8    int8    `json:"int8,omitzero"`
	Int16   int16   `json:"int16,omitzero"`
	Int32   int32   `json:"int32,omitzero"`
	Int64   int64   `json:"int64,omitzero"`
	Uint    uint    `json:"uint,omitzero"`
	Uint8   uint8   `json:"uint8,omitzero"`
	Uint16  uint16  `json:"uint16,omitzero"`
	Uint32  uint32  `json:"uint32,omitzero"`
	Uint64  uint64  `json:"uint64,omitzero"`
	Uintptr uintptr `json:"uintptr,omitzero"`
	Float32 float32 `json:"float32,omitzero"`
	Float64 float64 `json:"float64,omitzero"`
	Byte    byte    `json:"byte,omitzero"`
	Rune    rune    `json:"rune,omitzero"`
}
