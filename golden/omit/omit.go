// Package omit has keys that are left out of what is written: omitempty when
// the value is written as null, "", [] or {}, omitzero when it is zero or says
// so itself.
package omit

import (
	"encoding/json"
	"time"
)

// ws:channel omit
type Omit struct {
	ServerToClient Message
}

// A Message has both options on each kind of type.
type Message struct {
	EmptyInt    int             `json:"emptyInt,omitempty"`
	EmptyBool   bool            `json:"emptyBool,omitempty"`
	EmptyString string          `json:"emptyString,omitempty"`
	EmptySlice  []int           `json:"emptySlice,omitempty"`
	EmptyMap    map[string]int  `json:"emptyMap,omitempty"`
	EmptyPtr    *int            `json:"emptyPtr,omitempty"`
	EmptyPtrStr *string         `json:"emptyPtrStr,omitempty"`
	EmptyAny    any             `json:"emptyAny,omitempty"`
	EmptyStruct Inner           `json:"emptyStruct,omitempty"`
	EmptyPtrObj *Inner          `json:"emptyPtrObj,omitempty"`
	EmptyArray  [0]int          `json:"emptyArray,omitempty"`
	EmptyFull   [1]int          `json:"emptyFull,omitempty"`
	EmptyRaw    json.RawMessage `json:"emptyRaw,omitempty"`
	EmptyTime   time.Time       `json:"emptyTime,omitempty"`
	EmptyNested [][]int         `json:"emptyNested,omitempty"`
	EmptyText   Quiet           `json:"emptyText,omitempty"`
	EmptyInline struct {
		A string `json:"a,omitempty"`
	} `json:"emptyInline,omitempty"`

	ZeroInt    int            `json:"zeroInt,omitzero"`
	ZeroBool   bool           `json:"zeroBool,omitzero"`
	ZeroFloat  float64        `json:"zeroFloat,omitzero"`
	ZeroSlice  []int          `json:"zeroSlice,omitzero"`
	ZeroMap    map[string]int `json:"zeroMap,omitzero"`
	ZeroPtr    *int           `json:"zeroPtr,omitzero"`
	ZeroStruct Inner          `json:"zeroStruct,omitzero"`
	ZeroArray  [2]int         `json:"zeroArray,omitzero"`
	ZeroTime   time.Time      `json:"zeroTime,omitzero"`
	ZeroValue  Value          `json:"zeroValue,omitzero"`
	ZeroPtrRcv Pointer        `json:"zeroPtrRcv,omitzero"`
	ZeroPtrVal *Value         `json:"zeroPtrVal,omitzero"`
	ZeroAny    any            `json:"zeroAny,omitzero"`

	Both      []int  `json:"both,omitzero,omitempty"`
	BothPoint *Value `json:"bothPoint,omitempty,omitzero"`
}

// Inner is empty in JSON when it is zero, and also when only N is not.
type Inner struct {
	S string `json:"s,omitempty"`
	N int    `json:"-"`
}

// Value says itself when it is zero, by value.
type Value struct {
	N int `json:"n"`
}

// IsZero is true for negative numbers, too.
func (v Value) IsZero() bool { return v.N <= 0 }

// Pointer says it by its pointer.
type Pointer struct {
	N int `json:"n"`
}

// IsZero is true for negative numbers, too.
func (p *Pointer) IsZero() bool { return p.N <= 0 }

// Quiet is written as text, which may be empty.
type Quiet struct{ On bool }

func (q Quiet) MarshalText() ([]byte, error) {
	if q.On {
		return []byte("on"), nil
	}
	return nil, nil
}

func (q *Quiet) UnmarshalText(b []byte) error {
	q.On = string(b) == "on"
	return nil
}
