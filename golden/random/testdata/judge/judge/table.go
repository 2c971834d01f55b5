package judge

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A table applies the rules of presence and null, of enums, unions, strict
// structs and Validate methods to a message that json/v2 accepts, by reflection
// on its Go type. It holds the first breach, as "path: what".
type table struct {
	tagged bool // the channel has required=tagged
	breach string
}

func (j *table) add(path, what string) {
	if j.breach == "" {
		j.breach = path + ": " + what
	}
}

var (
	unmarshaler     = reflect.TypeFor[json.Unmarshaler]()
	unmarshalerFrom = reflect.TypeFor[jsonv2.UnmarshalerFrom]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	rawJSON         = reflect.TypeFor[jsontext.Value]()
	rawMessage      = reflect.TypeFor[json.RawMessage]()
	timeType        = reflect.TypeFor[time.Time]()
	number          = reflect.TypeFor[json.Number]()
)

// value judges the value at path, which json/v2 could read into a t.
func (j *table) value(path string, t reflect.Type, raw jsontext.Value) {
	u := unions[t]
	switch p := reflect.PointerTo(t); {
	case t == rawJSON, t == rawMessage, t.Kind() == reflect.Interface && u == nil:
		return // null is one of its values
	case t != timeType && p.Implements(unmarshaler), t != number && p.Implements(unmarshalerFrom):
		return // and here it is for the method to say; json.Number has one with Go 1.27
	case t.Kind() == reflect.Pointer:
		if raw.Kind() != 'n' {
			j.value(path, t.Elem(), raw)
		}
		return
	case raw.Kind() == 'n':
		j.add(path, "null")
		return
	case t == timeType, p.Implements(textUnmarshaler):
		return
	case u != nil:
		j.union(path, u, raw)
		return
	case enums[t] != nil:
		j.enum(path, t, raw)
		return
	}
	switch t.Kind() {
	case reflect.Struct:
		j.object(path, t, raw)
		j.validate(path, t, raw)
	case reflect.Map:
		for _, m := range members(raw) {
			if t.Key().Kind() != reflect.Struct && enums[t.Key()] != nil {
				key, _ := jsontext.AppendQuote(nil, m.key)
				j.enum(path+pointer(m.key), t.Key(), key)
			}
			j.value(path+pointer(m.key), t.Elem(), m.value)
		}
	case reflect.Slice, reflect.Array:
		if raw.Kind() == '[' {
			for i, element := range elements(raw) {
				j.value(path+"/"+strconv.Itoa(i), t.Elem(), element)
			}
		}
	}
}

// enum judges a value of an enum, which may be a number in a string.
func (j *table) enum(path string, t reflect.Type, raw jsontext.Value) {
	if t.Kind() != reflect.String && raw.Kind() == '"' {
		raw = must(jsontext.AppendUnquote(nil, raw))
	}
	v, err := unmarshal(t, raw)
	if err != nil {
		panic(fmt.Sprintf("json/v2 accepts the message and not %s in it: %v", path, err))
	}
	if !isEnum(enums[t], v) {
		j.add(path, "enum")
	}
}

func (j *table) union(path string, u *union, raw jsontext.Value) {
	_, variant, body, err := u.pick(raw)
	if err != nil {
		panic(fmt.Sprintf("json/v2 accepts the message and not the union %s in it: %v", path, err))
	}
	if u.plain != nil {
		j.object(path, u.typ, raw)
	}
	if u.isOther(variant) {
		return
	}
	if u.content != "" {
		path += pointer(u.content)
	}
	if body == nil {
		if t := structOf(variant); t.NumField() > 0 || consts[t] != nil {
			j.add(path, "required")
		}
		return
	}
	j.value(path, structOf(variant), body)
}

// validate asks the Validate method of the value, if there is one.
func (j *table) validate(path string, t reflect.Type, raw jsontext.Value) {
	if !reflect.PointerTo(t).Implements(reflect.TypeFor[interface{ Validate() error }]()) {
		return
	}
	v, err := unmarshal(t, raw)
	if err != nil {
		panic(fmt.Sprintf("json/v2 accepts the message and not %s in it: %v", path, err))
	}
	if v.Addr().Interface().(interface{ Validate() error }).Validate() != nil {
		j.add(path, "invalid")
	}
}

// object judges the keys of a struct.
func (j *table) object(path string, t reflect.Type, raw jsontext.Value) {
	list, fallback := fieldsOf(t)
	present := map[string]bool{}
	for _, m := range members(raw) {
		f := find(list, m.key)
		at := path + pointer(m.key)
		value, isKey := consts[t][m.key]
		switch {
		case isKey:
			present[m.key] = true
			if !isConst(value, m.value) {
				j.add(at, "const")
			}
		case f == nil && fallback != nil && fallback.Kind() == reflect.Map:
			j.value(at, fallback.Elem(), m.value)
		case f == nil:
			if strict[t] && find(beside[t], m.key) == nil {
				j.add(at, "unknown")
			}
		case m.value.Kind() == 'n' && (f.nullable || j.tagged && !f.mustBePresent(j.tagged)):
			present[f.key] = true
		default:
			present[f.key] = true
			j.value(at, f.typ, m.value)
		}
	}
	for key := range consts[t] {
		f := find(list, key)
		if !present[key] && (f == nil || f.mustBePresent(j.tagged)) {
			j.add(path+pointer(key), "required")
		}
	}
	for _, f := range list {
		if !present[f.key] && f.mustBePresent(j.tagged) {
			j.add(path+pointer(f.key), "required")
		}
	}
}

// find returns the field that a key is for: the one with exactly this name,
// else one with case:ignore.
func find(list []*field, key string) *field {
	for _, f := range list {
		if f.key == key {
			return f
		}
	}
	for _, f := range list {
		if f.fold && folded(f.key) == folded(key) {
			return f
		}
	}
	return nil
}

func folded(key string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(key))
}

// A member is one key of an object.
type member struct {
	key   string
	value jsontext.Value
	text  jsontext.Value // the key as it stands, or nil
}

func members(raw jsontext.Value) []member {
	d := jsontext.NewDecoder(strings.NewReader(string(raw)))
	must(d.ReadToken())
	var list []member
	for d.PeekKind() != '}' {
		text := must(d.ReadValue()).Clone()
		key := string(must(jsontext.AppendUnquote(nil, text)))
		list = append(list, member{key, must(d.ReadValue()).Clone(), text})
	}
	return list
}

func elements(raw jsontext.Value) []jsontext.Value {
	var list []jsontext.Value
	if err := jsonv2.Unmarshal(raw, &list); err != nil {
		panic(err)
	}
	return list
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// pointer is one step of a JSON pointer.
func pointer(key string) string {
	return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
