// Package kit has types that read and write themselves. Random packages use
// them.
package kit

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

// Upper is text in upper case. It is written by value.
type Upper string

func (u Upper) MarshalText() ([]byte, error) { return []byte(u), nil }

// UnmarshalText refuses lower case.
func (u *Upper) UnmarshalText(b []byte) error {
	if s := string(b); s != strings.ToUpper(s) {
		return errors.New("upper case only")
	}
	*u = Upper(b)
	return nil
}

// Hex is a number as text. Both methods need a pointer.
type Hex uint32

// MarshalText needs a pointer.
func (h *Hex) MarshalText() ([]byte, error) { return strconv.AppendUint(nil, uint64(*h), 16), nil }

// UnmarshalText reads what MarshalText writes, and capital letters.
func (h *Hex) UnmarshalText(b []byte) error {
	n, err := strconv.ParseUint(string(b), 16, 32)
	*h = Hex(n)
	return err
}

// Point is an array in JSON. It is written by value.
type Point struct{ x, y int }

// NewPoint returns a point.
func NewPoint(x, y int) Point { return Point{x, y} }

func (p Point) MarshalJSON() ([]byte, error) { return json.Marshal([]int{p.x, p.y}) }

// UnmarshalJSON refuses null, and what has not two coordinates.
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

// Celsius is a string in JSON, with a unit. Both methods need a pointer.
type Celsius int16

// MarshalJSON needs a pointer.
func (c *Celsius) MarshalJSON() ([]byte, error) {
	return strconv.AppendQuote(nil, strconv.Itoa(int(*c))+" °C"), nil
}

// UnmarshalJSON reads what MarshalJSON writes; null is zero.
func (c *Celsius) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if s == nil {
		*c = 0
		return nil
	}
	number, ok := strings.CutSuffix(*s, " °C")
	n, err := strconv.ParseInt(number, 10, 16)
	if !ok || err != nil {
		return errors.New("not a temperature")
	}
	*c = Celsius(n)
	return nil
}
