package behaviour

import (
	"bytes"
	"reflect"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// FuzzValidators gives any bytes to any endpoint: which is the first argument, as
// a number modulo the endpoints of all goldens. The seeds are all messages of all
// cases.
func FuzzValidators(f *testing.F) {
	var all []*endpoint
	for _, g := range goldens {
		for _, e := range endpoints(g) {
			for _, m := range readMessages(f, g.name) {
				if m.channel == e.channel && m.direction == e.direction {
					f.Add(uint16(len(all)), m.data)
				}
			}
			all = append(all, e)
		}
	}
	f.Fuzz(func(t *testing.T, which uint16, data []byte) {
		e := all[int(which)%len(all)]
		v, err := e.decode(bytes.Clone(data))
		if _, problem := findings(err); problem != nil {
			t.Errorf("%v: %s: %v", e, data, problem)
		}
		for _, validate := range e.validators() {
			if also := validate(data); !reflect.DeepEqual(also, err) {
				t.Errorf("%v: %s: decoding says %v, validating %v", e, data, err, also)
			}
		}
		if err != nil {
			return
		}
		// Even where the types are not the judge's, the syntax is.
		if err := jsonv2.Unmarshal(data, new(jsontext.Value)); err != nil {
			t.Errorf("%v: %s: accepted, but json/v2 says: %v", e, data, err)
		}
		if canJudge(e) {
			for _, complaint := range judge(e, data) {
				t.Errorf("%v: %s: %s", e, data, complaint)
			}
		}
		written, err := e.append(nil, v)
		if err != nil {
			t.Errorf("%v: %s: not written: %v", e, data, err)
			return
		}
		checkFixpoint(t, e.String(), e, written)
	})
}
