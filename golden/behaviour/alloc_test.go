package behaviour

import (
	"maps"
	"slices"
	"testing"
)

// allocates lists the goldens in which checking a message may take memory, and
// why.
var allocates = map[string]string{
	"aliases":      "netip.Addr reads its own text",
	"codecs":       "types with methods of their own are decoded",
	"codecs2":      "types with methods of their own are decoded",
	"consts":       "a constant with an escape is compared without it",
	"envelope":     "an envelope is decoded",
	"foreign":      "a type that the package cannot name is decoded as part of its struct",
	"foreignunion": "an envelope is decoded",
	"formats":      "url and its kin parse the value, and a rule about other fields needs the struct",
	"nozero":       "an envelope is decoded",
	"identifiers":  "most of these rules parse the value, and a rule about other fields needs the struct",
	"inttag":       "an envelope is decoded",
	"mapsall":      "a map whose keys read their own text is decoded: two texts can be one key",
	"nestedunion":  "an envelope is decoded",
	"omit":         "types with methods of their own are decoded",
	"openunion":    "an envelope is decoded",
	"quoted":       "a number whose digits are escaped is laid out in a copy",
	"reach":        "an envelope is decoded, and a rule about other fields needs the struct",
	"rules":        "a rule that compares fields needs the struct",
	"times":        "a type with methods of its own is decoded",
	"validates":    "a Validate method needs the value",
}

func TestValidatingTakesNoMemory(t *testing.T) {
	took := map[string]bool{}
	eachMessage(t, func(t *testing.T, e *endpoint, m message) {
		if m.want != nil || e.direction == handshake {
			return
		}
		n := testing.AllocsPerRun(10, func() { _ = e.validator(m.data) })
		if n == 0 {
			return
		}
		took[e.golden] = true
		if allocates[e.golden] == "" {
			t.Errorf("%s: validating takes memory %v times", m.line, n)
		}
	})
	for _, name := range slices.Sorted(maps.Keys(allocates)) {
		if !took[name] {
			t.Errorf("validating takes no memory in %s; remove it from the list", name)
		}
	}
}
