package wire

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

func (e *Encoder) comma() { e.buf = append(e.buf, ',') }

// Null, Bool, Int and Uint write these values.
func (e *Encoder) Null() { e.buf = append(e.buf, "null,"...) }

func (e *Encoder) Bool(v bool) {
	e.buf = strconv.AppendBool(e.buf, v)
	e.comma()
}

func (e *Encoder) Int(v int64) {
	e.buf = strconv.AppendInt(e.buf, v, 10)
	e.comma()
}

func (e *Encoder) Uint(v uint64) {
	e.buf = strconv.AppendUint(e.buf, v, 10)
	e.comma()
}

// Float64 writes a number in the form of ECMA-262, section 6.1.6.1.20, as
// RFC 8785 asks for. NaN and the infinities have no JSON form.
func (e *Encoder) Float64(v float64) { e.float(v, 64) }

// Float32 is Float64 with the digits that a float32 needs.
func (e *Encoder) Float32(v float32) { e.float(float64(v), 32) }

func (e *Encoder) float(v float64, bits int) {
	e.appendFloat(v, bits)
	e.comma()
}

func (e *Encoder) appendFloat(v float64, bits int) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		e.Fail(fmt.Errorf("wire: %v has no JSON form", v))
		return
	}
	format := byte('f')
	if abs := math.Abs(v); abs != 0 {
		if bits == 64 && (abs < 1e-6 || abs >= 1e21) || bits == 32 && (float32(abs) < 1e-6 || float32(abs) >= 1e21) {
			format = 'e'
		}
	}
	e.buf = strconv.AppendFloat(e.buf, v, format, -1, bits)
	// e-09 becomes e-9.
	if n := len(e.buf); format == 'e' && e.buf[n-4] == 'e' && (e.buf[n-3] == '-' || e.buf[n-3] == '+') && e.buf[n-2] == '0' {
		e.buf[n-2] = e.buf[n-1]
		e.buf = e.buf[:n-1]
	}
}

// QuotedInt and its kin write a number in a string, for json:",string".
func (e *Encoder) QuotedInt(v int64) {
	e.buf = append(e.buf, '"')
	e.buf = strconv.AppendInt(e.buf, v, 10)
	e.buf = append(e.buf, '"', ',')
}

func (e *Encoder) QuotedUint(v uint64) {
	e.buf = append(e.buf, '"')
	e.buf = strconv.AppendUint(e.buf, v, 10)
	e.buf = append(e.buf, '"', ',')
}

func (e *Encoder) QuotedFloat64(v float64) { e.quotedFloat(v, 64) }
func (e *Encoder) QuotedFloat32(v float32) { e.quotedFloat(float64(v), 32) }

func (e *Encoder) quotedFloat(v float64, bits int) {
	e.buf = append(e.buf, '"')
	e.appendFloat(v, bits)
	e.buf = append(e.buf, '"', ',')
}

// Number writes the text of a number; the empty one is 0, as in encoding/json.
func (e *Encoder) Number(v json.Number) {
	if v == "" {
		v = "0"
	}
	if scanNumber([]byte(v), 0) != len(v) {
		e.Fail(errors.New("wire: json.Number does not hold a number"))
	}
	e.buf = append(e.buf, v...)
	e.comma()
}

// String writes a string. Invalid UTF-8 has no JSON form.
func (e *Encoder) String(s string) {
	e.appendString(s)
	e.comma()
}

// appendString writes s in quotes. It escapes what RFC 8259, section 7 says
// must be, and no more.
func (e *Encoder) appendString(s string) {
	e.buf = append(e.buf, '"')
	done, ascii := 0, true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			ascii = false
			continue
		}
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		e.buf = append(e.buf, s[done:i]...)
		e.buf = appendEscape(e.buf, c)
		done = i + 1
	}
	e.buf = append(e.buf, s[done:]...)
	e.buf = append(e.buf, '"')
	if !ascii && !utf8.ValidString(s) {
		e.Fail(errors.New("wire: a string is not valid UTF-8"))
	}
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
}

// Bytes writes base64; see [Decoder.Bytes].
func (e *Encoder) Bytes(v []byte) {
	e.grow(base64.StdEncoding.EncodedLen(len(v)) + 3)
	e.buf = append(e.buf, '"')
	e.buf = base64.StdEncoding.AppendEncode(e.buf, v)
	e.buf = append(e.buf, '"', ',')
}

// Time writes a time in the form of RFC 3339. Years beyond 9999 have none.
func (e *Encoder) Time(v time.Time) {
	e.buf = append(e.buf, '"')
	b, err := v.AppendText(e.buf)
	if err != nil {
		e.Fail(fmt.Errorf("wire: %w", err))
	} else {
		e.buf = b
	}
	e.buf = append(e.buf, '"', ',')
}

// Duration writes integer nanoseconds.
func (e *Encoder) Duration(v time.Duration) { e.Int(int64(v)) }

// Raw writes a value that already is JSON, without the white space in it; nil
// is null. What [Decoder.Skip] would refuse is an error. After [Encoder.Join],
// the value is an object whose members go on in the one that is open.
func (e *Encoder) Raw(v []byte) {
	if e.joined != "" {
		e.joinRaw(v)
		return
	}
	if v == nil {
		e.Null()
		return
	}
	d := NewDecoder(v)
	d.Skip()
	if err := d.Finish(); err != nil {
		e.Fail(fmt.Errorf("wire: raw JSON: %w", err))
	}
	e.buf = appendCompact(e.buf, v)
	e.comma()
}

// appendCompact appends valid JSON without white space.
func appendCompact(b, v []byte) []byte {
	for i := 0; i < len(v); i++ {
		switch c := v[i]; c {
		case ' ', '\t', '\r', '\n':
		case '"':
			start := i
			for i++; i < len(v) && v[i] != '"'; i++ {
				if v[i] == '\\' {
					i++
				}
			}
			b = append(b, v[start:min(i+1, len(v))]...)
		default:
			b = append(b, c)
		}
	}
	return b
}

// Marshal writes what m makes of itself.
func (e *Encoder) Marshal(m json.Marshaler) {
	b, err := m.MarshalJSON()
	switch {
	case err != nil:
		e.Fail(fmt.Errorf("wire: %T: %w", m, err))
	case len(b) == 0:
		e.Fail(fmt.Errorf("wire: %T: MarshalJSON returned nothing", m))
	default:
		e.Raw(b)
	}
}

// MarshalText writes the text that m makes of itself, as a string.
func (e *Encoder) MarshalText(m encoding.TextMarshaler) {
	b, err := m.MarshalText()
	if err != nil {
		e.Fail(fmt.Errorf("wire: %T: %w", m, err))
	}
	e.String(string(b))
}

// AppendText is MarshalText for a type that only has the other method.
func (e *Encoder) AppendText(m encoding.TextAppender) {
	b, err := m.AppendText(nil)
	if err != nil {
		e.Fail(fmt.Errorf("wire: %T: %w", m, err))
	}
	e.String(string(b))
}

// KeyString and its kin write the key of a map.
func (e *Encoder) KeyString(k string) {
	e.appendString(k)
	e.buf = append(e.buf, ':')
}

func (e *Encoder) KeyInt(k int64) {
	e.buf = append(e.buf, '"')
	e.buf = strconv.AppendInt(e.buf, k, 10)
	e.buf = append(e.buf, '"', ':')
}

func (e *Encoder) KeyUint(k uint64) {
	e.buf = append(e.buf, '"')
	e.buf = strconv.AppendUint(e.buf, k, 10)
	e.buf = append(e.buf, '"', ':')
}

func (e *Encoder) KeyText(m encoding.TextMarshaler) {
	b, err := m.MarshalText()
	if err != nil {
		e.Fail(fmt.Errorf("wire: %T: %w", m, err))
	}
	e.KeyString(string(b))
}
