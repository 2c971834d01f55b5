package behaviour

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A unionType tells the judge how a union stands on the wire.
type unionType struct {
	typ          reflect.Type
	tag, content string
	intTag       bool
	variants     variants // nil for a struct

	reader *jsonv2.Unmarshalers
	writer *jsonv2.Marshalers
}

// variants are values of the types of the variants, by tag; "*" is the one for
// all other tags.
type variants map[string]any

// interfaceUnion describes a union that is an interface, with its tag and the
// key of the content, or "" when the variant stands beside the tag.
func interfaceUnion[T any](tag, content string, v variants) *unionType {
	u := structUnion[T](tag, content)
	u.variants = v
	return u
}

// structUnion describes a union that is a struct, whose tags name its variants.
func structUnion[T any](tag, content string) *unionType {
	u := &unionType{typ: reflect.TypeFor[T](), tag: tag, content: content}
	u.reader = jsonv2.UnmarshalFromFunc(func(d *jsontext.Decoder, v *T) error { return u.read(d, reflect.ValueOf(v).Elem()) })
	u.writer = jsonv2.MarshalToFunc(func(e *jsontext.Encoder, v *T) error { return u.write(e, reflect.ValueOf(v).Elem()) })
	return u
}

func (u *unionType) withIntTag() *unionType {
	u.intTag = true
	return u
}

func isUnion(t reflect.Type) bool {
	return slices.ContainsFunc(unions, func(u *unionType) bool { return u.typ == t })
}

func unionReaders() (list []*jsonv2.Unmarshalers) {
	for _, u := range unions {
		list = append(list, u.reader)
	}
	return list
}

func unionWriters() (list []*jsonv2.Marshalers) {
	for _, u := range unions {
		list = append(list, u.writer)
	}
	return list
}

// object are the members of a JSON object.
type object map[string]jsontext.Value

// read reads the union v.
func (u *unionType) read(d *jsontext.Decoder, v reflect.Value) error {
	raw, err := d.ReadValue()
	if err != nil {
		return err
	}
	if raw.Kind() == 'n' {
		v.SetZero() // as of any type; whether null is allowed is not the judge's business
		return nil
	}
	raw = raw.Clone()
	var members object
	if err := jsonv2.Unmarshal(raw, &members); err != nil {
		return err
	}
	tag, err := u.readTag(members[u.tag])
	if err != nil {
		return err
	}
	variant, other := u.newVariant(v, tag)
	body := raw
	if u.content != "" {
		body = members[u.content]
	}
	switch {
	case !variant.IsValid():
		return fmt.Errorf("no variant has the tag %q", tag)
	case other:
		if f := variant.Elem().FieldByName("Type"); f.IsValid() {
			f.SetString(tag)
		}
		variant.Elem().FieldByName("Raw").SetBytes(raw)
	case body != nil: // which a variant without keys can do without
		if err := jsonv2.Unmarshal(body, variant.Interface(), d.Options()); err != nil {
			return err
		}
	}
	if u.variants == nil {
		plain := plainFields(v)
		err := jsonv2.Unmarshal(raw, plain.Addr().Interface(), d.Options())
		for f, value := range plain.Fields() {
			v.FieldByName(f.Name).Set(value)
		}
		return err
	}
	if variant.Type().AssignableTo(reflect.TypeOf(u.prototype(tag))) {
		v.Set(variant)
	} else {
		v.Set(variant.Elem())
	}
	return nil
}

func (u *unionType) readTag(raw jsontext.Value) (string, error) {
	if u.intTag {
		var n int64
		err := jsonv2.Unmarshal(raw, &n)
		return strconv.FormatInt(n, 10), err
	}
	if raw.Kind() != '"' {
		return "", fmt.Errorf("no tag under %q", u.tag)
	}
	var s string
	err := jsonv2.Unmarshal(raw, &s)
	return s, err
}

// prototype returns the value in the table for a tag.
func (u *unionType) prototype(tag string) any {
	if p, ok := u.variants[tag]; ok {
		return p
	}
	return u.variants["*"]
}

// newVariant returns a pointer to a new variant for the tag, which it sets if v
// is a struct. other tells that it is the one for all other tags.
func (u *unionType) newVariant(v reflect.Value, tag string) (variant reflect.Value, other bool) {
	if u.variants != nil {
		known := u.variants[tag] != nil && tag != "*"
		t := reflect.TypeOf(u.prototype(tag))
		if t == nil {
			return reflect.Value{}, false
		}
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		return reflect.New(t), !known
	}
	for _, name := range []string{tag, "*"} {
		for f, field := range v.Fields() {
			if f.Tag.Get("ws") == name {
				field.Set(reflect.New(f.Type.Elem()))
				return field, name != tag
			}
		}
	}
	return reflect.Value{}, false
}

// write writes the union v.
func (u *unionType) write(e *jsontext.Encoder, v reflect.Value) error {
	if v.IsZero() {
		return e.WriteToken(jsontext.Null)
	}
	tag, variant := u.variant(v)
	if tag == "*" {
		return e.WriteValue(variant.FieldByName("Raw").Bytes())
	}
	members := object{}
	if u.variants == nil {
		if err := members.add(plainFields(v), e.Options()); err != nil {
			return err
		}
	}
	dst := members
	if u.content != "" {
		dst = object{}
	}
	if err := dst.add(variant, e.Options()); err != nil {
		return err
	}
	if u.content != "" {
		content, err := jsonv2.Marshal(dst)
		if err != nil {
			return err
		}
		members[u.content] = content
	}
	members[u.tag] = jsontext.Value(tag)
	if !u.intTag {
		members[u.tag], _ = jsontext.AppendQuote(nil, tag)
	}
	return jsonv2.MarshalEncode(e, members)
}

// variant returns the variant that is set, and its tag.
func (u *unionType) variant(v reflect.Value) (tag string, variant reflect.Value) {
	if u.variants == nil {
		for f, field := range v.Fields() {
			if tag := f.Tag.Get("ws"); tag != "" && !field.IsNil() {
				return tag, field.Elem()
			}
		}
		panic("no variant is set")
	}
	for tag, prototype := range u.variants {
		if reflect.TypeOf(prototype) == v.Elem().Type() {
			return tag, reflect.Indirect(v.Elem())
		}
	}
	panic(fmt.Sprintf("%v is no variant", v.Elem().Type()))
}

// add adds the members of the object that v is.
func (o object) add(v reflect.Value, opts jsonv2.Options) error {
	raw, err := jsonv2.Marshal(v.Interface(), opts)
	if err != nil {
		return err
	}
	return jsonv2.Unmarshal(raw, (*map[string]jsontext.Value)(&o))
}

// plainFields returns a new struct of the fields of v that are no variants.
func plainFields(v reflect.Value) reflect.Value {
	var fields []reflect.StructField
	for f := range v.Fields() {
		if f.Tag.Get("ws") == "" {
			fields = append(fields, f)
		}
	}
	plain := reflect.New(reflect.StructOf(fields)).Elem()
	for _, f := range fields {
		plain.FieldByName(f.Name).Set(v.FieldByName(f.Name))
	}
	return plain
}
