// Package hostile is a contract for attacks: it has what an attacker would like
// to meet, such as lists, trees, numbers of every size, strings of every format,
// and code of the user that runs on what a client sends.
package hostile

//go:generate go run github.com/wscontract/wscontract/cmd/wscontract generate .

import (
	"encoding/json"
	"errors"
)

// Hostile is where the attacks of package attack go.
//
//ws:channel hostile path=/ws/hostile max-size=4MiB
type Hostile struct {
	ClientToServer Command
	ServerToClient Event
}

// Room has parameters, which an attacker chooses, too.
//
//ws:channel room path=/ws/rooms/{room} auth=required
type Room struct {
	Params struct {
		Room Name `path:"room" validate:"max=32"`
	}
	Query struct {
		Token string `query:"token,omitempty"`
	}
	ClientToServer Command
	ServerToClient Event
}

// Trap is called, when it is not nil, by the code of this package's types: with
// where that stands, and a word of the message. Tests have it panic.
var Trap func(where, word string)

func trap(where, word string) {
	if Trap != nil {
		Trap(where, word)
	}
}

// A Name refuses itself when it is "nobody".
type Name string

// Validate is called for a parameter.
func (n Name) Validate() error {
	trap("Validate of a parameter", string(n))
	if n == "nobody" {
		return errors.New("there is nobody of that name")
	}
	return nil
}

// A Command is what a client may send.
//
//ws:union tag=type
type Command interface{ command() }

// Say refuses unknown keys.
//
//ws:message say
//ws:strict
type Say struct {
	ID   any    `json:"id,omitempty"`
	Text string `json:"text" validate:"max=100000"`
	N    int    `json:"n,omitempty"`
}

// Numbers has a place for each kind of number.
//
//ws:message numbers
type Numbers struct {
	Int   int64   `json:"int,omitzero"`
	Small int8    `json:"small,omitzero"`
	Uint  uint64  `json:"uint,omitzero"`
	Float float64 `json:"float,omitzero"`
	Any   any     `json:"any,omitempty"`
}

// Lists has a list that is bounded, of things that cost memory.
//
//ws:message lists
type Lists struct {
	Items []Item          `json:"items,omitempty" validate:"max=100"`
	Names map[string]Name `json:"names,omitempty" validate:"max=100"`
}

// An Item is larger in Go than in JSON, where it may be {}.
type Item struct {
	A, B, C, D *[64]int `json:",omitempty"`
}

// A Tree may be deep.
//
//ws:message tree
type Tree struct {
	Left  *Tree `json:"left,omitempty"`
	Right *Tree `json:"right,omitempty"`
}

// Formats has strings whose rules are more than a comparison.
//
//ws:message formats
type Formats struct {
	Email    string `json:"email,omitempty" validate:"omitempty,email"`
	URL      string `json:"url,omitempty" validate:"omitempty,url"`
	FQDN     string `json:"fqdn,omitempty" validate:"omitempty,fqdn"`
	Semver   string `json:"semver,omitempty" validate:"omitempty,semver"`
	JWT      string `json:"jwt,omitempty" validate:"omitempty,jwt"`
	IP       string `json:"ip,omitempty" validate:"omitempty,ip"`
	Color    string `json:"color,omitempty" validate:"omitempty,iscolor"`
	JSON     string `json:"json,omitempty" validate:"omitempty,json"`
	Base64   string `json:"base64,omitempty" validate:"omitempty,base64"`
	Numeric  string `json:"numeric,omitempty" validate:"omitempty,numeric"`
	TimeZone string `json:"timezone,omitempty" validate:"omitempty,timezone"`
}

// Trapped has code of its own in every place where a type may.
//
//ws:message trapped
type Trapped struct {
	Word string `json:"word"`
	Own  Own    `json:"own,omitzero"`
}

// Validate is called for a message.
func (m Trapped) Validate() error {
	trap("Validate", m.Word)
	return nil
}

// An Own has a codec of its own.
type Own struct{ Word string }

// MarshalJSON writes the word.
func (o Own) MarshalJSON() ([]byte, error) {
	trap("MarshalJSON", o.Word)
	return json.Marshal(o.Word)
}

// UnmarshalJSON reads the word.
func (o *Own) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &o.Word); err != nil {
		return errors.New("not a word")
	}
	trap("UnmarshalJSON", o.Word)
	return nil
}

func (Say) command()     {}
func (Numbers) command() {}
func (Lists) command()   {}
func (Tree) command()    {}
func (Formats) command() {}
func (Trapped) command() {}

// An Event is what the server sends.
//
//ws:union tag=type
type Event interface{ event() }

// Said repeats what was said.
//
//ws:message said
type Said struct {
	From string `json:"from,omitempty"`
	Text string `json:"text"`
	N    int    `json:"n"`
}

// Echoed has code of its own, which writes it.
//
//ws:message echoed
type Echoed struct {
	Own Own `json:"own"`
	Any any `json:"any,omitempty"`
}

func (Said) event()   {}
func (Echoed) event() {}
