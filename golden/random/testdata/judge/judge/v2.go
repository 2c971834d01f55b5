package judge

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sync"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// The judge of JSON is encoding/json/v2, which is told what it cannot know: what
// unions are, that a duration is whole nanoseconds, and that a json.Number is a
// number (before Go 1.27 it takes it for a string).
var reading = sync.OnceValue(func() jsonv2.Options {
	readers := append([]*jsonv2.Unmarshalers{jsonv2.UnmarshalFromFunc(readNumber)}, constReaders...)
	for _, u := range unions {
		readers = append(readers, u.reader)
	}
	return jsonv2.JoinOptions(jsonv1.FormatDurationAsNano(true), jsonv2.WithUnmarshalers(jsonv2.JoinUnmarshalers(readers...)))
})

var writing = sync.OnceValue(func() jsonv2.Options {
	writers := append([]*jsonv2.Marshalers{jsonv2.MarshalToFunc(writeNumber)}, constWriters...)
	for _, u := range unions {
		writers = append(writers, u.writer)
	}
	return jsonv2.JoinOptions(jsonv1.FormatDurationAsNano(true), jsonv2.Deterministic(true),
		jsonv2.WithMarshalers(jsonv2.JoinMarshalers(writers...)))
})

func readNumber(d *jsontext.Decoder, n *json.Number) error {
	raw, err := d.ReadValue()
	switch {
	case err != nil:
		return err
	case raw.Kind() == 'n':
		*n = ""
		return nil
	case raw.Kind() != '0':
		return fmt.Errorf("%v is not a number", raw.Kind())
	}
	*n = json.Number(raw)
	return nil
}

func writeNumber(e *jsontext.Encoder, n json.Number) error {
	if n == "" {
		n = "0"
	}
	return e.WriteValue(jsontext.Value(n))
}

// unmarshal reads data into a new value of type t.
func unmarshal(t reflect.Type, data []byte) (reflect.Value, error) {
	p := reflect.New(t)
	err := jsonv2.Unmarshal(data, p.Interface(), reading())
	return p.Elem(), err
}

// marshal writes a value, which stays an interface if it is one.
func marshal(v reflect.Value) ([]byte, error) {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return jsonv2.Marshal(p.Interface(), writing())
}
