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
type headers struct {
	compressed bool     // compression is agreed on
	head       [10]byte // what there is of a header, without the mask
	have       uint8    // how much
	skip       uint64   // bytes up to the next header
}

// check looks at the next bytes. The first good of them are in order; what is
// wrong with the frame behind them, the fault says.
func (h *headers) check(p []byte) (good int, fault *Fault) {
	for i := 0; i < len(p); {
		if h.skip > 0 {
			n := min(h.skip, uint64(len(p)-i))
			h.skip -= n
			i += int(n)
			continue
		}
		if h.have == 0 {
			good = i
		}
		h.head[h.have] = p[i]
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
