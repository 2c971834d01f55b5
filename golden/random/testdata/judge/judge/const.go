package judge

import (
	"maps"
	"reflect"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Consts are the values of keys, as JSON.
type Consts map[string]string

// Const tells that T has the directive ws:const with these keys. Plain is T by
// another name, which is written without them.
func Const[T, Plain any](values Consts) {
	consts[reflect.TypeFor[T]()] = values
	constWriters = append(constWriters, jsonv2.MarshalToFunc(func(e *jsontext.Encoder, v *T) error {
		raw, err := jsonv2.Marshal(reflect.ValueOf(v).Elem().Convert(reflect.TypeFor[Plain]()).Interface(), e.Options())
		if err != nil {
			return err
		}
		return e.WriteValue(values.in(members(raw)))
	}))
	constReaders = append(constReaders, jsonv2.UnmarshalFromFunc(func(d *jsontext.Decoder, v *T) error {
		raw, err := d.ReadValue()
		if err != nil {
			return err
		}
		raw = raw.Clone()
		if list, _ := fieldsOf(reflect.TypeFor[T]()); raw.Kind() == '{' {
			for key := range values {
				if find(list, key) == nil { // it is not among the unknown keys
					raw = withoutKey(raw, key)
				}
			}
		}
		plain := new(Plain)
		err = jsonv2.Unmarshal(raw, plain, d.Options())
		*v = reflect.ValueOf(plain).Elem().Convert(reflect.TypeFor[T]()).Interface().(T)
		return err
	}))
}

// in returns the object with the members, in which the constants stand: in the
// place of the field that has the key, or first.
func (c Consts) in(list []member) jsontext.Value {
	var first []member
	for _, key := range slices.Sorted(maps.Keys(c)) {
		value := jsontext.Value(c[key])
		if i := slices.IndexFunc(list, func(m member) bool { return m.key == key }); i >= 0 {
			list[i].value = value
		} else {
			first = append(first, member{key: key, value: value})
		}
	}
	return object(append(first, list...))
}

// isConst reports whether raw is the value of a constant: the same string, or the
// same text.
func isConst(value string, raw jsontext.Value) bool {
	if value[0] != '"' || raw.Kind() != '"' {
		return string(raw) == value
	}
	return string(must(jsontext.AppendUnquote(nil, raw))) == string(must(jsontext.AppendUnquote(nil, value)))
}
