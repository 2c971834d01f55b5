package conform

import (
	"maps"
	"slices"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// Cases returns all cases for a server with some properties, in order.
func Cases(t Target) []Case {
	var m maker
	m.framing()
	m.pings()
	m.reserved()
	m.opcodes()
	m.fragments()
	m.utf8()
	m.closing()
	m.limits(t.MaxMessage)
	m.handshakes(t.Subprotocol)
	if t.Deflate {
		m.deflate(t.MaxMessage)
		m.offers()
	}
	return m.cases
}

// A maker gathers cases.
type maker struct{ cases []Case }

// add adds a case. The id is unique; a test holds it to that.
func (m *maker) add(id, section, about string, want Outcome, send ...wstest.Frame) *Case {
	c := Case{ID: id, Section: section, About: about, Want: want, Send: send}
	if want.Fails {
		c.Also = []Outcome{dropped(want)}
	}
	m.cases = append(m.cases, c)
	return &m.cases[len(m.cases)-1]
}

// dropped is the outcome of a server that fails the connection without a close
// frame, as it may (RFC 6455, 7.1.7).
func dropped(o Outcome) Outcome {
	o.End = []uint16{1006}
	return o
}

// echoes is the outcome of messages that are in order.
func echoes(messages ...string) Outcome {
	return Outcome{Echo: messages, End: []uint16{1000}}
}

// pongs is the outcome of pings that are in order.
func pongs(payloads ...string) Outcome {
	return Outcome{Pings: payloads, End: []uint16{1000}}
}

// fails is the outcome of a mistake behind some messages.
func fails(code uint16, before ...string) Outcome {
	return Outcome{Echo: before, End: []uint16{code}, Fails: true}
}

// The frames that a client sends.
func text(s string) wstest.Frame   { return frame(wstest.Text, s) }
func binary(s string) wstest.Frame { return frame(wstest.Binary, s) }
func ping(s string) wstest.Frame   { return frame(wstest.Ping, s) }
func pong(s string) wstest.Frame   { return frame(wstest.Pong, s) }
func cont(s string) wstest.Frame   { return frame(wstest.Continuation, s) }
func more(f wstest.Frame) wstest.Frame {
	f.More = true
	return f
}

func frame(op wstest.Opcode, payload string) wstest.Frame {
	return wstest.Frame{Opcode: op, Payload: []byte(payload), Mask: [4]byte{0x1f, 0xe2, 0x83, 0x74}}
}

// cutText makes the fragments of a text message from its parts.
func cutText(parts ...string) []wstest.Frame { return cut(wstest.Text, parts...) }

func cut(op wstest.Opcode, parts ...string) []wstest.Frame {
	var frames []wstest.Frame
	for i, part := range parts {
		f := frame(op, part)
		f.More = i < len(parts)-1
		frames = append(frames, f)
		op = wstest.Continuation
	}
	return frames
}

// bytesOf cuts s into single bytes.
func bytesOf(s string) []string {
	var parts []string
	for i := range len(s) {
		parts = append(parts, s[i:i+1])
	}
	return parts
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
