package wire

import (
	"slices"
	"strconv"
	"strings"
)

// report makes an [Error] of the findings. One walk over the message finds all
// their paths, so that a bad message costs no more than reading it twice.
func (d *Decoder) report() *Error {
	slices.SortStableFunc(d.findings, func(a, b finding) int { return a.at - b.at })
	err := &Error{Findings: make([]Finding, len(d.findings)), Truncated: d.count > len(d.findings)}
	w := walker{data: d.data}
	for i, f := range d.findings {
		frames := w.framesAt(f.at)
		if f.closing { // it is about the object that closes here
			frames = frames[:max(len(frames)-1, 0)]
		}
		err.Findings[i] = Finding{Path: pointer(frames) + f.missing, Code: f.code, Message: f.message}
	}
	return err
}

// A walker moves over the tokens of a message that is valid up to where it is
// asked to go, and knows where in the message it is.
type walker struct {
	data   []byte
	pos    int
	frames []frame // the objects and arrays that pos is inside of
}

type frame struct {
	object bool
	inKey  bool   // the next string is a key
	key    []byte // the current key as it stands, with its escapes
	index  int    // of the current element
}

// framesAt moves to the first token at or behind offset at, and returns what
// that token is inside of.
func (w *walker) framesAt(at int) []frame {
	for w.pos < min(at, len(w.data)) {
		w.token()
		for w.pos < len(w.data) && (w.data[w.pos] <= ' ' || w.data[w.pos] == ':') {
			w.pos++
		}
	}
	return w.frames
}

// token moves over one token.
func (w *walker) token() {
	c := w.data[w.pos]
	w.pos++
	switch c {
	case '{', '[':
		w.frames = append(w.frames, frame{object: c == '{', inKey: c == '{'})
	case '}', ']':
		w.frames = w.frames[:max(len(w.frames)-1, 0)]
	case ',':
		if n := len(w.frames); n > 0 {
			top := &w.frames[n-1]
			top.index++
			top.inKey = top.object
		}
	case '"':
		start := w.pos
		for w.pos = plain(w.data, w.pos); w.pos < len(w.data) && w.data[w.pos] != '"'; w.pos++ {
			if w.data[w.pos] == '\\' {
				w.pos++
			}
		}
		w.pos = min(w.pos, len(w.data))
		if n := len(w.frames); n > 0 && w.frames[n-1].inKey {
			top := &w.frames[n-1]
			top.key = w.data[start:w.pos]
			top.inKey = false
		}
		w.pos = min(w.pos+1, len(w.data))
	default:
		for w.pos < len(w.data) && !delimits[w.data[w.pos]] {
			w.pos++
		}
	}
}

// delimits tells the bytes that end a number, true, false or null.
var delimits = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, ',': true, ':': true, '{': true, '}': true, '[': true, ']': true, '"': true}

// pointer writes frames as an RFC 6901 JSON Pointer.
func pointer(frames []frame) string {
	var b strings.Builder
	for _, f := range frames {
		if f.object && f.inKey {
			break // between two members, where a syntax error stopped
		}
		b.WriteByte('/')
		if f.object {
			b.WriteString(escapePointer(keyText(f.key)))
		} else {
			b.WriteString(strconv.Itoa(f.index))
		}
	}
	return b.String()
}

// keyText returns the text of a key as it stands in the message. A key with a
// broken escape, at which a syntax error stopped, is left as it is.
func keyText(key []byte) string {
	d := Decoder{data: append(append([]byte{'"'}, key...), '"')}
	text, ok := d.quotedText()
	plain := string(text)
	if !ok {
		plain = strings.ToValidUTF8(string(key), "\ufffd")
	}
	if d.work != nil {
		d.release()
	}
	return plain
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

func escapePointer(s string) string { return pointerEscaper.Replace(s) }
