package real

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A reference is encoding/json/v2, taught what an envelope is and nothing else.
type reference struct {
	unmarshal, marshal json.Options
}

// A union tells the reference how a type with the directive ws:union stands on
// the wire, as the directive says it.
type union struct {
	typ reflect.Type
	// variants are the types behind an interface, by name. Those of a struct are
	// its fields.
	variants map[string]reflect.Type
	// content is empty when the variant stands beside the tag.
	tag, content string
	// number tells that the tag is an integer.
	number bool

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

// unionOf describes the envelope T with the given tag and content keys.
func unionOf[T any](tag, content string) union {
	return describe[T](union{tag: tag, content: content})
}

// numberUnionOf describes the envelope T, whose tag is an integer.
func numberUnionOf[T any](tag, content string) union {
	return describe[T](union{tag: tag, content: content, number: true})
}

// interfaceOf describes the interface T, whose variants stand beside the tag and
// have no unions in them.
func interfaceOf[T any](tag string, variants map[string]T) union {
	u := union{typ: reflect.TypeFor[T](), tag: tag, variants: map[string]reflect.Type{}}
	for name, v := range variants {
		u.variants[name] = reflect.TypeOf(v)
	}
	u.unmarshal = json.UnmarshalFromFunc(func(d *jsontext.Decoder, v *T) error {
		data, err := d.ReadValue()
		if err != nil {
			return err
		}
		var object map[string]jsontext.Value
		if err := json.Unmarshal(data, &object); err != nil {
			return err
		}
		name, err := u.nameOf(object)
		if err != nil {
			return err
		}
		typ, ok := u.variants[name]
		if !ok {
			return fmt.Errorf("no variant has the tag %q", name)
		}
		variant := reflect.New(typ)
		err = json.Unmarshal(data, variant.Interface())
		*v = variant.Elem().Interface().(T)
		return err
	})
	u.marshal = json.MarshalToFunc(func(e *jsontext.Encoder, v T) error {
		data, err := json.Marshal(v)
		if err != nil {
			return err
		}
		var object map[string]jsontext.Value
		if err := json.Unmarshal(data, &object); err != nil {
			return err
		}
		for name, typ := range u.variants {
			if reflect.PointerTo(typ) == reflect.TypeOf(v) { // v2 hands over a pointer
				object[u.tag] = must(json.Marshal(name))
			}
		}
		return json.MarshalEncode(e, object, json.Deterministic(true))
	})
	return u
}

// variant returns the type that has the given name.
func (u union) variant(name string) (reflect.Type, bool) {
	if u.variants != nil {
		typ, ok := u.variants[name]
		return typ, ok
	}
	for f := range u.typ.Fields() {
		if variantOf(f) == name {
			return f.Type.Elem(), true
		}
	}
	return nil, false
}

// describe tells json/v2 to read and write T as u does.
func describe[T any](u union) union {
	u.typ = reflect.TypeFor[T]()
	u.unmarshal = json.UnmarshalFromFunc(func(d *jsontext.Decoder, v *T) error {
		data, err := d.ReadValue()
		if err != nil {
			return err
		}
		return u.read(data.Clone(), reflect.ValueOf(v).Elem(), d.Options())
	})
	u.marshal = json.MarshalToFunc(func(e *jsontext.Encoder, v T) error {
		object, err := u.write(reflect.ValueOf(v), e.Options())
		if err != nil {
			return err
		}
		return json.MarshalEncode(e, object, json.Deterministic(true))
	})
	return u
}

// nameOf returns the tag of an object as the tags of the contract are written.
func (u union) nameOf(object map[string]jsontext.Value) (string, error) {
	var name string
	var number int64
	switch raw := object[u.tag]; {
	case u.number && raw.Kind() == '0':
		err := json.Unmarshal(raw, &number)
		return strconv.FormatInt(number, 10), err
	case !u.number && raw.Kind() == '"':
		err := json.Unmarshal(raw, &name)
		return name, err
	default:
		return "", fmt.Errorf("no tag under %q", u.tag)
	}
}

// tagOf returns the tag of a variant as it is written.
func (u union) tagOf(name string) (jsontext.Value, error) {
	if u.number {
		return jsontext.Value(name), nil
	}
	return json.Marshal(name)
}

// read reads an envelope into v.
func (u union) read(data jsontext.Value, v reflect.Value, opts json.Options) error {
	var object map[string]jsontext.Value
	if err := json.Unmarshal(data, &object); err != nil {
		return err
	}
	name, err := u.nameOf(object)
	if err != nil {
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
			if u.content != "" {
				body = object[u.content]
			}
			if body == nil && f.Type.Elem().NumField() == 0 {
				body = jsontext.Value("{}") // what has no keys need not be there
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

// write returns the keys of the envelope v.
func (u union) write(v reflect.Value, opts json.Options) (map[string]jsontext.Value, error) {
	object := map[string]jsontext.Value{}
	variants := 0
	for f, field := range v.Fields() {
		variant := variantOf(f)
		if variant == "" {
			key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if (strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")) && field.IsZero() {
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
		if u.content != "" {
			object[u.content] = raw
		} else if err := json.Unmarshal(raw, &object); err != nil {
			return nil, err
		}
		object[u.tag], err = u.tagOf(variant)
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
