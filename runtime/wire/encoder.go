package wire

import (
	"errors"
	"fmt"
	"slices"
	"sync"
)

// An Encoder appends the JSON of one message to a buffer. The first error is
// kept, and the methods after it write in vain.
type Encoder struct {
	buf   []byte
	start int // length of the buffer that was handed in
	err   error

	joined string   // the tag in the object that is open, in which the next one goes on
	others []string // its other keys, where that matters
	tag    string   // as joined, for the object that has begun last
}

var encoders = sync.Pool{New: func() any { return new(Encoder) }}

// NewEncoder returns an encoder that appends to b.
func NewEncoder(b []byte) *Encoder {
	e := encoders.Get().(*Encoder)
	e.buf = b
	e.start = len(b)
	return e
}

// Finish returns the extended buffer, or, with an error, the buffer as it was
// handed in. e must not be used again.
func (e *Encoder) Finish() ([]byte, error) {
	b, err := e.buf, e.err
	if err != nil {
		b = b[:e.start]
	} else if n := len(b); n > e.start {
		b = b[:n-1] // the comma behind the value
	}
	*e = Encoder{}
	encoders.Put(e)
	return b, err
}

// Fail records an error, for a value that has no JSON form, and where the value
// is in the message: what has been written before it tells.
func (e *Encoder) Fail(err error) {
	if e.err != nil {
		return
	}
	w := walker{data: e.buf[e.start:]}
	if at := pointer(w.framesAt(len(w.data))); at != "" {
		err = fmt.Errorf("%w, at %s", err, at)
	}
	e.err = err
}

var errNilUnion = errors.New("wire: nil is no variant of a union")

// NoVariant records that v, which is nil or of a foreign type, is no variant
// of its union.
func (e *Encoder) NoVariant(v any) {
	if v == nil {
		e.Fail(errNilUnion)
		return
	}
	e.Fail(fmt.Errorf("wire: %T is no variant of its union", v))
}

// Object begins an object, EndObject ends it.
func (e *Encoder) Object() {
	e.tag = e.joined
	if e.joined != "" {
		e.joined = ""
		return
	}
	e.buf = append(e.buf, '{')
}

func (e *Encoder) EndObject() { e.end('}') }

// Array begins an array, EndArray ends it.
func (e *Encoder) Array()    { e.buf = append(e.buf, '[') }
func (e *Encoder) EndArray() { e.end(']') }

// end closes an object or array in the place of the comma behind its last
// value, if it has one.
func (e *Encoder) end(c byte) {
	if n := len(e.buf) - 1; e.buf[n] == ',' {
		e.buf[n] = c
		e.buf = append(e.buf, ',')
		return
	}
	e.buf = append(e.buf, c, ',')
}

// Key writes a key, given as it stands in JSON with its colon: `"text":`.
func (e *Encoder) Key(quoted string) { e.buf = append(e.buf, quoted...) }

// Const writes a value, given as it stands in JSON.
func (e *Encoder) Const(json string) {
	e.buf = append(e.buf, json...)
	e.buf = append(e.buf, ',')
}

// Mark returns the place where the next key is written, for OmitEmpty.
func (e *Encoder) Mark() int { return len(e.buf) }

// OmitEmpty takes back the key that was written at mark if its value is null,
// an empty string, an empty object or an empty array.
func (e *Encoder) OmitEmpty(mark int) {
	// Before each of these a colon can only be the one behind that key: what
	// ends a longer value is a quote, brace or bracket that is not empty.
	for _, empty := range [...]string{`:null,`, `:"",`, `:{},`, `:[],`} {
		if n := len(e.buf) - len(empty); n > mark && string(e.buf[n:]) == empty {
			e.buf = e.buf[:mark]
			return
		}
	}
}

// grow makes room for n more bytes.
func (e *Encoder) grow(n int) { e.buf = slices.Grow(e.buf, n) }
