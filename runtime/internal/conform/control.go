package conform

import (
	"fmt"
	"strings"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// pings is about pings and pongs.
func (m *maker) pings() {
	const section = "6455 5.5.2, 5.5.3"
	for _, test := range []struct{ id, payload string }{
		{"empty", ""}, {"one-byte", "p"}, {"text", "are you there?"}, {"zeros", "\x00\x00\x00"},
		{"not-utf8", "\x00\xff\xfe\xfd\xc0\x80"}, {"124", strings.Repeat("p", 124)}, {"125", strings.Repeat("\xfe", 125)},
	} {
		m.add("ping/"+test.id, section, "a ping is answered with its payload", pongs(test.payload), ping(test.payload))
	}
	m.add("ping/126", "6455 5.5", "a ping of 126 bytes fails the connection", fails(1002), ping(strings.Repeat("p", 126)))
	m.add("ping/65536", "6455 5.5", "a ping of 65536 bytes fails the connection", fails(1002), ping(strings.Repeat("p", 65536)))
	m.add("ping/fragment", "6455 5.5", "a ping in fragments fails the connection", fails(1002), more(ping("p")), cont("q"))
	m.add("ping/ten", section, "of ten pings at least the last is answered",
		pongs("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		ping("0"), ping("1"), ping("2"), ping("3"), ping("4"), ping("5"), ping("6"), ping("7"), ping("8"), ping("9"))

	both := echoes("before", "behind")
	both.Pings = []string{"p"}
	m.add("ping/between-messages", section, "a ping between messages is answered", both, text("before"), ping("p"), text("behind"))
	within := echoes("one message")
	within.Pings = []string{"p"}
	m.add("ping/within-message", "6455 5.4", "a ping between fragments is answered", within, more(text("one ")), ping("p"), cont("message"))
	m.add("ping/within-message-too-long", "6455 5.4, 5.5", "a long ping between fragments fails the connection", fails(1002),
		more(text("one ")), ping(strings.Repeat("p", 126)), cont("message"))

	m.add("pong/alone", "6455 5.5.3", "a pong that answers nothing is not answered", pongs(), pong(""))
	m.add("pong/alone-payload", "6455 5.5.3", "a pong that answers nothing is not answered", pongs(), pong("hello"))
	m.add("pong/then-ping", "6455 5.5.3", "a pong does not keep a ping from being answered", pongs("p"), pong("q"), ping("p"))
	m.add("pong/within-message", "6455 5.4", "a pong between fragments is skipped", echoes("one message"), more(text("one ")), pong("p"), cont("message"))
	m.add("pong/126", "6455 5.5", "a pong of 126 bytes fails the connection", fails(1002), pong(strings.Repeat("p", 126)))
	m.add("pong/fragment", "6455 5.5", "a pong in fragments fails the connection", fails(1002), more(pong("p")), cont("q"))
}

// closing is about the closing handshake.
func (m *maker) closing() {
	for _, code := range []uint16{1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999} {
		c := m.close(fmt.Sprintf("close/code-%d", code), "6455 5.5.1, 7.4", "the close frame is answered with its code", code, wstest.CloseFrame(code, ""))
		c.Also = append(c.Also, Outcome{End: []uint16{1000}}) // 5.5.1 says "typically"
		if code > 1011 && code < 3000 {                       // registered with IANA later
			c.Also = append(c.Also, fails(1002))
		}
		m.close(fmt.Sprintf("close/code-%d-reason", code), "6455 5.5.1, 7.4", "the close frame is answered with its code", code, wstest.CloseFrame(code, "the reason")).Also = c.Also
	}
	for _, code := range []uint16{0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535} {
		about := fmt.Sprintf("%d must not be sent and fails the connection", code)
		c := m.add(fmt.Sprintf("close/bad-code-%d", code), "6455 7.4", about, fails(1002), wstest.CloseFrame(code, ""))
		c.Closes = true
		if code >= 5000 || code == 1016 || code == 1100 || code == 2000 || code == 2999 {
			// Reserved or undefined: no word on what a receiver has to do.
			c.Also = append(c.Also, Outcome{End: []uint16{code, 1000}})
		}
	}
	empty := m.close("close/empty", "6455 5.5.1", "an empty close frame is answered with one", 1005, frame(wstest.Close, ""))
	empty.Also = append(empty.Also, Outcome{End: []uint16{1000}})
	m.failing("close/one-byte", "6455 5.5.1", "a close frame with half a code fails the connection", frame(wstest.Close, "\x03"))
	m.failing("close/fragment", "6455 5.5", "a close frame in fragments fails the connection", more(wstest.CloseFrame(1000, "")), cont(""))

	for _, test := range []struct{ id, reason string }{
		{"123", strings.Repeat("r", 123)}, {"utf8", "κόσμε 😀"}, {"utf8-123", strings.Repeat("é", 61) + "r"}, {"nul", "a\x00b"},
	} {
		m.close("close/reason-"+test.id, "6455 5.5.1", "a reason of up to 123 bytes is in order", 1000, wstest.CloseFrame(1000, test.reason))
	}
	m.failing("close/reason-124", "6455 5.5", "a reason of 124 bytes fails the connection", wstest.CloseFrame(1000, strings.Repeat("r", 124)))
	for _, test := range []struct{ id, reason string }{
		{"surrogate", "\xed\xa0\x80"}, {"overlong", "\xc0\xaf"}, {"cut", "abc\xe2\x82"}, {"latin1", "caf\xe9"}, {"too-high", "\xf4\x90\x80\x80"},
	} {
		c := m.failing("close/reason-not-utf8-"+test.id, "6455 5.5.1, 8.1", "a reason that is not UTF-8 fails the connection", wstest.CloseFrame(1000, test.reason))
		c.Want.End = []uint16{1002, 1007} // 8.1 names no code
	}

	behind := "what comes behind a close frame is ignored"
	m.close("close/then-text", "6455 5.5.1", behind, 1000, wstest.CloseFrame(1000, ""), text("too late"))
	m.close("close/then-ping", "6455 5.5.1", behind, 1000, wstest.CloseFrame(1000, ""), ping("too late"))
	m.close("close/twice", "6455 5.5.1", behind, 1000, wstest.CloseFrame(1000, ""), wstest.CloseFrame(1001, ""))
	m.close("close/then-garbage", "6455 5.5.1", behind, 1000, wstest.CloseFrame(1000, ""), wstest.Frame{Opcode: 7, RSV1: true, Unmasked: true})
	m.close("close/then-half-a-frame", "6455 5.5.1", behind, 1000, wstest.CloseFrame(1000, ""), wstest.Frame{Opcode: wstest.Text, Declared: 100})
	m.close("close/after-text", "6455 5.5.1", "what came before the close frame is answered first", 1000, text("a"), text("b"), wstest.CloseFrame(1000, "")).Want.Echo = []string{"a", "b"}
	m.close("close/after-ping", "6455 5.5.1", "what came before the close frame is answered first", 1000, ping("p"), wstest.CloseFrame(1000, "")).Want.Pings = []string{"p"}
	m.close("close/within-message", "6455 5.4, 5.5.1", "a close frame between fragments closes", 1000, more(text("half")), wstest.CloseFrame(1000, ""))
}

// close adds a case whose last word is a close frame of the client.
func (m *maker) close(id, section, about string, code uint16, send ...wstest.Frame) *Case {
	c := m.add(id, section, about, Outcome{End: []uint16{code}}, send...)
	c.Closes = true
	return c
}

// failing adds a case whose close frame is in error.
func (m *maker) failing(id, section, about string, send ...wstest.Frame) *Case {
	c := m.add(id, section, about, fails(1002), send...)
	c.Closes = true
	return c
}
