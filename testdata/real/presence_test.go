package real

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/go-playground/validator/v10"
)

// A breach is one place where a message that encoding/json/v2 accepts breaks
// the table of presence and null or a rule of its tags, or is not what its own type
// calls valid, as "path: code".
type breach string

// isWithin reports whether the place is at, or within the value there.
func (b breach) isWithin(at string) bool {
	rest, ok := strings.CutPrefix(string(b), at)
	return ok && (rest[0] == ':' || rest[0] == '/')
}

// A judge applies the table to a message by reflection on its Go type: the
// second half of what the emitted decoders are held against.
type judge struct {
	// all tells that fields are required unless they are tagged as optional.
	all      bool
	breaches []breach
}

func (j *judge) add(path, code string) {
	j.breaches = append(j.breaches, breach(path+": "+code))
}

var (
	unmarshaler     = reflect.TypeFor[json.Unmarshaler]()
	unmarshalerFrom = reflect.TypeFor[jsonv2.UnmarshalerFrom]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	validated       = reflect.TypeFor[interface{ Validate() error }]()
)

// library is the judge of validate tags.
var library = validator.New()

// value judges the value at path, which the reference could read into a t.
func (j *judge) value(path string, t reflect.Type, raw jsontext.Value) {
	switch p := reflect.PointerTo(t); {
	case t == reflect.TypeFor[time.Time]():
		if raw.Kind() == 'n' {
			j.add(path, "null")
		}
		return
	case p.Implements(unmarshaler), p.Implements(unmarshalerFrom), t == reflect.TypeFor[any]():
		return
	case t == reflect.TypeFor[json.RawMessage](), t == reflect.TypeFor[jsontext.Value]():
		return
	case t.Kind() == reflect.Pointer:
		if raw.Kind() != 'n' {
			j.value(path, t.Elem(), raw)
		}
		return
	case raw.Kind() == 'n':
		j.add(path, "null")
		return
	case p.Implements(textUnmarshaler):
		return
	}
	switch t.Kind() {
	case reflect.Interface:
		j.object(path, t, raw)
	case reflect.Struct:
		before := len(j.breaches)
		j.object(path, t, raw)
		j.rules(path, t, raw, j.breaches[before:])
		if len(j.breaches) == before {
			j.validate(path, t, raw)
		}
	case reflect.Map:
		for _, m := range members(raw) {
			j.value(path+pointer(m.key), t.Elem(), m.value)
		}
	case reflect.String:
		if values, ok := enums[t]; ok && !slices.Contains(values, unquote(raw)) {
			j.add(path, "enum")
		}
	case reflect.Slice, reflect.Array:
		if raw.Kind() == '[' {
			for i, element := range elements(raw) {
				j.value(path+"/"+strconv.Itoa(i), t.Elem(), element)
			}
		}
	}
}

// validate asks the Validate method of the value, if there is one.
func (j *judge) validate(path string, t reflect.Type, raw jsontext.Value) {
	if !reflect.PointerTo(t).Implements(validated) {
		return
	}
	if part(t, raw).(interface{ Validate() error }).Validate() != nil {
		j.add(path, "invalid")
	}
}

// rules asks go-playground/validator for the fields of a struct with rules, one
// by one. One that is already in the list has no other finding.
func (j *judge) rules(path string, t reflect.Type, raw jsontext.Value, known []breach) {
	for _, f := range fieldsOf(t) {
		if f.rules == "" {
			continue
		}
		at := path + pointer(f.key)
		if slices.ContainsFunc(known, func(b breach) bool { return b.isWithin(at) }) {
			continue
		}
		var broken validator.ValidationErrors
		errors.As(library.StructPartial(part(t, raw), f.name), &broken)
		for _, e := range broken {
			j.add(at+indexes.Replace(strings.TrimPrefix(e.Field(), f.name)), e.Tag())
		}
	}
}

// indexes turns [0] behind the name of a field into a step of a JSON pointer.
var indexes = strings.NewReplacer("[", "/", "]", "")

// part reads a part of a message that the reference accepted.
func part(t reflect.Type, raw jsontext.Value) any {
	v := reflect.New(t).Interface()
	if err := jsonv2.Unmarshal(raw, v, v2.unmarshal); err != nil {
		panic(fmt.Sprintf("the reference accepted the message and not a part of it: %v", err))
	}
	return v
}

// object judges the keys of a struct or of an envelope.
func (j *judge) object(path string, t reflect.Type, raw jsontext.Value) {
	present := map[string]jsontext.Value{}
	for _, m := range members(raw) {
		present[m.key] = m.value
	}
	if u, ok := unionFor(t); ok {
		j.variant(path, u, raw, present)
	}
	for _, f := range fieldsOf(t) {
		value, ok := present[f.key]
		switch {
		case ok && f.constant != "":
			if got := ""; jsonv2.Unmarshal(value, &got) != nil || got != f.constant {
				j.add(path+pointer(f.key), "const")
			}
		case ok && value.Kind() == 'n' && (f.nullable || !j.all && !f.required):
			// A value of its own, or as good as absent.
		case ok:
			j.value(path+pointer(f.key), f.typ, value)
		case f.required || j.all && !f.optional:
			j.add(path+pointer(f.key), "required")
		}
	}
}

// unionFor returns how t stands on the wire, if it is a union.
func unionFor(t reflect.Type) (union, bool) {
	i := slices.IndexFunc(unions, func(u union) bool { return u.typ == t })
	if i < 0 {
		return union{}, false
	}
	return unions[i], true
}

// variant judges the variant of an envelope.
func (j *judge) variant(path string, u union, raw jsontext.Value, present map[string]jsontext.Value) {
	name, err := u.nameOf(present)
	if err != nil {
		panic(fmt.Sprintf("the reference accepted an envelope without a tag: %v", err))
	}
	typ, ok := u.variant(name)
	switch {
	case !ok:
		// A kind that is kept as it is.
	case u.content != "" && present[u.content] == nil:
		// A variant without keys.
	case u.content == "":
		j.value(path, typ, raw)
	default:
		j.value(path+pointer(u.content), typ, present[u.content])
	}
}

// A member is one key of an object.
type member struct {
	key   string
	value jsontext.Value
}

// members returns the keys of an object that is known to be one.
func members(raw jsontext.Value) []member {
	d := jsontext.NewDecoder(bytes.NewReader(raw), jsontext.AllowDuplicateNames(true))
	must(d.ReadToken())
	var list []member
	for d.PeekKind() != '}' {
		key := must(d.ReadToken()).String()
		list = append(list, member{key, must(d.ReadValue()).Clone()})
	}
	return list
}

// elements returns those of an array.
func elements(raw jsontext.Value) []jsontext.Value {
	d := jsontext.NewDecoder(bytes.NewReader(raw), jsontext.AllowDuplicateNames(true))
	must(d.ReadToken())
	var list []jsontext.Value
	for d.PeekKind() != ']' {
		list = append(list, must(d.ReadValue()).Clone())
	}
	return list
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// unquote returns what a JSON string says.
func unquote(raw jsontext.Value) string {
	return string(must(jsontext.AppendUnquote(nil, raw)))
}

var escaper = strings.NewReplacer("~", "~0", "/", "~1")

// pointer is one step of a JSON pointer.
func pointer(key string) string { return "/" + escaper.Replace(key) }
