package socket

import "sync"

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
