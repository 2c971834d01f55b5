package wire

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
)

// Int and its kin return the integer here, without a fraction or an exponent,
// and in the range of their type.
func (d *Decoder) Int() int     { return int(d.signed(strconv.IntSize)) }
func (d *Decoder) Int8() int8   { return int8(d.signed(8)) }
func (d *Decoder) Int16() int16 { return int16(d.signed(16)) }
func (d *Decoder) Int32() int32 { return int32(d.signed(32)) }
func (d *Decoder) Int64() int64 { return d.signed(64) }

// Uint and its kin are Int without a sign.
func (d *Decoder) Uint() uint       { return uint(d.unsigned(strconv.IntSize)) }
func (d *Decoder) Uint8() uint8     { return uint8(d.unsigned(8)) }
func (d *Decoder) Uint16() uint16   { return uint16(d.unsigned(16)) }
func (d *Decoder) Uint32() uint32   { return uint32(d.unsigned(32)) }
func (d *Decoder) Uint64() uint64   { return d.unsigned(64) }
func (d *Decoder) Uintptr() uintptr { return uintptr(d.unsigned(strconv.IntSize)) }

func (d *Decoder) signed(bits int) int64 {
	if n, ok := d.shortInt(bits); ok {
		return n
	}
	b, ok := d.number("an integer")
	if !ok {
		return 0
	}
	n, ok := parseInt(b, bits)
	if !ok {
		d.record(d.start, "", CodeType, "must be "+intRange(bits))
	}
	return n
}

// shortInt reads an integer of up to 18 digits that is the value of a key or an
// element without white space around it. It does not move when there is none.
func (d *Decoder) shortInt(bits int) (int64, bool) {
	data, i := d.data, d.pos
	negative := i < len(data) && data[i] == '-'
	if negative {
		i++
	}
	var n int64
	first := i
	for ; i < len(data) && data[i]-'0' <= 9; i++ {
		n = n*10 + int64(data[i]-'0')
	}
	digits := i - first
	if digits == 0 || digits > 18 || digits > 1 && data[first] == '0' {
		return 0, false
	}
	if i < len(data) && (data[i] == '.' || data[i]|0x20 == 'e') {
		return 0, false
	}
	if negative {
		n = -n
	}
	if unused := 64 - bits; n<<unused>>unused != n {
		return 0, false
	}
	d.start = d.pos
	d.pos = i
	return n, true
}

func (d *Decoder) unsigned(bits int) uint64 {
	b, ok := d.number("an integer")
	if !ok {
		return 0
	}
	n, ok := parseUint(b, bits)
	if !ok {
		d.record(d.start, "", CodeType, "must be "+uintRange(bits))
	}
	return n
}

func intRange(bits int) string {
	return "an integer from " + strconv.FormatInt(-1<<(bits-1), 10) + " to " + strconv.FormatInt(1<<(bits-1)-1, 10)
}

func uintRange(bits int) string {
	return "an integer from 0 to " + strconv.FormatUint(1<<bits-1, 10)
}

// parseInt reads the text of a JSON number. It refuses fractions, exponents and
// what does not fit; -0 is 0.
func parseInt(b []byte, bits int) (int64, bool) {
	limit := uint64(1)<<(bits-1) - 1
	if b[0] == '-' {
		n, ok := parseDigits(b[1:], limit+1)
		return -int64(n), ok
	}
	n, ok := parseDigits(b, limit)
	return int64(n), ok
}

func parseUint(b []byte, bits int) (uint64, bool) {
	return parseDigits(b, math.MaxUint64>>(64-bits))
}

func parseDigits(b []byte, limit uint64) (uint64, bool) {
	if len(b) > 20 {
		return 0, false
	}
	var n uint64
	for i, c := range b {
		c -= '0'
		if c > 9 {
			return 0, false
		}
		// Nineteen digits always fit; the twentieth may not.
		if i == 19 && (n > math.MaxUint64/10 || n*10 > math.MaxUint64-uint64(c)) {
			return 0, false
		}
		n = n*10 + uint64(c)
	}
	if n > limit {
		return 0, false
	}
	return n, true
}

// Float64 returns the number here. A number beyond the range of float64 is an error.
func (d *Decoder) Float64() float64 { return d.float(64) }

// Float32 returns the number here, rounded to float32.
func (d *Decoder) Float32() float32 { return float32(d.float(32)) }

func (d *Decoder) float(bits int) float64 {
	if bits == 64 {
		if f, ok := d.shortFloat(); ok {
			return f
		}
	}
	b, ok := d.number("a number")
	if !ok {
		return 0
	}
	f, err := strconv.ParseFloat(string(b), bits)
	if err != nil {
		d.record(d.start, "", CodeType, "must be a number in the range of float"+strconv.Itoa(bits))
		return 0
	}
	return f
}

var powersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// shortFloat reads a number of up to 15 digits without an exponent, without white
// space in front of it: such a number is exact as one division of two exact ones.
// It does not move when there is none.
func (d *Decoder) shortFloat() (float64, bool) {
	data, i := d.data, d.pos
	negative := i < len(data) && data[i] == '-'
	if negative {
		i++
	}
	var n uint64
	first := i
	for ; i < len(data) && data[i]-'0' <= 9; i++ {
		n = n*10 + uint64(data[i]-'0')
	}
	digits, decimals := i-first, 0
	if digits == 0 || digits > 1 && data[first] == '0' {
		return 0, false
	}
	if i < len(data) && data[i] == '.' {
		point := i
		for i++; i < len(data) && data[i]-'0' <= 9; i++ {
			n = n*10 + uint64(data[i]-'0')
		}
		decimals = i - point - 1
		if decimals == 0 {
			return 0, false
		}
	}
	if digits+decimals > 15 || i < len(data) && data[i]|0x20 == 'e' {
		return 0, false
	}
	f := float64(n)
	if decimals > 0 {
		f /= powersOfTen[decimals]
	}
	if negative {
		f = -f
	}
	d.start = d.pos
	d.pos = i
	return f, true
}

// Number returns the number here as its text.
func (d *Decoder) Number() json.Number {
	b, ok := d.number("a number")
	if !ok {
		return ""
	}
	return json.Number(b)
}

// number reads the text of the JSON number here.
func (d *Decoder) number(want string) ([]byte, bool) {
	c := d.peek()
	if c != '-' && c-'0' > 9 {
		d.mismatch(want)
		return nil, false
	}
	d.start = d.pos
	end := scanNumber(d.data, d.pos)
	if end < 0 {
		d.syntax("invalid number")
		return nil, false
	}
	b := d.data[d.pos:end:end]
	d.pos = end
	return b, true
}

// scanNumber returns the offset behind the number that starts at i, or -1 if it
// is not one by RFC 8259, section 6.
func scanNumber(data []byte, i int) int {
	if i < len(data) && data[i] == '-' {
		i++
	}
	digits := i
	i = scanDigits(data, i)
	if n := i - digits; n == 0 || n > 1 && data[digits] == '0' {
		return -1
	}
	if i < len(data) && data[i] == '.' {
		fraction := i + 1
		if i = scanDigits(data, fraction); i == fraction {
			return -1
		}
	}
	if i < len(data) && (data[i] == 'e' || data[i] == 'E') {
		i++
		if i < len(data) && (data[i] == '+' || data[i] == '-') {
			i++
		}
		exponent := i
		if i = scanDigits(data, exponent); i == exponent {
			return -1
		}
	}
	return i
}

func scanDigits(data []byte, i int) int {
	for i < len(data) && data[i]-'0' <= 9 {
		i++
	}
	return i
}

// OpenQuote moves into a string that holds a number and nothing else; the
// number is read next, and then CloseQuote called. When the value is something
// else, that is recorded, the value is skipped and the result is false.
func (d *Decoder) OpenQuote() bool {
	if d.peek() != '"' {
		d.mismatch("a number in a string")
		return false
	}
	start := d.pos
	text, ok := d.text()
	if !ok {
		return false
	}
	if len(text) == 0 || scanNumber(text, 0) != len(text) {
		d.record(start, "", CodeType, "must be a number in a string")
		return false
	}
	d.quoted = d.pos
	if !bytes.Equal(text, d.data[start+1:d.pos-1]) {
		// Somebody has escaped digits. Lay them out plainly in a copy.
		d.data = bytes.Clone(d.data)
		copy(d.data[start+1:], text)
		d.data[start+1+len(text)] = '"'
	}
	d.pos = start + 1
	return true
}

// CloseQuote moves behind the string that OpenQuote has entered.
func (d *Decoder) CloseQuote() {
	if !d.stopped {
		d.pos = d.quoted
	}
}
