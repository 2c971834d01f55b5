// Package codecs2 has types with the methods of encoding/json/v2, which read from
// a decoder and write to an encoder: with value and pointer receivers, for both
// directions and for one alone, and beside those of encoding/json.
package codecs2

import (
	"errors"
	"strconv"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// ws:channel codecs2
type Codecs2 struct {
	ClientToServer Values
	ServerToClient Absent
}

// Values has a field of each type.
type Values struct {
	Range  Range            `json:"range,omitzero"`
	Count  Count            `json:"count,omitzero"`
	Set    Set              `json:"set,omitempty"`
	Out    Out              `json:"out,omitzero"`
	In     In               `json:"in,omitzero"`
	Both   Both             `json:"both,omitzero"`
	Null   Null             `json:"null,omitzero"`
	Ptr    *Range           `json:"ptr,omitempty"`
	PtrPtr **Count          `json:"ptrptr,omitempty"`
	List   []Count          `json:"list,omitempty"`
	Pair   [2]Range         `json:"pair,omitzero"`
	Table  map[string]Count `json:"table,omitempty"`
	Deep   []map[string]*In `json:"deep,omitempty"`
}

// Absent has fields without omitzero, which are written also when they were
// absent.
type Absent struct {
	Range Range `json:"range" ws:"optional"`
	Count Count `json:"count" ws:"nullable"`
}

// A Range is an array of two numbers, written by value.
//
// ws:type array
type Range struct{ from, to int }

func (r Range) MarshalJSONTo(e *jsontext.Encoder) error {
	return jsonv2.MarshalEncode(e, [2]int{r.from, r.to})
}

// UnmarshalJSONFrom refuses ranges that end before they begin.
func (r *Range) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	var ends [2]int
	if err := jsonv2.UnmarshalDecode(d, &ends); err != nil {
		return err
	}
	if ends[0] > ends[1] {
		return errors.New("the range ends before it begins")
	}
	r.from, r.to = ends[0], ends[1]
	return nil
}

// A Count is a number in a string. Both methods need a pointer.
//
// ws:type string
type Count int

// MarshalJSONTo needs a pointer.
func (c *Count) MarshalJSONTo(e *jsontext.Encoder) error {
	return e.WriteToken(jsontext.String(strconv.Itoa(int(*c))))
}

// UnmarshalJSONFrom takes null for zero.
func (c *Count) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	token, err := d.ReadToken()
	if err != nil {
		return err
	}
	switch token.Kind() {
	case 'n':
		*c = 0
		return nil
	case '"':
		n, err := strconv.Atoi(token.String())
		*c = Count(n)
		return err
	}
	return errors.New("a count is a string")
}

// A Set is a map that writes itself, and leaves the order to the encoder.
//
// ws:type object
type Set map[string]bool

func (s Set) MarshalJSONTo(e *jsontext.Encoder) error {
	return jsonv2.MarshalEncode(e, map[string]bool(s))
}

func (s *Set) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	return jsonv2.UnmarshalDecode(d, (*map[string]bool)(s))
}

// Out only has a method for writing: it is read as the struct that it is.
type Out struct {
	N int `json:"n"`
}

func (o Out) MarshalJSONTo(e *jsontext.Encoder) error {
	return jsonv2.MarshalEncode(e, map[string]int{"n": o.N})
}

// In only has a method for reading: it is written as the struct that it is.
type In struct {
	N int `json:"n"`
}

// UnmarshalJSONFrom also takes the number alone.
func (i *In) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	if d.PeekKind() == '0' {
		return jsonv2.UnmarshalDecode(d, &i.N)
	}
	type plain In
	return jsonv2.UnmarshalDecode(d, (*plain)(i))
}

// Both has the methods of both packages, which do the same.
//
// ws:type integer
type Both struct{ n int }

func (b Both) MarshalJSON() ([]byte, error)                 { return strconv.AppendInt(nil, int64(b.n), 10), nil }
func (b *Both) UnmarshalJSON(data []byte) error             { return jsonv2.Unmarshal(data, &b.n) }
func (b Both) MarshalJSONTo(e *jsontext.Encoder) error      { return jsonv2.MarshalEncode(e, b.n) }
func (b *Both) UnmarshalJSONFrom(d *jsontext.Decoder) error { return jsonv2.UnmarshalDecode(d, &b.n) }

// Null is written as null, and takes anything.
type Null struct{ raw string }

func (n Null) MarshalJSONTo(e *jsontext.Encoder) error { return e.WriteToken(jsontext.Null) }

func (n *Null) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	raw, err := d.ReadValue()
	n.raw = string(raw)
	return err
}
