package socket

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"runtime"
	"slices"
	"sync"
)

// working is held by whoever compresses or decompresses. Both need much memory,
// and neither waits for anybody, so there are never more at work than can run at
// once, however many connections there are.
var working = make(chan struct{}, runtime.GOMAXPROCS(0))

// A deflater compresses. It has nearly a megabyte.
type deflater struct {
	flate *flate.Writer
	buf   bytes.Buffer
}

var deflaters = sync.Pool{New: func() any {
	d := new(deflater)
	d.flate, _ = flate.NewWriter(&d.buf, flate.BestSpeed) // the level is in order
	return d
}}

// compress returns the compressed form of a frame, or the frame where it would
// not be shorter (RFC 7692, 7.2.1).
func compress(plain []byte) []byte {
	working <- struct{}{}
	defer func() { <-working }()
	d := deflaters.Get().(*deflater)
	defer deflaters.Put(d)

	var room [HeaderRoom]byte
	d.buf.Reset()
	d.buf.Write(room[:])
	d.flate.Reset(&d.buf)
	_, _ = d.flate.Write(plain[2+extended(plain[1]):]) // neither fails: a buffer takes everything
	_ = d.flate.Flush()
	packed := bytes.TrimSuffix(d.buf.Bytes(), []byte{0, 0, 0xFF, 0xFF})
	frame := Seal(Opcode(plain[0]&0x0F), packed)
	if len(frame) >= len(plain) {
		return plain
	}
	frame = bytes.Clone(frame)
	frame[0] |= rsv1Bit
	return frame
}

// tail is what every compressed message lacks (RFC 7692, 7.2.2), and a last block
// behind it, without which compress/flate would expect more.
const tail = "\x00\x00\xff\xff\x01\x00\x00\xff\xff"

// An inflater decompresses. It has some 40 KB.
type inflater struct {
	flate io.ReadCloser
	in    bytes.Reader
}

var inflaters = sync.Pool{New: func() any { return &inflater{flate: flate.NewReader(nil)} }}

// inputs holds what compressed messages are read into, up to keepInput bytes.
var inputs = sync.Pool{New: func() any { return new([]byte) }}

const keepInput = 128 << 10

// inflate appends the message that b has compressed to buf, unless it has more
// than maxBytes. It may write behind b.
func inflate(buf, b []byte, maxBytes int64) ([]byte, error) {
	working <- struct{}{}
	defer func() { <-working }()
	in := inflaters.Get().(*inflater)
	defer inflaters.Put(in)
	in.in.Reset(append(b, tail...))
	defer in.in.Reset(nil)
	_ = in.flate.(flate.Resetter).Reset(&in.in, nil) // the error is always nil
	from := len(buf)
	likely := int64(4 * len(b))
	if maxBytes > 0 {
		likely = min(likely, maxBytes+1)
	}
	buf = slices.Grow(buf, int(likely))
	for {
		if len(buf) == cap(buf) {
			buf = grow(buf, from, maxBytes)
		}
		n, err := in.flate.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case maxBytes > 0 && int64(len(buf)-from) > maxBytes:
			return buf, messageTooBig(maxBytes)
		case err == io.EOF:
			return buf, nil
		case err != nil:
			return buf, badlyCompressed
		}
	}
}

// badlyCompressed is the fault of a message that cannot be decompressed. RFC 7692 has
// no code for that; 1007 says "data that is not consistent with the type of the
// message", and is what npm ws sends.
var badlyCompressed = &Fault{Code: invalidPayload, Reason: "message is not compressed as it says"}

// notDeflate reports whether gorilla could not decompress what the server sent.
func notDeflate(err error) bool {
	_, corrupt := errors.AsType[flate.CorruptInputError](err)
	return corrupt
}
