package wire

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
	"unsafe"
)

// Null reports whether the value here is null, and if so moves over it.
func (d *Decoder) Null() bool {
	return d.peek() == 'n' && d.literal("null")
}

// Bool returns the boolean here.
func (d *Decoder) Bool() bool {
	if data, i := d.data, d.pos; i+5 <= len(data) {
		switch {
		case string(data[i:i+4]) == "true":
			d.pos = i + 4
			return true
		case string(data[i:i+5]) == "false":
			d.pos = i + 5
			return false
		}
	}
	switch d.peek() {
	case 't':
		return d.literal("true")
	case 'f':
		d.literal("false")
	default:
		d.mismatch("a boolean")
	}
	return false
}

// Bytes returns the bytes of the string here, which is in the standard base64
// encoding with padding (RFC 4648, section 4). Line breaks are refused.
func (d *Decoder) Bytes() []byte {
	text, ok := d.text()
	if !ok {
		return nil
	}
	b := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, ok := decodeBase64(b, text)
	if !ok {
		d.record(d.start, "", CodeFormat, "must be base64")
		return nil
	}
	return b[:n]
}

// ByteArray fills dst with the bytes of the string here, as Bytes reads them.
// Their number must be that of dst.
func (d *Decoder) ByteArray(dst []byte) {
	text, ok := d.text()
	if !ok {
		return
	}
	b := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, ok := decodeBase64(b, text)
	switch {
	case !ok:
		d.record(d.start, "", CodeFormat, "must be base64")
	case n != len(dst):
		d.record(d.start, "", CodeLength, "must be base64 of exactly "+plural(len(dst), "byte"))
	default:
		copy(dst, b)
	}
}

// decodeBase64 is StdEncoding without its tolerance for line breaks.
func decodeBase64(dst, text []byte) (int, bool) {
	n, err := base64.StdEncoding.Decode(dst, text)
	return n, err == nil && base64.StdEncoding.EncodedLen(n) == len(text)
}

// Time returns the time here, in the form of RFC 3339, section 5.6, with upper
// case T and Z.
func (d *Decoder) Time() time.Time {
	text, ok := d.text()
	if !ok {
		return time.Time{}
	}
	t, ok := parseTime(text)
	if !ok {
		d.record(d.start, "", CodeFormat, "must be a time such as 2006-01-02T15:04:05Z")
	}
	return t
}

// parseTime is [time.Time.UnmarshalText] without what it accepts beyond the
// grammar of RFC 3339 (go.dev/issue/54580): hours of one digit, a comma before
// the fraction, and offsets of a day or more.
func parseTime(b []byte) (time.Time, bool) {
	var t time.Time
	if t.UnmarshalText(b) != nil {
		return time.Time{}, false
	}
	switch {
	case b[len("2006-01-02T")+1] == ':', b[len("2006-01-02T15:04:05")] == ',':
		return time.Time{}, false
	case b[len(b)-1] == 'Z':
		return t, true
	}
	zone := b[len(b)-len("07:00"):]
	if two(zone) >= 24 || two(zone[3:]) >= 60 {
		return time.Time{}, false
	}
	return t, true
}

func two(b []byte) int { return int(b[0]-'0')*10 + int(b[1]-'0') }

// Duration returns the duration here, an integer of nanoseconds.
func (d *Decoder) Duration() time.Duration { return time.Duration(d.signed(64)) }

// Raw returns a copy of the value here as it stands.
func (d *Decoder) Raw() []byte {
	return append([]byte(nil), d.raw()...)
}

// raw returns the value here as it stands in the message, nil if it has no end.
func (d *Decoder) raw() []byte {
	d.peek()
	start := d.pos
	d.Skip()
	if d.stopped {
		return nil
	}
	d.start = start
	return d.data[start:d.pos:d.pos]
}

// Any returns the value here as encoding/json does: nil, bool, float64, string,
// []any or map[string]any.
func (d *Decoder) Any() any {
	switch d.peek() {
	case '"':
		return d.String()
	case '{':
		if !d.enter() {
			return nil
		}
		m := map[string]any{}
		for d.Field() {
			key := d.KeyString()
			if _, ok := m[key]; ok {
				d.Duplicate()
			}
			m[key] = d.Any()
		}
		return m
	case '[':
		if !d.enter() {
			return nil
		}
		s := []any{}
		for d.Element() {
			s = append(s, d.Any())
		}
		return s
	case 't', 'f':
		return d.Bool()
	case 'n':
		d.Null()
		return nil
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return d.Float64()
	}
	d.unexpected("a value")
	return nil
}

// Unmarshal hands the value here to u, null too. The error of u is not shown
// to the sender, as it may quote the value.
func (d *Decoder) Unmarshal(u json.Unmarshaler) {
	b := d.raw()
	if b != nil && u.UnmarshalJSON(b) != nil {
		d.Refused(d.start)
	}
}

// UnmarshalText hands the string here to u.
func (d *Decoder) UnmarshalText(u encoding.TextUnmarshaler) {
	text, ok := d.text()
	if ok && u.UnmarshalText(text) != nil {
		d.record(d.start, "", CodeFormat, "is not valid here")
	}
}

// NotOneOf records that the value just read is not one of the known ones. It
// is silent when reading it has failed.
func (d *Decoder) NotOneOf(values string) {
	d.record(d.start, "", CodeEnum, "must be one of: "+values)
}

// Const reads the value here, which must be the one that value gives as JSON.
func (d *Decoder) Const(value string) {
	d.peek()
	d.start = d.pos
	same := false
	if value[0] == '"' && d.peek() == '"' {
		text, ok := d.text()
		want := value[1 : len(value)-1]
		if strings.Contains(want, `\`) {
			want = string(unescape(nil, []byte(want)))
		}
		same = ok && string(text) == want
	} else {
		same = string(d.raw()) == value
	}
	if !same {
		d.record(d.start, "", CodeConst, "must be "+value)
	}
}

// KeyString returns a copy of the current key.
func (d *Decoder) KeyString() string { return d.keep(d.Key()) }

// KeyView returns the current key without copying it. It is valid until the next
// call of a method.
func (d *Decoder) KeyView() string {
	key := d.Key()
	return unsafe.String(unsafe.SliceData(key), len(key))
}

// KeyInt returns the current key as an integer of the given size. The key -0 is
// from then on the key 0. One that is no such integer is not [Decoder.Unique].
func (d *Decoder) KeyInt(bits int) int64 {
	var n int64
	ok := scanNumber(d.Key(), 0) == len(d.Key())
	if ok {
		n, ok = parseInt(d.Key(), bits)
	}
	if n == 0 && string(d.Key()) == "-0" {
		w := d.workspace()
		w.key = append(w.key[:0], '0')
		d.keyEnd = -1
	}
	if !ok {
		d.unreadable = d.keyAt
		d.record(d.pos, "", CodeType, "must have a key that is "+intRange(bits))
	}
	return n
}

// KeyUint returns the current key as an unsigned integer of the given size.
func (d *Decoder) KeyUint(bits int) uint64 {
	var n uint64
	ok := scanNumber(d.Key(), 0) == len(d.Key())
	if ok {
		n, ok = parseUint(d.Key(), bits)
	}
	if !ok {
		d.unreadable = d.keyAt
		d.record(d.pos, "", CodeType, "must have a key that is "+uintRange(bits))
	}
	return n
}

// KeyText hands the current key to u.
func (d *Decoder) KeyText(u encoding.TextUnmarshaler) {
	if u.UnmarshalText(d.Key()) != nil {
		d.record(d.pos, "", CodeFormat, "must have a valid key")
	}
}
