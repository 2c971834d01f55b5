package wire_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/wscontract/wscontract/runtime/wire"
)

// written returns what write writes, or the error.
func written(t *testing.T, write func(*wire.Encoder)) string {
	t.Helper()
	e := wire.NewEncoder([]byte("before"))
	write(e)
	b, err := e.Finish()
	if err != nil {
		if string(b) != "before" {
			t.Errorf("with an error, the buffer is %q", b)
		}
		return "error: " + err.Error()
	}
	return strings.TrimPrefix(string(b), "before")
}

type named struct{ Type, A string }

// encodeNamed writes as emitted code does for a struct with a field for the tag.
func encodeNamed(e *wire.Encoder, v *named) {
	e.Object()
	if !e.Tagged(`"type":`) {
		e.Key(`"type":`)
		e.String(v.Type)
	}
	e.Key(`"a":`)
	e.String(v.A)
	e.EndObject()
}

type selfMade string

func (s selfMade) MarshalJSON() ([]byte, error) { return []byte(s), nil }

func TestVariantsGoOnBehindTheirTag(t *testing.T) {
	for _, test := range []struct {
		name  string
		write func(*wire.Encoder)
		want  string
	}{
		{"alone", func(e *wire.Encoder) { encodeNamed(e, &named{"x", "1"}) }, `{"type":"x","a":"1"}`},
		{"variant", func(e *wire.Encoder) { e.Variant(`"type":"y"`); encodeNamed(e, &named{"x", "1"}) }, `{"type":"y","a":"1"}`},
		{"other tag", func(e *wire.Encoder) { e.Variant(`"kind":"y"`); encodeNamed(e, &named{"x", "1"}) }, `{"kind":"y","type":"x","a":"1"}`},
		{"envelope", func(e *wire.Encoder) {
			e.Object()
			e.Const(`"type":"y"`)
			e.Key(`"inner":`)
			encodeNamed(e, &named{"x", "1"})
			e.Join(`"type":"y"`)
			encodeNamed(e, &named{"x", "2"})
		}, `{"type":"y","inner":{"type":"x","a":"1"},"a":"2"}`},
		{"in an array", func(e *wire.Encoder) {
			e.Array()
			e.Variant(`"type":"y"`)
			encodeNamed(e, &named{})
			encodeNamed(e, &named{"z", ""})
			e.EndArray()
		}, `[{"type":"y","a":""},{"type":"z","a":""}]`},
		{"empty", func(e *wire.Encoder) { e.Variant(`"type":"y"`); e.Object(); e.EndObject() }, `{"type":"y"}`},
		{"self-made", func(e *wire.Encoder) { e.Variant(`"type":"y"`); e.Marshal(selfMade(`{"b":[1, 2],"type":"x"}`)) }, `{"type":"y","b":[1,2]}`},
		{"self-made in an envelope", func(e *wire.Encoder) {
			e.Object()
			e.Const(`"type":"y"`)
			e.Key(`"id":`)
			e.Int(1)
			e.Join(`"type":"y"`, "id")
			e.Marshal(selfMade(`{"id":2,"b":{}}`))
		}, `{"type":"y","id":1,"b":{}}`},
		{"self-made and no object", func(e *wire.Encoder) { e.Variant(`"type":"y"`); e.Marshal(selfMade(`[1]`)) }, "error: wire: a variant that writes itself: must be an object"},
	} {
		if got := written(t, test.write); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestWhatIsNoVariantCannotBeWritten(t *testing.T) {
	for _, test := range []struct {
		write func(*wire.Encoder)
		want  string
	}{
		{func(e *wire.Encoder) { e.OneVariant(false, false) }, "error: wire: 0 variants of a union are set, not one"},
		{func(e *wire.Encoder) { e.OneVariant(true, false, true) }, "error: wire: 2 variants of a union are set, not one"},
		{func(e *wire.Encoder) { encodeNamed(e, wire.NotNil[named](e, nil)) }, "error: wire: a nil *wire_test.named is no variant of its union"},
		{func(e *wire.Encoder) { e.RawObject([]byte(` {"a": 1}`)) }, `{"a":1}`},
		{func(e *wire.Encoder) { e.RawObject(nil) }, "error: wire: the raw JSON of a message is not an object"},
		{func(e *wire.Encoder) { e.RawObject([]byte(`[]`)) }, "error: wire: the raw JSON of a message is not an object"},
		{func(e *wire.Encoder) { encodeNamed(e, wire.As[named](e, named{"x", ""})) }, `{"type":"x","a":""}`},
		{func(e *wire.Encoder) { encodeNamed(e, wire.As[named](e, &named{"x", ""})) }, `{"type":"x","a":""}`},
		{func(e *wire.Encoder) { encodeNamed(e, wire.As[named](e, (*named)(nil))) }, "error: wire: cannot write a *wire_test.named as a wire_test.named"},
		{func(e *wire.Encoder) { encodeNamed(e, wire.As[named](e, 7)) }, "error: wire: cannot write a int as a wire_test.named"},
	} {
		if got := written(t, test.write); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

func TestCollectedKeysAreWrittenBack(t *testing.T) {
	for _, test := range []struct {
		write func(*wire.Encoder)
		want  string
	}{
		{func(e *wire.Encoder) { e.Extra("x", "a", "b"); e.Int(1) }, `{"x":1}`},
		{func(e *wire.Encoder) { e.Extra("b", "a", "b"); e.Int(1) }, `error: wire: "b" is among the unknown keys of a struct that has a field for it`},
		{func(e *wire.Encoder) { e.Members([]byte(`{"x": [1], "y":{}}`), "a") }, `{"x":[1],"y":{}}`},
		{func(e *wire.Encoder) { e.Members(nil, "a") }, `{}`},
		{func(e *wire.Encoder) { e.Members([]byte(`{"a":1}`), "a") }, `error: wire: "a" is among the unknown keys of a struct that has a field for it`},
		{func(e *wire.Encoder) { e.Members([]byte(`{"x":1,"x":2}`)) }, `error: wire: raw JSON: /x: duplicate key`},
		{func(e *wire.Encoder) { e.Members([]byte(`[]`)) }, `error: wire: raw JSON: must be an object`},
	} {
		got := written(t, func(e *wire.Encoder) {
			e.Object()
			test.write(e)
			e.EndObject()
		})
		if got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

func TestUnknownKeysAreCollectedRaw(t *testing.T) {
	for message, want := range map[string]string{
		`{}`:                           "",
		`{"a":1}`:                      `{"a":1}`,
		`{"a" : [1, 2],"\u0062":{}}`:   `{"a":[1, 2],"\u0062":{}}`,
		`{"a:":1}`:                     `{"a:":1}`,
		`{"a":1,"a":2}`:                "error: /a: duplicate key",
		`{"a":1,"\u0061":2}`:           "error: /a: duplicate key",
		`{"a":tru}`:                    "error: /a: expected a value at offset 5",
		`{"a":"x","b":"}","c":"{\"}"}`: `{"a":"x","b":"}","c":"{\"}"}`,
	} {
		d := wire.NewDecoder([]byte(message))
		var raw json.RawMessage
		if d.Object() {
			for d.Field() {
				raw = d.Member(raw)
			}
		}
		got := string(raw)
		if err := d.Finish(); err != nil {
			got = "error: " + err.Error()
		} else if raw != nil && !json.Valid(raw) {
			t.Errorf("%s: %s is not JSON", message, raw)
		}
		if got != want && !(strings.HasPrefix(want, "error: /a: expected") && strings.HasPrefix(got, "error: /a: ")) {
			t.Errorf("%s: got %s, want %s", message, got, want)
		}
	}
}

func TestMapsWithTextKeysAreSortedByText(t *testing.T) {
	write := func(m map[caseless]int) string {
		return written(t, func(e *wire.Encoder) {
			e.Object()
			for key, n := range wire.TextKeys(e, m) {
				e.KeyString(key)
				e.Int(int64(n))
			}
			e.EndObject()
		})
	}
	if got, want := write(map[caseless]int{"b": 1, "A": 2}), `{"a":2,"b":1}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := write(map[caseless]int{"a": 1, "A": 2}), `error: wire: two keys of a map are both written "a"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

type caseless string

func (c caseless) AppendText(b []byte) ([]byte, error) {
	return append(b, strings.ToLower(string(c))...), nil
}
