// Package aliases has aliases, which are the types that they stand for.
package aliases

import (
	"net/netip"
	"time"
)

// ws:channel aliases
type Aliases struct {
	ClientToServer Request
	ServerToClient Reply
}

// A Request is an alias of a struct with another name.
type Request = request

type request struct {
	ID      ID             `json:"id"`
	Names   Names          `json:"names"`
	When    Stamp          `json:"when,omitzero"`
	From    Address        `json:"from,omitzero"`
	Point   Point          `json:"point,omitzero"`
	Maybe   Maybe[string]  `json:"maybe,omitempty"`
	Lookup  Lookup[Number] `json:"lookup,omitempty"`
	Twice   Twice          `json:"twice,omitempty"`
	Replies []Reply        `json:"replies,omitempty"`
}

// A Reply is an alias of a union.
type Reply = answer

//ws:union
type answer interface{ answer() }

// Yes is a variant.
type Yes struct{}

// No is another.
type No struct {
	Why string `json:"why"`
}

func (Yes) answer() {}
func (No) answer()  {}

type (
	// ID is an alias of a basic type.
	ID = string
	// Names is an alias of a slice.
	Names = []ID
	// Stamp is an alias of a type with methods.
	Stamp = time.Time
	// Address is an alias of a type of another package.
	Address = netip.Addr
	// Point is an alias of a struct without a name.
	Point = struct {
		X int `json:"x"`
	}
	// Maybe is a generic alias of a pointer.
	Maybe[T any] = *T
	// Lookup is a generic alias of a map.
	Lookup[V any] = map[ID]V
	// Twice is an alias of an alias.
	Twice = Names
	// Number is an alias of any.
	Number = any
)
