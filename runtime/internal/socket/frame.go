package socket

import (
	"encoding/binary"
	"unicode/utf8"
)

// An Opcode is the kind of a frame.
type Opcode byte

// The kinds of frames a server sends.
const (
	Text   Opcode = 0x1
	Binary Opcode = 0x2
	Close  Opcode = 0x8
	Ping   Opcode = 0x9
	Pong   Opcode = 0xA
)

// HeaderRoom is the length of the longest header of a frame without a mask.
const HeaderRoom = 10

// maxControl is the longest payload of a control frame.
const maxControl = 125

// noStatus stands for a close frame without a code (RFC 6455, 7.1.5).
const noStatus = 1005

// Seal makes a frame, final and unmasked. The payload stands in b behind
// HeaderRoom bytes that are free to use; the frame is the end of b.
func Seal(op Opcode, b []byte) []byte {
	n := len(b) - HeaderRoom
	switch {
	case n <= 125:
		b = b[HeaderRoom-2:]
		b[1] = byte(n)
	case n <= 0xFFFF:
		b = b[HeaderRoom-4:]
		b[1] = 126
		binary.BigEndian.PutUint16(b[2:], uint16(n))
	default:
		b[1] = 127
		binary.BigEndian.PutUint64(b[2:], uint64(n))
	}
	b[0] = finalBit | byte(op)
	return b
}

// ControlFrame makes a ping or pong. A payload that is too long for a control frame
// is cut.
func ControlFrame(op Opcode, payload string) []byte {
	b := make([]byte, HeaderRoom, HeaderRoom+maxControl)
	return Seal(op, append(b, payload[:min(len(payload), maxControl)]...))
}

// CloseFrame makes a close frame. A reason that is too long is cut between two
// characters. Code 1005 makes the frame that says nothing.
func CloseFrame(code uint16, reason string) []byte {
	b := make([]byte, HeaderRoom, HeaderRoom+maxControl)
	if code == noStatus {
		return Seal(Close, b)
	}
	b = binary.BigEndian.AppendUint16(b, code)
	return Seal(Close, append(b, cut(reason, maxControl-2)...))
}

// cut returns the longest prefix of s of at most n bytes that does not end
// within a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
