package decode

import (
	"bytes"
	"testing"

	"github.com/wscontract/wscontract/scripts/bench/decode/ours"
)

// BenchmarkReject compares refusing a message with accepting one of the same
// size.
func BenchmarkReject(b *testing.B) {
	decode := ours.Channels.Large.ClientToServer.Decode
	replaced := func(old, new string) []byte { return bytes.ReplaceAll(largeMessage, []byte(old), []byte(new)) }
	for _, m := range []struct {
		name    string
		message []byte
		ok      bool
	}{
		{"accepted", largeMessage, true},
		{"missing_everywhere", replaced(`"sku":`, `"sky":`), false},
		{"wrong_type_everywhere", replaced(`"quantity":`, `"quantity":"",  "x":`), false},
		{"rule_broken_everywhere", replaced(`"quantity":`, `"quantity":-`), false},
		{"duplicate_everywhere", replaced(`"note":`, `"sku":"","note":`), false},
		{"unknown_everywhere", replaced(`"note":`, `"node":`), false},
		{"syntax_at_the_end", append(bytes.Clone(largeMessage[:len(largeMessage)-1]), ']'), false},
		{"invalid_UTF8_at_the_end", append(bytes.Clone(largeMessage[:len(largeMessage)-4]), "\xff\"}]}"...), false},
	} {
		b.Run("message="+m.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := decode(m.message); (err == nil) != m.ok {
					b.Fatal(err)
				}
			}
		})
	}
}
