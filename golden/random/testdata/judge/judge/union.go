package judge

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A union is a type with the directive ws:union.
type union struct {
	typ          reflect.Type
	tag, content string // content is "" when the variant stands beside the tag
	intTag       bool
	variants     Variants
	plain        reflect.Type // of a struct, the one of its fields that are no variants; nil for an interface

	reader *jsonv2.Unmarshalers
	writer *jsonv2.Marshalers
}

// Union tells that T, an interface, has the directive ws:union, and with which
// arguments.
func Union[T any](tag, content string, intTag bool, variants Variants) {
	declareUnion[T](&union{tag: tag, content: content, intTag: intTag, variants: variants})
}

// Envelope is Union for a struct. Its variants are not pointers here.
func Envelope[T any](tag, content string, intTag bool, variants Variants) {
	u := &union{tag: tag, content: content, intTag: intTag, variants: variants}
	var fields []reflect.StructField
	for f := range reflect.TypeFor[T]().Fields() {
		if !isVariant(f) {
			fields = append(fields, f)
		}
	}
	u.plain = reflect.StructOf(fields)
	declareUnion[T](u)
}

func declareUnion[T any](u *union) {
	u.typ = reflect.TypeFor[T]()
	u.reader = jsonv2.UnmarshalFromFunc(func(d *jsontext.Decoder, v *T) error {
		raw, err := d.ReadValue()
		if err != nil {
			return err
		}
		return u.read(raw.Clone(), reflect.ValueOf(v).Elem(), d.Options())
	})
	u.writer = jsonv2.MarshalToFunc(func(e *jsontext.Encoder, v *T) error {
		return u.write(e, reflect.ValueOf(v).Elem())
	})
	unions[u.typ] = u
	if u.content != "" {
		return
	}
	besides := []*field{{key: u.tag}}
	if u.plain != nil {
		list, _ := fieldsOf(u.typ)
		besides = append(besides, list...)
	}
	for _, v := range u.variants {
		t := structOf(v)
		beside[t] = append(beside[t], besides...)
	}
}

// isVariant tells the fields of an envelope that are variants: they have a name
// in their ws tag.
func isVariant(f reflect.StructField) bool {
	tag, ok := f.Tag.Lookup("ws")
	return ok && slices.ContainsFunc(strings.Split(tag, ","), func(word string) bool {
		return word != "optional" && word != "nullable" && word != "required"
	})
}

// structOf returns the struct type of a variant.
func structOf(variant any) reflect.Type {
	t := reflect.TypeOf(variant)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// tags returns the tags of the variants in their order.
func (u *union) tags() []string { return slices.Sorted(maps.Keys(u.variants)) }

// pick returns the tag that raw has, the variant for it, and the JSON that is the
// variant.
func (u *union) pick(raw jsontext.Value) (tag string, variant any, body jsontext.Value, err error) {
	var members map[string]jsontext.Value
	if err := jsonv2.Unmarshal(raw, &members); err != nil {
		return "", nil, nil, err
	}
	if u.intTag {
		var n int64
		if err := jsonv2.Unmarshal(members[u.tag], &n); err != nil || members[u.tag].Kind() != '0' {
			return "", nil, nil, fmt.Errorf("no integer tag under %q", u.tag)
		}
		tag = strconv.FormatInt(n, 10)
	} else {
		if members[u.tag].Kind() != '"' {
			return "", nil, nil, fmt.Errorf("no tag under %q", u.tag)
		}
		if err := jsonv2.Unmarshal(members[u.tag], &tag); err != nil {
			return "", nil, nil, err
		}
	}
	variant, ok := u.variants[tag]
	switch {
	case ok && tag != "*":
	case u.variants["*"] != nil:
		return tag, u.variants["*"], nil, nil
	default:
		return "", nil, nil, fmt.Errorf("no variant has the tag %q", tag)
	}
	if u.content != "" {
		return tag, variant, members[u.content], nil
	}
	if list, fallback := fieldsOf(structOf(variant)); fallback != nil && find(list, u.tag) == nil {
		raw = withoutKey(raw, u.tag) // which is not among the unknown keys
	}
	return tag, variant, raw, nil
}

// isOther reports whether a variant is the one for all other tags.
func (u *union) isOther(variant any) bool {
	other := u.variants["*"]
	return other != nil && structOf(other) == structOf(variant)
}

func (u *union) read(raw jsontext.Value, v reflect.Value, opts jsonv2.Options) error {
	if raw.Kind() == 'n' {
		v.SetZero() // whether null is allowed, the table says
		return nil
	}
	tag, variant, body, err := u.pick(raw)
	if err != nil {
		return err
	}
	p := reflect.New(structOf(variant))
	switch {
	case u.isOther(variant):
		u.setOther(p.Elem(), tag, raw)
	case body != nil: // which a variant without required keys can do without
		if err := jsonv2.Unmarshal(body, p.Interface(), opts); err != nil {
			return err
		}
	}
	switch {
	case u.plain != nil:
		plain := reflect.New(u.plain)
		if err := jsonv2.Unmarshal(raw, plain.Interface(), opts); err != nil {
			return err
		}
		for f, value := range plain.Elem().Fields() {
			v.FieldByName(f.Name).Set(value)
		}
		v.FieldByIndex(u.field(variant, tag).Index).Set(p)
	case reflect.TypeOf(variant).Kind() == reflect.Pointer:
		v.Set(p)
	default:
		v.Set(p.Elem())
	}
	return nil
}

// setOther fills the variant for all other tags.
func (u *union) setOther(v reflect.Value, tag string, raw jsontext.Value) {
	v.FieldByName("Raw").SetBytes(raw)
	switch f := v.FieldByName("Tag"); {
	case !f.IsValid():
	case u.intTag:
		n, err := strconv.ParseInt(tag, 10, 64)
		if err != nil {
			panic(err)
		}
		f.SetInt(n)
	default:
		f.SetString(tag)
	}
}

// field returns the field of an envelope that has a variant.
func (u *union) field(variant any, tag string) reflect.StructField {
	if u.isOther(variant) {
		tag = "*"
	}
	for f := range u.typ.Fields() {
		if isVariant(f) && f.Tag.Get("ws") == tag {
			return f
		}
	}
	panic(fmt.Sprintf("%v has no field for the variant %q", u.typ, tag))
}

// isSet returns the tag of the variant that v has, and the variant.
func (u *union) isSet(v reflect.Value) (tag string, variant reflect.Value) {
	for tag, prototype := range u.variants {
		if u.plain != nil {
			if p := v.FieldByIndex(u.field(prototype, tag).Index); !p.IsNil() {
				return tag, p.Elem()
			}
		} else if reflect.TypeOf(prototype) == v.Elem().Type() {
			return tag, reflect.Indirect(v.Elem())
		}
	}
	return "", reflect.Value{}
}

// write writes the tag first, then the keys of an envelope, then those of the
// variant.
func (u *union) write(e *jsontext.Encoder, v reflect.Value) error {
	if v.IsZero() {
		return e.WriteToken(jsontext.Null)
	}
	tag, variant := u.isSet(v)
	if !variant.IsValid() {
		return fmt.Errorf("no variant of %v", u.typ)
	}
	if tag == "*" {
		return e.WriteValue(variant.FieldByName("Raw").Bytes())
	}
	raw, err := jsonv2.Marshal(variant.Interface(), e.Options())
	if err != nil {
		return err
	}
	quoted, _ := jsontext.AppendQuote(nil, tag)
	if u.intTag {
		quoted = []byte(tag)
	}
	out := []member{{key: u.tag, value: quoted}}
	if u.plain != nil {
		plain := reflect.New(u.plain).Elem()
		for f := range u.plain.Fields() {
			plain.FieldByName(f.Name).Set(v.FieldByName(f.Name))
		}
		keys, err := jsonv2.Marshal(plain.Interface(), e.Options())
		if err != nil {
			return err
		}
		out = append(out, members(keys)...)
	}
	if u.content != "" {
		out = append(out, member{key: u.content, value: raw})
	} else {
		out = append(out, members(withoutKey(raw, u.tag))...)
	}
	return e.WriteValue(object(out))
}

// object is the object with the members.
func object(list []member) jsontext.Value {
	out := jsontext.Value("{")
	for i, m := range list {
		if i > 0 {
			out = append(out, ',')
		}
		if m.text != nil {
			out = append(out, m.text...)
		} else {
			out, _ = jsontext.AppendQuote(out, m.key)
		}
		out = append(append(out, ':'), m.value...)
	}
	return append(out, '}')
}

// withoutKey returns an object without one of its keys.
func withoutKey(raw jsontext.Value, key string) jsontext.Value {
	return object(slices.DeleteFunc(members(raw), func(m member) bool { return m.key == key }))
}
