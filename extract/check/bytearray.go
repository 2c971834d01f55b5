// # Analyzer bytearray
//
// bytearray: report arrays of bytes, which are base64 text
//
// A field of type [N]byte is written as base64, as encoding/json/v2 has it and as
// []byte always was. encoding/json before version 2 writes a list of N numbers,
// and readers of such a program expect that.
//
//	Hash [32]byte `json:"hash"` // "q83v…", not [171,205,239,…]
//
// A type with its own MarshalText, such as that of an id, says itself what it is.
// If base64 is meant, say so with ws:ignore, or use []byte with len=N.
package check

import "github.com/wscontract/wscontract/extract/contract"

var bytearrayAnalyzer = newAnalyzer("bytearray", runBytearray)

func runBytearray(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fields() {
		if p.within(f.Type, func(t *contract.Type) bool { return t.Kind == contract.ByteArray }) {
			p.reportf(p.at(f.Pos), "%s is written as base64, where encoding/json v1 writes a list of numbers; give its type MarshalText and UnmarshalText, or say with ws:ignore bytearray that base64 is meant", f)
		}
	}
}
