package socket

import "encoding/binary"

// headers follows the headers of the peer's frames in the bytes that go to
// gorilla, for the rules that gorilla does not hold frames to:
//
//   - A length is in its shortest form, and below 2⁶³ (RFC 6455, 5.2).
//   - A close frame is empty, or has a whole code (5.5.1).
//   - Where compression is agreed on, only the first frame of a message may say
//     that it is compressed (RFC 7692, 6).
//
// gorilla holds frames to the other rules, so a frame that breaks one of those
// may make headers lose its way: gorilla reads no further than there.
//
// gorilla also does not get to know which messages are compressed: it would
// hold a decompressor from the first byte of a message to the last.
type headers struct {
	compressed bool     // compression is agreed on
	head       [10]byte // what there is of a header, without the mask
	have       uint8    // how much
	skip       uint64   // bytes up to the next header

	// One bit for each message that has begun here and not yet at gorilla,
	// which is behind by its buffer: that has room for the headers of 85.
	marks       [2]uint64
	begun, read uint8
}

// check looks at the next bytes, and takes the marks of compressed messages out
// of them. The first good of them are in order; what is wrong with the frame
// behind them, the fault says.
func (h *headers) check(p []byte) (good int, fault *Fault) {
	for i := 0; i < len(p); {
		if h.skip > 0 {
			n := min(h.skip, uint64(len(p)-i))
			h.skip -= n
			i += int(n)
			continue
		}
		h.head[h.have] = p[i]
		if h.have == 0 {
			good = i
			p[i] = h.begin(p[i])
		}
		h.have++
		i++
		if h.have < 2 || h.have < 2+extended(h.head[1]) {
			continue
		}
		length, wrong := h.parse()
		if wrong != "" {
			return good, &Fault{Code: protocolError, Reason: wrong}
		}
		h.have, h.skip = 0, length
		if h.head[1]&maskBit != 0 {
			h.skip += 4
		}
	}
	return len(p), nil
}

// begin notes whether a message that begins with this byte of a header is
// compressed, and returns the byte without the mark.
func (h *headers) begin(first byte) byte {
	if op := Opcode(first & 0x0F); !h.compressed || op != Text && op != Binary {
		return first
	}
	word, bit := &h.marks[h.begun/64%2], uint64(1)<<(h.begun%64)
	*word &^= bit
	if first&rsv1Bit != 0 {
		*word |= bit
	}
	h.begun++
	return first &^ rsv1Bit
}

// next reports whether the next message that gorilla finds is compressed.
func (h *headers) next() bool {
	if !h.compressed {
		return false
	}
	i := h.read
	h.read++
	return h.marks[i/64%2]&(1<<(i%64)) != 0
}

// Bits of the first two bytes of a header.
const (
	finalBit = 0x80
	rsv1Bit  = 0x40
	maskBit  = 0x80
)

// extended is how many bytes the length has behind the second byte of a header.
func extended(second byte) uint8 {
	switch second &^ maskBit {
	case 126:
		return 2
	case 127:
		return 8
	}
	return 0
}

// parse returns the length of the frame whose header is complete, or what is
// wrong with it.
func (h *headers) parse() (length uint64, wrong string) {
	shortest := uint64(0)
	switch extended(h.head[1]) {
	case 0:
		length = uint64(h.head[1] &^ maskBit)
	case 2:
		length, shortest = uint64(binary.BigEndian.Uint16(h.head[2:])), 126
	case 8:
		length, shortest = binary.BigEndian.Uint64(h.head[2:]), 1<<16
	}
	op := Opcode(h.head[0] & 0x0F)
	switch {
	case length >= 1<<63:
		return 0, "length has its highest bit set"
	case length < shortest:
		return 0, "length is not in its shortest form"
	case op == Close && length == 1:
		return 0, "close frame has half a code"
	case h.compressed && h.head[0]&rsv1Bit != 0 && op != Text && op != Binary:
		return 0, "RSV1 set on a frame that does not begin a message"
	}
	return length, ""
}
