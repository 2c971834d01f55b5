package real

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A reference is encoding/json/v2, taught what an envelope is and nothing else.
type reference struct {
	unmarshal, marshal json.Options
}

// A union tells the reference how a struct with the directive ws:union stands
// on the wire.
type union struct {
	unmarshal *json.Unmarshalers
	marshal   *json.Marshalers
}

// newReference returns the reference for the given unions.
func newReference(unions ...union) reference {
	var in []*json.Unmarshalers
	var out []*json.Marshalers
	for _, u := range unions {
		in = append(in, u.unmarshal)
		out = append(out, u.marshal)
	}
	return reference{
		unmarshal: json.WithUnmarshalers(json.JoinUnmarshalers(in...)),
		marshal:   json.WithMarshalers(json.JoinMarshalers(out...)),
	}
}

// decode reads data into a new value of type t.
func (r reference) decode(t reflect.Type, data []byte) (any, error) {
	v := reflect.New(t)
	err := json.Unmarshal(data, v.Interface(), r.unmarshal)
	return v.Elem().Interface(), err
}

// encode writes v in canonical form (RFC 8785).
func (r reference) encode(v any) ([]byte, error) {
	data, err := json.Marshal(v, r.marshal)
	if err != nil {
		return nil, err
	}
	return canonical(data)
}

func canonical(data []byte) ([]byte, error) {
	v := jsontext.Value(data).Clone()
	err := v.Canonicalize()
	return v, err
}

// unionOf describes the envelope T with the given tag and content keys, as its
// directive says; content is empty when the variant stands beside the tag.
func unionOf[T any](tag, content string) union {
	return union{
		unmarshal: json.UnmarshalFromFunc(func(d *jsontext.Decoder, v *T) error {
			data, err := d.ReadValue()
			if err != nil {
				return err
			}
			return readEnvelope(data.Clone(), reflect.ValueOf(v).Elem(), tag, content, d.Options())
		}),
		marshal: json.MarshalToFunc(func(e *jsontext.Encoder, v T) error {
			object, err := writeEnvelope(reflect.ValueOf(v), tag, content, e.Options())
			if err != nil {
				return err
			}
			return json.MarshalEncode(e, object, json.Deterministic(true))
		}),
	}
}

func readEnvelope(data jsontext.Value, v reflect.Value, tag, content string, opts json.Options) error {
	var object map[string]jsontext.Value
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	if object[tag].Kind() != '"' {
		return fmt.Errorf("no tag under %q", tag)
	}
	var name string
	if err := json.Unmarshal(object[tag], &name); err != nil {
		return err
	}
	known := false
	for f, field := range v.Fields() {
		switch variant := variantOf(f); variant {
		case "":
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if raw, ok := object[key]; ok {
				if err := json.Unmarshal(raw, field.Addr().Interface(), opts); err != nil {
					return err
				}
			}
		case name:
			known = true
			body := data
			if content != "" {
				body = object[content]
			}
			field.Set(reflect.New(f.Type.Elem()))
			if err := json.Unmarshal(body, field.Interface(), opts); err != nil {
				return err
			}
		}
	}
	if known {
		return nil
	}
	for f, field := range v.Fields() {
		if variantOf(f) == "*" {
			other := reflect.New(f.Type.Elem())
			other.Elem().FieldByName("Kind").SetString(name)
			other.Elem().FieldByName("Raw").SetBytes(data)
			field.Set(other)
			return nil
		}
	}
	return fmt.Errorf("no variant has the tag %q", name)
}

func writeEnvelope(v reflect.Value, tag, content string, opts json.Options) (map[string]jsontext.Value, error) {
	object := map[string]jsontext.Value{}
	variants := 0
	for f, field := range v.Fields() {
		variant := variantOf(f)
		if variant == "" {
			key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if strings.Contains(options, "omitempty") && field.IsZero() {
				continue
			}
			raw, err := json.Marshal(field.Interface(), opts)
			if err != nil {
				return nil, err
			}
			object[key] = raw
			continue
		}
		if field.IsNil() {
			continue
		}
		variants++
		if variant == "*" {
			return object, json.Unmarshal(field.Elem().FieldByName("Raw").Bytes(), &object)
		}
		raw, err := json.Marshal(field.Interface(), opts)
		if err != nil {
			return nil, err
		}
		if content != "" {
			object[content] = raw
		} else if err := json.Unmarshal(raw, &object); err != nil {
			return nil, err
		}
		object[tag], err = json.Marshal(variant)
		if err != nil {
			return nil, err
		}
	}
	if variants != 1 {
		return nil, errors.New("not exactly one variant is set")
	}
	return object, nil
}

// variantOf returns the tag of the variant that an envelope's field holds, or
// "" for an ordinary field.
func variantOf(f reflect.StructField) string {
	if f.Type.Kind() != reflect.Pointer || f.Tag.Get("json") != "" {
		return ""
	}
	return f.Tag.Get("ws")
}
