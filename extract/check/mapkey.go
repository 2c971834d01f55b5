// # Analyzer mapkey
//
// mapkey: report maps with keys that have more than one spelling
//
// A key of a map is text on the wire. Where a type has several spellings of one
// value, two keys of a message can be the same key of the map, which is refused, and
// a key that is sent back may not be the one that came:
//
//	Seen map[netip.Addr]int `json:"seen"` // "::1" and "0:0:0:0:0:0:0:1"
//
// That is so for the addresses of package netip, and for types that ws:type calls a
// date-time, a time or an ipv6. Use a string or an integer as the key, or a list of
// structs. What has no text at all, such as a struct, is refused by generate.
package check

import "github.com/wscontract/wscontract/extract/contract"

var mapkeyAnalyzer = newAnalyzer("mapkey", runMapkey)

// ambiguous are the formats and the packages of codecs that have several spellings
// of a value.
var ambiguous = map[string]bool{"date-time": true, "time": true, "ipv6": true, "net/netip": true}

func runMapkey(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fields() {
		if p.within(f.Type, p.ambiguousKey) {
			p.reportf(p.at(f.Pos), "one key of the map %s can be spelled in several ways; use a string or an integer as the key, or a list of structs", f)
		}
	}
}

// ambiguousKey tells that a type is a map with such keys.
func (p *pass) ambiguousKey(t *contract.Type) bool {
	if t.Kind != contract.Map {
		return false
	}
	n := p.contract.Named(p.underlying(t.Key).Name)
	return n != nil && n.Codec != nil && (ambiguous[n.Codec.Format] || ambiguous[n.Package])
}
