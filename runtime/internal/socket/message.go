package socket

import (
	"bytes"
	"compress/flate"
	"runtime"
	"sync"
)

// A Message is a text message that is ready for the network, for any number of
// receivers. It is compressed at most once, when the first of them wants it.
type Message struct {
	plain   []byte   // the frame
	deflate *deflate // nil when it is not to be compressed
}

// A deflate is the compressed form of a message, once somebody wants it.
type deflate struct {
	once  sync.Once
	frame []byte
}

// NewMessage makes a message of the payload that stands in b behind HeaderRoom
// bytes, and keeps b. It is compressed, for receivers who agreed to that, if it
// has at least so many bytes; with a negative number, never.
func NewMessage(b []byte, compressFrom int) Message {
	m := Message{plain: Seal(Text, b)}
	if compressFrom >= 0 && len(b)-HeaderRoom >= compressFrom {
		m.deflate = new(deflate)
	}
	return m
}

// For returns the frame for one receiver.
func (m Message) For(c *Conn) []byte {
	if m.deflate == nil || !c.stream.frames.compressed {
		return m.plain
	}
	m.deflate.once.Do(func() { m.deflate.frame = compress(m.plain) })
	return m.deflate.frame
}

// A deflater compresses. It has nearly a megabyte, so there are never more at
// work than can run at once, however many connections there are.
type deflater struct {
	flate *flate.Writer
	buf   bytes.Buffer
}

var (
	deflaters = sync.Pool{New: func() any {
		d := new(deflater)
		d.flate, _ = flate.NewWriter(&d.buf, flate.BestSpeed) // the level is in order
		return d
	}}
	deflating = make(chan struct{}, runtime.GOMAXPROCS(0))
)

// compress returns the compressed form of a frame, or the frame where it would
// not be shorter (RFC 7692, 7.2.1).
func compress(plain []byte) []byte {
	deflating <- struct{}{}
	defer func() { <-deflating }()
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
