package wire

import (
	"encoding/base64"
	"slices"
	"unsafe"
)

// The methods in this file read values that are only checked, without taking
// memory for them.

// View returns the string here without copying it. It is valid until Finish,
// for the rules that a string has to keep.
func (d *Decoder) View() string {
	b, ok := d.text()
	if !ok || len(b) == 0 {
		return ""
	}
	if d.work != nil && &b[0] == unsafe.SliceData(d.work.text) {
		// The buffer serves the next string as well. When views grows, those
		// handed out stay where they are.
		n := len(d.work.views)
		d.work.views = append(d.work.views, b...)
		b = d.work.views[n:]
	}
	// The message does not change before Finish, nor do the bytes of views.
	return unsafe.String(&b[0], len(b))
}

// CheckBytes is Bytes without the value.
func (d *Decoder) CheckBytes() {
	text, ok := d.text()
	if !ok {
		return
	}
	if _, ok := d.scratchBase64(text); !ok {
		d.record(d.start, "", CodeFormat, "must be base64")
	}
}

// CheckByteArray is ByteArray without the value, for an array of n bytes.
func (d *Decoder) CheckByteArray(n int) {
	text, ok := d.text()
	if !ok {
		return
	}
	got, ok := d.scratchBase64(text)
	switch {
	case !ok:
		d.record(d.start, "", CodeFormat, "must be base64")
	case got != n:
		d.record(d.start, "", CodeLength, "must be base64 of exactly "+plural(n, "byte"))
	}
}

// scratchBase64 decodes text into a buffer of the decoder, and returns the number
// of bytes.
func (d *Decoder) scratchBase64(text []byte) (int, bool) {
	n := base64.StdEncoding.DecodedLen(len(text))
	w := d.workspace()
	w.scratch = slices.Grow(w.scratch[:0], n)[:n]
	return decodeBase64(w.scratch, text)
}

// CheckNumber is Number without the value.
func (d *Decoder) CheckNumber() { d.number("a number") }

// CheckAny is Any without the value: numbers are in the range of float64.
func (d *Decoder) CheckAny() {
	switch d.peek() {
	case '{':
		if !d.enter() {
			return
		}
		for d.Field() {
			d.Unique()
			d.CheckAny()
		}
	case '[':
		if !d.enter() {
			return
		}
		for d.Element() {
			d.CheckAny()
		}
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		d.Float64()
	default:
		d.Skip()
	}
}
