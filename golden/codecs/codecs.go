// Package codecs has types with methods of their own for JSON or text, with
// value and pointer receivers, for both directions and for one alone.
package codecs

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"math/big"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// ws:channel codecs
type Codecs struct {
	ClientToServer Values
}

// Values has a field of each type.
type Values struct {
	Upper   Upper           `json:"upper,omitzero"`
	Hex     Hex             `json:"hex,omitzero"`
	Point   Point           `json:"point,omitzero"`
	Flags   Flags           `json:"flags,omitempty"`
	Out     Out             `json:"out,omitzero"`
	In      In              `json:"in,omitzero"`
	OutText OutText         `json:"outText,omitzero"`
	InText  InText          `json:"inText,omitzero"`
	Kind    Kind            `json:"kind,omitzero"`
	Addr    netip.Addr      `json:"addr,omitzero"`
	Big     *big.Int        `json:"big,omitempty"`
	Pointer *Upper          `json:"pointer,omitempty"`
	Points  []Point         `json:"points,omitempty"`
	Table   map[string]*Hex `json:"table,omitempty"`
	Keys    map[Upper]Point `json:"keys,omitempty"`
	Any     Anything        `json:"any,omitzero"`
}

// Upper is text in upper case, with value and pointer receivers.
type Upper struct{ s string }

func (u Upper) MarshalText() ([]byte, error) { return []byte(u.s), nil }

func (u *Upper) UnmarshalText(b []byte) error {
	if s := string(b); s != strings.ToUpper(s) {
		return errors.New("upper case only")
	}
	u.s = string(b)
	return nil
}

// Hex is a number in hexadecimal. Both methods need a pointer.
type Hex uint32

func (h *Hex) MarshalText() ([]byte, error) { return strconv.AppendUint(nil, uint64(*h), 16), nil }

func (h *Hex) UnmarshalText(b []byte) error {
	n, err := strconv.ParseUint(string(b), 16, 32)
	*h = Hex(n)
	return err
}

// Point is an array in JSON.
//
// ws:type array
type Point struct{ x, y int }

func (p Point) MarshalJSON() ([]byte, error) { return json.Marshal([]int{p.x, p.y}) }

func (p *Point) UnmarshalJSON(b []byte) error {
	var xy []int
	if err := json.Unmarshal(b, &xy); err != nil {
		return err
	}
	if len(xy) != 2 {
		return errors.New("a point has two coordinates")
	}
	p.x, p.y = xy[0], xy[1]
	return nil
}

// Flags is a map in Go and a string in JSON.
//
// ws:type string
type Flags map[string]bool

func (f Flags) MarshalJSON() ([]byte, error) {
	return json.Marshal(strings.Join(slices.Sorted(maps.Keys(f)), " "))
}

func (f *Flags) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*f = Flags{}
	for _, name := range strings.Fields(s) {
		(*f)[name] = true
	}
	return nil
}

// Out only has a method for writing: it is read as the struct that it is.
type Out struct {
	N int `json:"n"`
}

func (o Out) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]int{"n": o.N}) }

// In only has a method for reading: it is written as the struct that it is.
type In struct {
	N int `json:"n"`
}

func (i *In) UnmarshalJSON(b []byte) error {
	n, err := strconv.Atoi(string(bytes.Trim(b, `{"n:}`)))
	i.N = n
	return err
}

// OutText only has a method for writing.
type OutText string

func (o OutText) MarshalText() ([]byte, error) { return []byte(o), nil }

// InText only has a method for reading.
type InText string

func (i *InText) UnmarshalText(b []byte) error {
	*i = InText(b)
	return nil
}

// Kind has text methods and constants; the methods decide what is allowed.
type Kind int

// The kinds.
const (
	Small Kind = iota + 1
	Large
)

func (k Kind) MarshalText() ([]byte, error) {
	switch k {
	case Small:
		return []byte("small"), nil
	case Large:
		return []byte("large"), nil
	}
	return nil, errors.New("unknown kind")
}

func (k *Kind) UnmarshalText(b []byte) error {
	switch string(b) {
	case "small":
		*k = Small
	case "large":
		*k = Large
	default:
		return errors.New("unknown kind")
	}
	return nil
}

// Anything takes every JSON value, null too.
type Anything struct{ raw string }

func (a Anything) MarshalJSON() ([]byte, error) { return []byte(a.raw), nil }

func (a *Anything) UnmarshalJSON(b []byte) error {
	a.raw = string(b)
	return nil
}
