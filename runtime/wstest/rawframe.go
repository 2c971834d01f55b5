package wstest

import (
	"encoding/binary"
	"fmt"
	"io"
)

// An Opcode is the kind of a frame (RFC 6455, 5.2).
type Opcode byte

// The opcodes that mean something. 3 to 7 and 11 to 15 are reserved.
const (
	Continuation Opcode = 0x0
	Text         Opcode = 0x1
	Binary       Opcode = 0x2
	Close        Opcode = 0x8
	Ping         Opcode = 0x9
	Pong         Opcode = 0xA
)

// IsControl reports whether frames of this kind are control frames.
func (op Opcode) IsControl() bool { return op&8 != 0 }

func (op Opcode) String() string {
	switch op {
	case Continuation:
		return "continuation"
	case Text:
		return "text"
	case Binary:
		return "binary"
	case Close:
		return "close"
	case Ping:
		return "ping"
	case Pong:
		return "pong"
	}
	return fmt.Sprintf("opcode %d", byte(op))
}

// A LengthForm says with how many bits a header gives the length.
type LengthForm byte

// The forms of a length. The RFC wants the shortest.
const (
	Shortest LengthForm = iota
	Bits16
	Bits64
)

// A Frame is one frame. The zero values of its fields are what a client that
// keeps the protocol sends: final, masked, with the length of the payload.
type Frame struct {
	Opcode  Opcode
	Payload []byte

	More             bool // FIN is not set: fragments follow
	RSV1, RSV2, RSV3 bool

	Unmasked bool
	Mask     [4]byte // of a frame that is masked; 0 is as good as any

	Length   LengthForm
	Declared uint64 // the length in the header, when it is not that of Payload; 0 means that it is
}

// CloseFrame makes a close frame with a code and a reason, of any kind.
func CloseFrame(code uint16, reason string) Frame {
	return Frame{Opcode: Close, Payload: append(binary.BigEndian.AppendUint16(nil, code), reason...)}
}

// Append appends the frame as it goes over the wire.
func (f Frame) Append(b []byte) []byte {
	first := byte(f.Opcode)
	for _, bit := range []struct {
		set  bool
		mask byte
	}{{!f.More, 0x80}, {f.RSV1, 0x40}, {f.RSV2, 0x20}, {f.RSV3, 0x10}} {
		if bit.set {
			first |= bit.mask
		}
	}
	b = append(b, first)

	n := uint64(len(f.Payload))
	if f.Declared != 0 {
		n = f.Declared
	}
	var masked byte
	if !f.Unmasked {
		masked = 0x80
	}
	switch {
	case f.Length == Bits64 || n > 0xFFFF:
		b = binary.BigEndian.AppendUint64(append(b, masked|127), n)
	case f.Length == Bits16 || n > 125:
		b = binary.BigEndian.AppendUint16(append(b, masked|126), uint16(n))
	default:
		b = append(b, masked|byte(n))
	}
	if f.Unmasked {
		return append(b, f.Payload...)
	}
	b = append(b, f.Mask[:]...)
	for i, c := range f.Payload {
		b = append(b, c^f.Mask[i%4])
	}
	return b
}

// readFrame reads one frame, of at most limit bytes.
func readFrame(r io.Reader, limit uint64) (f Frame, err error) {
	var head [8]byte
	if _, err := io.ReadFull(r, head[:2]); err != nil {
		return f, err
	}
	f.Opcode = Opcode(head[0] & 0x0F)
	f.More = head[0]&0x80 == 0
	f.RSV1, f.RSV2, f.RSV3 = head[0]&0x40 != 0, head[0]&0x20 != 0, head[0]&0x10 != 0
	f.Unmasked = head[1]&0x80 == 0
	n := uint64(head[1] & 0x7F)
	switch n {
	case 126:
		f.Length = Bits16
		_, err = io.ReadFull(r, head[:2])
		n = uint64(binary.BigEndian.Uint16(head[:]))
	case 127:
		f.Length = Bits64
		_, err = io.ReadFull(r, head[:])
		n = binary.BigEndian.Uint64(head[:])
	}
	if err != nil {
		return f, noEOF(err)
	}
	if n > limit {
		return f, fmt.Errorf("wstest: a frame of %d bytes is longer than %d", n, limit)
	}
	if !f.Unmasked {
		if _, err := io.ReadFull(r, f.Mask[:]); err != nil {
			return f, noEOF(err)
		}
	}
	f.Payload = make([]byte, n)
	if _, err := io.ReadFull(r, f.Payload); err != nil {
		return f, noEOF(err)
	}
	if !f.Unmasked {
		for i := range f.Payload {
			f.Payload[i] ^= f.Mask[i%4]
		}
	}
	return f, nil
}

// noEOF says that the stream has ended where it must not.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
