package conform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/runtime/wstest"
)

// limits is about messages that are larger than a server wants, where it has
// such a limit (RFC 6455, 10.4).
func (m *maker) limits(maxMessage int) {
	const section = "6455 7.4.1, 10.4"
	if maxMessage == 0 {
		return
	}
	full := strings.Repeat("m", maxMessage)
	third := maxMessage / 3
	m.add("limits/exact", section, "a message as large as the limit is in order", echoes(full), text(full))
	m.add("limits/exact-fragments", section, "a message as large as the limit is in order", echoes(full), cutText(full[:third], full[third:])...)
	about := "a larger message fails the connection"
	m.add("limits/one-more", section, about, fails(1009), text(full+"m"))
	m.add("limits/one-more-binary", section, about, fails(1009), binary(full+"m"))
	m.add("limits/one-more-fragments", section, about, fails(1009), cutText(full[:third], full[third:], "m")...)
	m.add("limits/after-message", section, about, fails(1009, "small"), text("small"), text(full+"m"))
	for _, bits := range []int{32, 40, 62} {
		f := text("begin")
		f.Declared = 1 << bits
		c := m.add(fmt.Sprintf("limits/declared-2^%d", bits), section, "a larger message fails the connection before it is there", fails(1009), f)
		c.Closes = true
	}
	// No RFC bounds the number of fragments.
	for _, test := range []struct{ id, part string }{{"empty", ""}, {"tiny", "."}} {
		parts := slices.Repeat([]string{test.part}, min(300_000, 2*maxMessage))
		c := m.add("limits/fragments-"+test.id, section, "a message of very many fragments fails the connection", fails(1008), cut(wstest.Text, parts...)...)
		c.Want.End = append(c.Want.End, 1009)
		c.Also = append(c.Also, echoes(strings.Join(parts, "")))
	}
}
