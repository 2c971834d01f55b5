package wire

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// String returns a copy of the string here. A message of at most 256 bytes is
// copied as a whole, and short strings of a longer one share blocks of as many
// bytes, so that a string that is kept for long keeps no more than that.
func (d *Decoder) String() string {
	b, ok := d.text()
	if !ok || len(b) == 0 {
		return ""
	}
	if len(d.data) > block {
		return d.keep(b)
	}
	at := d.start + 1
	if &b[0] != &d.data[at] { // it had escapes
		return string(b)
	}
	if d.whole == "" {
		d.whole = string(d.data)
	}
	return d.whole[at : at+len(b)]
}

const block = 256 // bytes that strings share at most

// keep copies b into the current block of strings, or on its own if it is long.
func (d *Decoder) keep(b []byte) string {
	const long = 64
	if len(b) > long {
		return string(b)
	}
	if len(b) == 0 {
		return ""
	}
	if len(d.block)-d.kept < len(b) {
		// What is left of the message is more than all strings in it.
		d.block = make([]byte, min(block, max(len(b), len(d.data)-d.pos)))
		d.kept = 0
	}
	kept := d.block[d.kept : d.kept+len(b)]
	d.kept += copy(kept, b)
	return unsafe.String(&kept[0], len(kept)) // nobody writes there again
}

// Text returns the string here without its escapes. It is valid until the next
// call of a method, and nil when the value is not a string.
func (d *Decoder) Text() []byte {
	b, _ := d.text()
	return b
}

// text reads the string here, for a value that must be one.
func (d *Decoder) text() ([]byte, bool) {
	// Nearly all are plain and have no white space in front of them.
	data, start := d.data, d.pos
	if start < len(data) && data[start] == '"' {
		end := plain(data, start+1)
		if end < len(data) && data[end] == '"' {
			d.start = start
			d.pos = end + 1
			return data[start+1 : end : end], true
		}
	}
	return d.anyText()
}

// anyText is text for all strings.
func (d *Decoder) anyText() ([]byte, bool) {
	if d.peek() != '"' {
		d.mismatch("a string")
		return nil, false
	}
	d.start = d.pos
	return d.quotedText()
}

// quotedText reads the string whose opening quote is here, and moves behind it.
// A string without escapes is returned where it stands, one with escapes in the
// workspace.
func (d *Decoder) quotedText() ([]byte, bool) {
	start := d.pos + 1
	i := plain(d.data, start)
	if i < len(d.data) && d.data[i] == '"' {
		d.pos = i + 1
		return d.data[start:i:i], true
	}
	end, escaped, ok := d.scanString(start, i)
	if !ok {
		return nil, false
	}
	d.pos = end + 1
	if !escaped {
		return d.data[start:end:end], true
	}
	w := d.workspace()
	w.text = unescape(w.text[:0], d.data[start:end])
	return w.text, true
}

// plain returns the offset of the first byte at or behind i that ends a run of
// plain ASCII text: a quote, a backslash, a control character, a byte of a
// longer character, or the end of data. It looks at eight bytes at a time.
func plain(data []byte, i int) int {
	for i+8 <= len(data) {
		if n := plainPrefix(binary.LittleEndian.Uint64(data[i:])); n < 8 {
			return i + n
		}
		i += 8
	}
	for ; i < len(data); i++ {
		if c := data[i]; c < 0x20 || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			break
		}
	}
	return i
}

// plainPrefix returns how many of the eight bytes of w, from the lowest, are plain.
func plainPrefix(w uint64) int {
	const (
		ones  = 0x0101010101010101
		highs = 0x8080808080808080
	)
	// Subtracting sets the high bit of an ASCII byte that is smaller. The borrow
	// reaches only bytes behind that, and the first hit is what counts.
	control := w - ones*0x20
	quote := (w ^ ones*'"') - ones
	slash := (w ^ ones*'\\') - ones
	return bits.TrailingZeros64((w|control|quote|slash)&highs) / 8
}

// scanString finds the end of a string that starts at start and is plain up to
// i: the offset of its closing quote. It checks escapes and UTF-8.
func (d *Decoder) scanString(start, i int) (end int, escaped, ok bool) {
	for i < len(d.data) {
		switch c := d.data[i]; {
		case c == '"':
			return i, escaped, true
		case c == '\\':
			escaped = true
			n := d.scanEscape(i)
			if n == 0 {
				return 0, false, false
			}
			i += n
		case c < 0x20:
			d.pos = i
			d.syntax("control character in a string")
			return 0, false, false
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(d.data[i:])
			if r == utf8.RuneError && n <= 1 {
				d.pos = i
				d.stop(CodeUTF8, "invalid UTF-8")
				return 0, false, false
			}
			i += n
		}
		i = plain(d.data, i)
	}
	d.pos = len(d.data)
	d.syntax("unexpected end of message")
	return 0, false, false
}

// scanEscape returns the length of the escape sequence at i, 0 if it is wrong.
// A surrogate must be followed by its other half.
func (d *Decoder) scanEscape(i int) int {
	if i+1 < len(d.data) {
		switch d.data[i+1] {
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
			return 2
		case 'u':
			r, ok := hex4(d.data, i+2)
			if !ok {
				break
			}
			if !utf16.IsSurrogate(r) {
				return 6
			}
			if i+7 < len(d.data) && d.data[i+6] == '\\' && d.data[i+7] == 'u' {
				low, ok := hex4(d.data, i+8)
				if ok && utf16.DecodeRune(r, low) != utf8.RuneError {
					return 12
				}
			}
			d.pos = i
			d.stop(CodeUTF8, "surrogate without its other half")
			return 0
		}
	}
	d.pos = i
	d.syntax("invalid escape sequence in a string")
	return 0
}

// hex4 reads four hexadecimal digits at i.
func hex4(data []byte, i int) (r rune, ok bool) {
	if i+4 > len(data) {
		return 0, false
	}
	for _, c := range data[i : i+4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// unescape appends the text of a string that scanString has accepted.
func unescape(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		c := src[i]
		if c != '\\' {
			dst = append(dst, c)
			i++
			continue
		}
		switch c = src[i+1]; c {
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		case 'u':
			r, _ := hex4(src, i+2)
			i += 6
			if utf16.IsSurrogate(r) {
				low, _ := hex4(src, i+2)
				r = utf16.DecodeRune(r, low)
				i += 6
			}
			dst = utf8.AppendRune(dst, r)
			continue
		}
		dst = append(dst, c)
		i += 2
	}
	return dst
}
