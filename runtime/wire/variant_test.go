package wire_test

import (
	"encoding/json"
	"testing"

	"github.com/wscontract/wscontract/runtime/wire"
)

// What a type with its own method writes goes on behind the tag.
func TestVariantThatWritesItself(t *testing.T) {
	for in, want := range map[string]string{
		`{}`:                                 `{"type":"say"}`,
		`{"a":1}`:                            `{"type":"say","a":1}`,
		`{"a":1,"type":"say","b":[{"c":2}]}`: `{"type":"say","a":1,"b":[{"c":2}]}`,
		` { "typ" : { "type" : 1 } } `:       `{"type":"say","typ":{"type":1}}`,
		`{"\u0074ype":"other"}`:              `{"type":"say"}`,
		`[]`:                                 "",
		`null`:                               "",
		`{"a":1,"a":2}`:                      "",
		`{"a":1`:                             "",
	} {
		e := wire.NewEncoder(nil)
		e.Variant(`"type":"say"`)
		e.Marshal(json.RawMessage(in))
		got, err := e.Finish()
		if string(got) != want || (err == nil) != (want != "") {
			t.Errorf("%s: got %s, %v; want %s", in, got, err, want)
		}
	}
}
