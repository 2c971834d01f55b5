package conform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// fragments is about messages in several frames.
func (m *maker) fragments() {
	const section = "6455 5.4"
	for _, op := range []wstest.Opcode{wstest.Text, wstest.Binary} {
		for _, test := range []struct {
			id    string
			parts []string
		}{
			{"two", []string{"one ", "message"}},
			{"three", []string{"one ", "mess", "age"}},
			{"bytes", bytesOf("one message")},
			{"empty-first", []string{"", "message"}},
			{"empty-middle", []string{"mess", "", "age"}},
			{"empty-last", []string{"message", ""}},
			{"all-empty", []string{"", "", ""}},
			{"long", []string{strings.Repeat("a", 126), strings.Repeat("b", 300), strings.Repeat("c", 1000)}},
			{"hundred", slices.Repeat([]string{"x"}, 100)},
		} {
			m.add(fmt.Sprintf("fragments/%v-%s", op, test.id), section, "fragments are put together",
				echoes(strings.Join(test.parts, "")), cut(op, test.parts...)...)
		}
		id := fmt.Sprintf("fragments/%v-", op)
		m.add(id+"in-text", section, "a message that begins within another fails the connection", fails(1002), more(text("half")), frame(op, "x"))
		m.add(id+"in-binary", section, "a message that begins within another fails the connection", fails(1002), more(binary("half")), frame(op, "x"))
		m.add(id+"in-part", section, "a message that begins within another fails the connection", fails(1002), more(text("half")), more(frame(op, "x")), cont("y"))
		m.add(id+"after-continuation", section, "a message that begins within another fails the connection", fails(1002),
			more(text("a")), more(cont("b")), frame(op, "x"))
	}
	about := "a fragment of no message fails the connection"
	m.add("fragments/continuation-first", section, about, fails(1002), cont("x"))
	m.add("fragments/continuation-first-empty", section, about, fails(1002), cont(""))
	m.add("fragments/continuation-first-more", section, about, fails(1002), more(cont("x")), cont("y"))
	m.add("fragments/continuation-after-message", section, about, fails(1002, "whole"), text("whole"), cont("x"))
	m.add("fragments/continuation-after-fragments", section, about, fails(1002, "ab"), more(text("a")), cont("b"), cont("c"))
	m.add("fragments/continuation-after-ping", section, about, fails(1002), ping(""), cont("x")).Want.Pings = []string{""}

	m.add("fragments/two-messages", section, "each message has its own fragments", echoes("ab", "cd"),
		slices.Concat(cutText("a", "b"), cutText("c", "d"))...)
	m.add("fragments/text-and-binary", section, "each message has its own fragments", echoes("ab", "cd", "e"),
		slices.Concat(cutText("a", "b"), cut(wstest.Binary, "c", "d"), cutText("e"))...)

	var noisy []wstest.Frame
	want := echoes("0123456789")
	for i, f := range cutText(bytesOf("0123456789")...) {
		payload := fmt.Sprint("ping ", i)
		want.Pings = append(want.Pings, payload)
		noisy = append(noisy, ping(payload), f, pong("noise"))
	}
	m.add("fragments/ping-before-each", section, "control frames may stand between fragments", want, noisy...)
}
