package wire

import (
	"encoding/binary"
	"strconv"
)

// peek moves past white space and returns the byte it stands at, 0 at the end.
func (d *Decoder) peek() byte {
	if d.pos < len(d.data) {
		if c := d.data[d.pos]; c > ' ' {
			return c
		}
	}
	return d.peekSpace()
}

func (d *Decoder) peekSpace() byte {
	for ; d.pos < len(d.data); d.pos++ {
		switch c := d.data[d.pos]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// Object moves into an object. When the value is something else, that is
// recorded, the value is skipped and the result is false.
func (d *Decoder) Object() bool {
	if d.peek() != '{' {
		d.mismatch("an object")
		return false
	}
	return d.enter()
}

// Array moves into an array; like [Decoder.Object].
func (d *Decoder) Array() bool {
	if d.peek() != '[' {
		d.mismatch("an array")
		return false
	}
	return d.enter()
}

func (d *Decoder) enter() bool {
	if d.depth == MaxDepth {
		d.stop(CodeDepth, "must not nest deeper than "+strconv.Itoa(MaxDepth)+" levels")
		return false
	}
	d.depth++
	d.pos++
	return true
}

// leave ends an object or array at its last byte.
func (d *Decoder) leave() {
	d.depth--
	if d.used&(1<<d.depth) != 0 {
		d.forget(d.depth)
	}
	d.pos++
}

// Field moves to the next key of the object, and on to its value. It returns
// false behind the end of the object.
func (d *Decoder) Field() bool {
	// Messages without white space, which are most of them, are done here. A
	// value never ends in an opening brace, so the byte before the cursor tells
	// whether this is the first key.
	data, i := d.data, d.pos
	if i == 0 || i >= len(data) {
		return d.nextField()
	}
	if data[i-1] != '{' {
		if data[i] == '}' {
			d.leave()
			return false
		}
		if data[i] != ',' {
			return d.nextField()
		}
		i++
	}
	if i+9 <= len(data) && data[i] == '"' {
		end := i + 1 + plainPrefix(binary.LittleEndian.Uint64(data[i+1:]))
		if end == i+9 { // a key of eight bytes or more
			end = plain(data, end)
		}
		if end+2 < len(data) && data[end] == '"' && data[end+1] == ':' && data[end+2] > ' ' {
			d.keyAt = i
			d.keyEnd = end
			d.pos = end + 2
			return true
		}
	}
	return d.nextField()
}

// nextField is Field for all messages.
func (d *Decoder) nextField() bool {
	first := d.pos > 0 && d.data[d.pos-1] == '{'
	c := d.peek()
	if c == '}' {
		d.leave()
		return false
	}
	if !first {
		if c != ',' {
			d.unexpected("a comma or the end of the object")
			return false
		}
		d.pos++
		c = d.peek()
	}
	if c != '"' {
		d.unexpected("a key in double quotes")
		return false
	}
	d.keyAt = d.pos
	key, ok := d.quotedText()
	if !ok {
		return false
	}
	d.keyEnd = d.pos - 1
	if len(key) != d.keyEnd-d.keyAt-1 { // it had escapes
		w := d.workspace()
		w.key, w.text = key, w.key
		d.keyEnd = -1
	}
	if d.peek() != ':' {
		d.unexpected("a colon after the key")
		return false
	}
	d.pos++
	d.peek()
	return true
}

// Element moves to the next element of the array. It returns false behind the
// end of the array.
func (d *Decoder) Element() bool {
	first := d.pos > 0 && d.data[d.pos-1] == '['
	c := d.peek()
	if c == ']' {
		d.leave()
		return false
	}
	if first {
		if c == 0 {
			d.unexpected("a value")
			return false
		}
		return true
	}
	if c != ',' {
		d.unexpected("a comma or the end of the array")
		return false
	}
	d.pos++
	if d.peek() == 0 {
		d.unexpected("a value")
		return false
	}
	return true
}

// Length records that an array that starts at offset at has n elements
// instead of want.
func (d *Decoder) Length(at, n, want int) {
	if n != want {
		d.record(at, "", CodeLength, "must have exactly "+plural(want, "element"))
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// Key returns the current key without its escapes. It is valid until the next
// call of a method.
func (d *Decoder) Key() []byte {
	if d.keyEnd < 0 {
		return d.work.key
	}
	return d.data[d.keyAt+1 : d.keyEnd : d.keyEnd]
}

// keyFrom returns the key whose opening quote is at offset at, without its escapes.
func (d *Decoder) keyFrom(at int) []byte {
	pos := d.pos
	d.pos = at
	key, _ := d.quotedText()
	d.pos = pos
	return key
}

// Once notes in at where the value of the current key starts, and records a
// duplicate when at says that the key has been there before.
func (d *Decoder) Once(at *int) {
	if *at != 0 {
		d.Duplicate()
	}
	*at = d.pos
}

// Duplicate records that the current key has been in the object before. It is
// part of every case of every emitted switch, and rarely runs.
//
//go:noinline
func (d *Decoder) Duplicate() {
	d.record(d.pos, "", CodeDuplicate, "duplicate key")
}

// Require records that key is missing from the object that has just ended,
// unless at, as Once set it, says where it stands.
func (d *Decoder) Require(at int, key string) {
	if at == 0 {
		d.missing(key)
	}
}

func missingMessage(key string) string { return "missing required field: " + key }

func (d *Decoder) missing(key string) {
	if d.full(d.pos - 1) {
		return
	}
	d.record(d.pos-1, key, CodeRequired, missingMessage(key))
}

// Unknown skips the value of a key that the contract does not have.
func (d *Decoder) Unknown() {
	d.Unique()
	d.Skip()
}

// Strict is Unknown for an object in which unknown keys are refused. The tag
// that a union has just read is known.
func (d *Decoder) Strict() {
	at, tag := d.pos, d.AtTag()
	d.Unknown()
	if !tag {
		d.record(at, "", CodeUnknown, "unknown field")
	}
}
