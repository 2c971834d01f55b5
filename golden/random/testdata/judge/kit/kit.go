// Package kit has types that read and write themselves. Random packages use
// them.
package kit

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
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

// Span is an array in JSON, by the methods of encoding/json/v2. It is written by
// value.
type Span struct{ From, To int8 }

func (s Span) MarshalJSONTo(e *jsontext.Encoder) error {
	return jsonv2.MarshalEncode(e, [2]int8{s.From, s.To})
}

// UnmarshalJSONFrom refuses a span that ends before it begins, and null.
func (s *Span) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var ends []int8
	if err := jsonv2.UnmarshalDecode(d, &ends); err != nil {
		return err
	}
	if len(ends) != 2 || ends[0] > ends[1] {
		return errors.New("not a span")
	}
	s.From, s.To = ends[0], ends[1]
	return nil
}

// Count is a number in a string. Both methods, of encoding/json/v2, need a
// pointer.
type Count uint16

// MarshalJSONTo needs a pointer.
func (c *Count) MarshalJSONTo(e *jsontext.Encoder) error {
	return e.WriteToken(jsontext.String(strconv.Itoa(int(*c))))
}

// UnmarshalJSONFrom reads what MarshalJSONTo writes; null is zero.
func (c *Count) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var s *string
	if err := jsonv2.UnmarshalDecode(d, &s); err != nil {
		return err
	}
	if s == nil {
		*c = 0
		return nil
	}
	n, err := strconv.ParseUint(*s, 10, 16)
	*c = Count(n)
	return err
}

// Both has the methods of both packages.
type Both bool

func (b Both) MarshalJSON() ([]byte, error) { return strconv.AppendBool(nil, bool(b)), nil }

func (b *Both) UnmarshalJSON(data []byte) error { return jsonv2.Unmarshal(data, (*bool)(b)) }

func (b Both) MarshalJSONTo(e *jsontext.Encoder) error { return e.WriteToken(jsontext.Bool(bool(b))) }

func (b *Both) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	return jsonv2.UnmarshalDecode(d, (*bool)(b))
}

// OutText can only write itself.
type OutText string

func (o OutText) MarshalText() ([]byte, error) { return []byte("<" + o + ">"), nil }

// InText can only read itself.
type InText string

func (i *InText) UnmarshalText(b []byte) error {
	if len(b) > 20 {
		return errors.New("too long")
	}
	*i = InText(b)
	return nil
}

// Out can only write itself, and needs a pointer.
type Out struct {
	N int8 `json:"n"`
}

// MarshalJSONTo needs a pointer.
func (o *Out) MarshalJSONTo(e *jsontext.Encoder) error {
	return jsonv2.MarshalEncode(e, map[string]int8{"n": o.N})
}

// In can only read itself.
type In struct {
	L []int8 `json:"l"`
}

// UnmarshalJSON also takes an array.
func (i *In) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return jsonv2.Unmarshal(b, &i.L)
	}
	type plain In
	return jsonv2.Unmarshal(b, (*plain)(i))
}
