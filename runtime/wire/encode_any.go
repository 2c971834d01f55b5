package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Any writes a value of any type. Types that a decoder makes are written here;
// others, which a program has put into an any, are written by encoding/json/v2
// itself, which knows their tags and methods by reflection.
func (e *Encoder) Any(v any) {
	switch v := v.(type) {
	case nil:
		e.Null()
	case bool:
		e.Bool(v)
	case string:
		e.String(v)
	case float64:
		e.Float64(v)
	case int:
		e.Int(int64(v))
	case int64:
		e.Int(v)
	case []any:
		e.Array()
		for _, elem := range v {
			e.Any(elem)
		}
		e.EndArray()
	case map[string]any:
		e.Object()
		for _, key := range SortedKeys(v) {
			e.KeyString(key)
			e.Any(v[key])
		}
		e.EndObject()
	default:
		e.reflected(v)
	}
}

func (e *Encoder) reflected(v any) {
	b, err := jsonv2.Marshal(v, asEmitted())
	if err != nil {
		e.Fail(fmt.Errorf("wire: %w", err))
		return
	}
	e.Raw(b)
}

// emitted holds the options under which encoding/json/v2 writes what emitted code
// would: maps in order, durations as nanoseconds, and a json.Number as a number
// (before Go 1.27 it takes that for a string).
var emitted struct {
	once    sync.Once
	options jsonv2.Options
}

// asEmitted makes the options when they are first needed. No variable is
// initialised with them, so that a program whose contract has no any does without
// most of encoding/json/v2.
func asEmitted() jsonv2.Options {
	emitted.once.Do(func() {
		emitted.options = jsonv2.JoinOptions(jsonv2.Deterministic(true), jsonv2.WithMarshalers(jsonv2.JoinMarshalers(
			jsonv2.MarshalToFunc(func(to *jsontext.Encoder, d time.Duration) error {
				return to.WriteToken(jsontext.Int(int64(d)))
			}),
			jsonv2.MarshalToFunc(func(to *jsontext.Encoder, n json.Number) error {
				if n == "" {
					n = "0"
				}
				if scanNumber([]byte(n), 0) != len(n) {
					return errors.New("json.Number does not hold a number")
				}
				return to.WriteValue(jsontext.Value(n))
			}),
		)))
	})
	return emitted.options
}
