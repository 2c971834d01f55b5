// Package generics has generic types, each of which is on the wire what its
// arguments make of it.
package generics

import "github.com/wscontract/wscontract/testdata/generics/shop"

// ws:channel generics
type Generics struct {
	ClientToServer Query[Filter]
	ServerToClient Page[shop.Item]
}

// ws:channel pairs
type Pairs struct {
	ClientToServer Pair[string, int]
	ServerToClient Pair[Pair[int, bool], []Option[shop.Item]]
}

// A Query asks for what a filter of any type selects.
type Query[F any] struct {
	Filter F           `json:"filter"`
	Limit  Option[int] `json:"limit"`
}

// A Filter is one such type.
type Filter struct {
	Prefix string `json:"prefix"`
}

// A Page is a part of a list.
type Page[T any] struct {
	Items []T               `json:"items"`
	Next  *Page[T]          `json:"next,omitempty"`
	Index map[string]Ref[T] `json:"index,omitempty"`
}

// A Ref wraps its argument once more.
type Ref[T any] struct {
	To T `json:"to"`
}

// A Pair has two parameters.
type Pair[A comparable, B any] struct {
	First  A `json:"first"`
	Second B `json:"second"`
}

// An Option may be there.
type Option[T any] struct {
	Value T    `json:"value,omitzero"`
	Set   bool `json:"set"`
}
