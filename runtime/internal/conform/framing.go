package conform

import (
	"fmt"
	"strings"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// framing is about the header of a frame: lengths and masks.
func (m *maker) framing() {
	for _, op := range []wstest.Opcode{wstest.Text, wstest.Binary} {
		for _, n := range []int{0, 1, 2, 125, 126, 127, 128, 1024, 65535, 65536} {
			payload := strings.Repeat("*", n)
			m.add(fmt.Sprintf("framing/%v-%d", op, n), "6455 5.2", fmt.Sprintf("a message of %d bytes is sent back", n),
				echoes(payload), frame(op, payload))
		}
	}
	for _, mask := range [][4]byte{{}, {0xFF, 0xFF, 0xFF, 0xFF}, {0, 0, 0, 1}, {0x80}, {'a', 'b', 'c', 'd'}} {
		f := text("masked abcdefghi")
		f.Mask = mask
		m.add(fmt.Sprintf("framing/mask-%x", mask), "6455 5.3", "any key masks", echoes("masked abcdefghi"), f)
	}
	first, second := text("one key"), text("another key")
	second.Mask = [4]byte{9, 8, 7, 6}
	m.add("framing/mask-changes", "6455 5.3", "each frame has its own key", echoes("one key", "another key"), first, second)

	m.add("framing/many-at-once", "6455 5.2", "frames that arrive together are messages of their own",
		echoes("a", "b", "", "c"), text("a"), text("b"), text(""), text("c"))

	for _, f := range []wstest.Frame{text("x"), binary("x"), ping("x"), pong("x"), wstest.CloseFrame(1000, "")} {
		f.Unmasked = true
		m.add(fmt.Sprintf("framing/unmasked-%v", f.Opcode), "6455 5.1", "a frame without a mask fails the connection", fails(1002), f)
	}
	unmasked := cont("x")
	unmasked.Unmasked = true
	m.add("framing/unmasked-continuation", "6455 5.1", "also a later fragment must be masked", fails(1002), more(text("x")), unmasked)
	m.add("framing/unmasked-second", "6455 5.1", "also the second message must be masked", fails(1002, "first"),
		text("first"), wstest.Frame{Opcode: wstest.Text, Payload: []byte("x"), Unmasked: true})

	// The RFC tells the sender to use the shortest form, and not what the
	// receiver has to do about another.
	for _, op := range []wstest.Opcode{wstest.Text, wstest.Binary} {
		for _, test := range []struct {
			form wstest.LengthForm
			n    int
		}{
			{wstest.Bits16, 0}, {wstest.Bits16, 1}, {wstest.Bits16, 125},
			{wstest.Bits64, 0}, {wstest.Bits64, 125}, {wstest.Bits64, 126}, {wstest.Bits64, 65535},
		} {
			payload := strings.Repeat("*", test.n)
			f := frame(op, payload)
			f.Length = test.form
			bits := map[wstest.LengthForm]int{wstest.Bits16: 16, wstest.Bits64: 64}[test.form]
			c := m.add(fmt.Sprintf("framing/length-%v-%d-in-%d-bits", op, test.n, bits), "6455 5.2",
				"a length that is not in its shortest form fails the connection", fails(1002), f)
			c.Also = append(c.Also, echoes(payload))
		}
	}
	for _, op := range []wstest.Opcode{wstest.Ping, wstest.Pong, wstest.Close} {
		f := frame(op, "\x03\xe8")
		f.Length = wstest.Bits16
		m.add(fmt.Sprintf("framing/length-%v-in-16-bits", op), "6455 5.2, 5.5", "a control frame has 7 bits of length", fails(1002), f)
		f.Length = wstest.Bits64
		m.add(fmt.Sprintf("framing/length-%v-in-64-bits", op), "6455 5.2, 5.5", "a control frame has 7 bits of length", fails(1002), f)
	}
	late := cont("x")
	late.Length = wstest.Bits16
	c := m.add("framing/length-continuation-in-16-bits", "6455 5.2", "also a later fragment has the shortest length", fails(1002), more(text("x")), late)
	c.Also = append(c.Also, echoes("xx"))

	for _, declared := range []uint64{1 << 63, 1<<63 | 5, 1<<64 - 1} {
		f := binary("12345")
		f.Declared = declared
		c := m.add(fmt.Sprintf("framing/length-%x", declared), "6455 5.2", "a length with its highest bit set fails the connection", fails(1002), f)
		c.Also = append(c.Also, fails(1009)) // it is too big, too
		c.Closes = true
	}
}

// reserved is about the bits RSV1 to RSV3, where no extension was agreed on.
func (m *maker) reserved() {
	for bits := 1; bits < 8; bits++ {
		for _, f := range []wstest.Frame{text("x"), binary("x"), cont("x"), ping("x"), pong("x"), wstest.CloseFrame(1000, "")} {
			f.RSV1, f.RSV2, f.RSV3 = bits&4 != 0, bits&2 != 0, bits&1 != 0
			send, before := []wstest.Frame{f}, []string(nil)
			switch f.Opcode {
			case wstest.Continuation:
				send = []wstest.Frame{more(text("x")), f}
			case wstest.Ping:
				send, before = []wstest.Frame{text("before"), f}, []string{"before"}
			}
			m.add(fmt.Sprintf("reserved/%v-%03b", f.Opcode, bits), "6455 5.2", "a reserved bit that means nothing fails the connection",
				fails(1002, before...), send...)
		}
	}
}

// opcodes is about those that mean nothing.
func (m *maker) opcodes() {
	for _, op := range []wstest.Opcode{3, 4, 5, 6, 7, 11, 12, 13, 14, 15} {
		about := fmt.Sprintf("opcode %d is reserved and fails the connection", byte(op))
		m.add(fmt.Sprintf("opcode/%d-empty", byte(op)), "6455 5.2", about, fails(1002), frame(op, ""))
		m.add(fmt.Sprintf("opcode/%d-payload", byte(op)), "6455 5.2", about, fails(1002), frame(op, "payload"))
		m.add(fmt.Sprintf("opcode/%d-after-message", byte(op)), "6455 5.2", about, fails(1002, "before"), text("before"), frame(op, ""), ping(""))
		m.add(fmt.Sprintf("opcode/%d-within-message", byte(op)), "6455 5.2, 5.4", about, fails(1002), more(text("x")), frame(op, "y"), cont("z"))
	}
}
