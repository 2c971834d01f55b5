package wire

import (
	"bytes"
	"fmt"
	"slices"
)

// A struct can have a field that collects the keys it does not know: a map, or
// raw JSON that is an object.

// Member appends the current key and its value to the object in raw, and
// returns that. Empty raw JSON becomes an object.
func (d *Decoder) Member(raw []byte) []byte {
	d.Unique()
	// The key as it stands, with its escapes, begins at keyAt and ends at the
	// colon that stands before the value.
	start, end := d.keyAt, d.pos
	value := d.raw()
	if value == nil {
		return raw
	}
	key := bytes.TrimRight(d.data[start:end], " \t\r\n:")
	if n := len(raw); n > 0 && raw[n-1] == '}' {
		raw = append(raw[:n-1], ',')
	} else {
		raw = append(raw[:0], '{')
	}
	raw = append(raw, key...)
	raw = append(raw, ':')
	raw = append(raw, value...)
	return append(raw, '}')
}

// Extra is KeyString for a key that was collected, which cannot be one of those
// that the struct has itself.
func (e *Encoder) Extra(key string, known ...string) {
	if slices.Contains(known, key) {
		e.Fail(fmt.Errorf("wire: %q is among the unknown keys of a struct that has a field for it", key))
	}
	e.KeyString(key)
}

// Members writes the members of the object in raw, none if it is empty. Their
// keys cannot be those that the struct has itself.
func (e *Encoder) Members(raw []byte, known ...string) {
	if len(raw) == 0 {
		return
	}
	d := NewDecoder(raw)
	if d.Object() {
		for d.Field() {
			d.Unique()
			e.Extra(string(d.Key()), known...)
			e.buf = appendCompact(e.buf, d.raw())
			e.comma()
		}
	}
	if err := d.Finish(); err != nil {
		e.Fail(fmt.Errorf("wire: raw JSON: %w", err))
	}
}
