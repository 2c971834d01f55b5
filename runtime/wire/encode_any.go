package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Any writes a value of any type. What [Decoder.Any] returns is written as
// encoding/json/v2 does; other types go through encoding/json.
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
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		e.Fail(fmt.Errorf("wire: %w", err))
		return
	}
	e.Raw(b.Bytes())
}
