package wire_test

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/wscontract/wscontract/runtime/wire"
)

// Next looks for the key that is expected before it looks at anything else. It must
// still refuse what is no JSON: every text that is one byte away from an object
// with these keys.
func TestNextReadsWhatJSONIs(t *testing.T) {
	keys := wire.NewKeys("a", "second", "a third key")
	for _, text := range []string{
		`{"a":1,"second":{"a":2},"a third key":[{"a":"x"}]}`,
		`{ "a" : 1 , "second" : { } , "a third key" : "{" }`,
		`{"second":"","a third key":0,"a":{"second":1}}   `,
	} {
		for at := range len(text) + 1 {
			for _, insert := range strings.Split(`, , : { } [ ] " a 1 \`, " ") {
				for _, removed := range []int{0, 1} {
					edited := text[:at] + insert + text[min(at+removed, len(text)):]
					d := wire.NewDecoder([]byte(edited))
					readKnown(d, edited, keys)
					err := d.Finish()
					if valid := jsontext.Value(edited).IsValid(); valid != (err == nil) {
						t.Errorf("%s: %v, but that it is JSON is %v", edited, err, valid)
					}
				}
			}
		}
	}
}

// readKnown reads objects with Next and skips everything else.
func readKnown(d *wire.Decoder, text string, keys wire.Keys) {
	if !strings.HasPrefix(text[d.At():], "{") {
		d.Skip()
		return
	}
	d.Object()
	var at [3]int
	for next := 0; d.Next(keys, &next); {
		switch string(d.Key()) {
		case "a":
			d.Once(&at[0])
		case "second":
			d.Once(&at[1])
		case "a third key":
			d.Once(&at[2])
		default:
			d.Unique()
		}
		readKnown(d, text, keys)
	}
}
