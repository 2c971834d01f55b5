package socket

import (
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"unicode/utf8"
)

// A reading is what a server makes of the bytes of a client: messages, and the
// code with which it ends. 1006 stands for a stream that just ends.
type reading struct {
	messages []string
	code     uint16
}

// read reads with the code under test.
func read(c *Conn) (r reading, err error) {
	buf := make([]byte, 0, 1024)
	for {
		var op Opcode
		if op, err = c.Next(); err != nil {
			break
		}
		if op != Text && op != Binary {
			continue
		}
		var b []byte
		if b, err = c.Read(buf[:0]); err != nil {
			break
		}
		buf = b
		r.messages = append(r.messages, string(b))
	}
	r.code = abnormal
	if closed, ok := errors.AsType[*Closed](err); ok {
		r.code = closed.Code
	} else if fault, ok := errors.AsType[*Fault](err); ok {
		r.code = fault.Code
	}
	return r, err
}

// A spec is a reader that was written from RFC 6455, section by section, for
// plain messages of at most limit bytes, without a thought for speed or memory.
type spec struct {
	data  []byte
	limit int64
}

var errEnd = errors.New("end of data")

func (s *spec) take(n uint64) ([]byte, error) {
	if n > uint64(len(s.data)) {
		s.data = nil
		return nil, errEnd
	}
	b := s.data[:n]
	s.data = s.data[n:]
	return b, nil
}

func (s *spec) number(n uint64) (v uint64, err error) {
	b, err := s.take(n)
	for _, x := range b {
		v = v<<8 | uint64(x)
	}
	return v, err
}

// read returns what there is to read.
func (s *spec) read() (r reading) {
	var message []byte
	kind := -1 // of the message that is being put together
	for {
		op, final, payload, code := s.frame(kind >= 0, int64(len(message)))
		switch {
		case code != 0:
			r.code = code
			return r
		case op == 8:
			r.code = closeCode(payload)
			return r
		case op > 8:
			continue
		case op != 0:
			kind = op
		}
		message = append(message, payload...)
		if !final {
			continue
		}
		if kind == 1 && !utf8.Valid(message) { // 8.1
			r.code = 1007
			return r
		}
		r.messages = append(r.messages, string(message))
		message, kind = nil, -1
	}
}

// frame reads a frame (5.2). The code is not 0 when there is none.
func (s *spec) frame(within bool, before int64) (op int, final bool, payload []byte, code uint16) {
	head, err := s.take(2)
	if err != nil {
		return 0, false, nil, 1006
	}
	op, final = int(head[0]&15), head[0]&0x80 != 0
	short := uint64(head[1] & 0x7F)
	switch {
	case head[0]&0x70 != 0, // RSV
		head[1]&0x80 == 0, // 5.1: a client masks
		!slices.Contains([]int{0, 1, 2, 8, 9, 10}, op),
		op >= 8 && (!final || short > 125),              // 5.5
		op == 0 && !within, op != 0 && op < 8 && within: // 5.4
		return 0, false, nil, 1002
	}
	length := short
	if short == 126 {
		length, err = s.number(2)
	} else if short == 127 {
		length, err = s.number(8)
	}
	switch {
	case err != nil:
		return 0, false, nil, 1006
	case short == 126 && length < 126, short == 127 && length <= 0xFFFF, length>>63 != 0, op == 8 && length == 1:
		return 0, false, nil, 1002
	}
	key, err := s.take(4)
	if err != nil {
		return 0, false, nil, 1006
	}
	if op < 8 && (length > uint64(s.limit) || before+int64(length) > s.limit) { // 10.4
		return 0, false, nil, 1009
	}
	b, err := s.take(length)
	if err != nil {
		return 0, false, nil, 1006
	}
	payload = make([]byte, length)
	for i := range b {
		payload[i] = b[i] ^ key[i%4] // 5.3
	}
	return op, final, payload, 0
}

// closeCode returns what a close frame says, or 1002 (5.5.1, 7.4).
func closeCode(payload []byte) uint16 {
	if len(payload) == 0 {
		return 1005
	}
	code := binary.BigEndian.Uint16(payload)
	known := code >= 1000 && code <= 1003 || code >= 1007 && code <= 1013 || code >= 3000 && code <= 4999
	if !known || !utf8.Valid(payload[2:]) {
		return 1002
	}
	return code
}

// oneByOne gives one byte at a time.
type oneByOne struct{ r io.Reader }

func (o oneByOne) Read(p []byte) (int, error) { return o.r.Read(p[:min(1, len(p))]) }
