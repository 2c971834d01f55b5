package wire

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// RawAhead returns a copy of the value here as it stands, and does not move: a
// struct envelope with an unknown variant keeps the whole object, whose other
// keys are read after that.
func (d *Decoder) RawAhead() []byte {
	start := d.pos
	raw := d.Raw()
	d.Back(start)
	return raw
}

// Back moves back to the value at offset at, which has just been read, so that
// its keys can be read in another way.
func (d *Decoder) Back(at int) {
	if d.stopped {
		return
	}
	d.pos = at
	if d.tagLeft > at {
		d.setTag(d.tagLeft, d.depth)
	}
}

// Unique records a duplicate when the current key has been among the unknown
// keys of the object before, for a struct that collects them, and for a map. It
// reports whether the key is new, and an integer where it has been read as one.
func (d *Decoder) Unique() bool {
	if !d.insert(d.Key()) {
		d.Duplicate()
		return false
	}
	return d.keyAt != d.unreadable
}

// Variant begins the object of a variant with its tag, given as it stands in
// JSON: `"type":"say"`. The next Object goes on in it.
func (e *Encoder) Variant(tag string) {
	e.Object()
	e.Const(tag)
	e.Join(tag)
}

// Join makes the next Object go on in the object that is open, so that the keys
// of a union and of its variant stand in one. The next EndObject ends both. The
// tag is what Variant takes, and has been written, as have the other keys, which
// a variant that writes itself may write too.
func (e *Encoder) Join(tag string, others ...string) { e.joined, e.others = tag, others }

// Tagged reports whether a union has written a key of the object that has just
// begun, given with its colon, so that the struct does not write it as well.
func (e *Encoder) Tagged(key string) bool { return strings.HasPrefix(e.tag, key) }

// OneVariant reports whether exactly one variant of a struct envelope is set,
// and otherwise records an error.
func (e *Encoder) OneVariant(set ...bool) bool {
	n := 0
	for _, s := range set {
		if s {
			n++
		}
	}
	if n != 1 {
		e.Fail(fmt.Errorf("wire: %d variants of a union are set, not one", n))
	}
	return n == 1
}

// joinRaw writes the members of a raw object into the object that is open, and
// ends that. What is there already is left out: types that write themselves may
// or may not write the tag, and keys of the union that they have read.
func (e *Encoder) joinRaw(v []byte) {
	tag, others := e.joined, e.others
	e.joined, e.others = "", nil
	d := NewDecoder(v)
	if d.Object() {
		for d.Field() {
			mark := len(e.buf)
			e.KeyString(string(d.Key()))
			d.Unique()
			if strings.HasPrefix(tag, string(e.buf[mark:])) || slices.Contains(others, string(d.Key())) {
				e.buf = e.buf[:mark]
				d.Skip()
				continue
			}
			e.buf = appendCompact(e.buf, d.Raw())
			e.comma()
		}
	}
	if err := d.Finish(); err != nil {
		e.Fail(fmt.Errorf("wire: a variant that writes itself: %w", err))
	}
	e.EndObject()
}

var errNotObject = errors.New("wire: the raw JSON of a message is not an object")

// RawObject is Raw for the message of an unknown variant, which must be an
// object.
func (e *Encoder) RawObject(v []byte) {
	start := len(e.buf)
	e.Raw(v)
	if e.err == nil && e.buf[start] != '{' {
		e.Fail(errNotObject)
	}
}

// NotNil returns p, or, when it is nil, records that it is no variant and
// returns a zero value.
func NotNil[T any](e *Encoder, p *T) *T {
	if p == nil {
		e.Fail(fmt.Errorf("wire: a nil %T is no variant of its union", p))
		return new(T)
	}
	return p
}

// As returns v, which is a T or a pointer to one. Anything else is an error, and
// the result a zero value.
func As[T any](e *Encoder, v any) *T {
	switch v := v.(type) {
	case T:
		return &v
	case *T:
		if v != nil {
			return v
		}
	}
	e.Fail(fmt.Errorf("wire: cannot write a %T as a %T", v, *new(T)))
	return new(T)
}
