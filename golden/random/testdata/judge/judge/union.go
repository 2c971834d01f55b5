package judge

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A union is an interface with the directive ws:union.
type union struct {
	typ          reflect.Type
	tag, content string // content is "" when the variant stands beside the tag
	intTag       bool
	variants     Variants

	reader *jsonv2.Unmarshalers
	writer *jsonv2.Marshalers
}

// Union tells that T has the directive ws:union, and with which arguments.
func Union[T any](tag, content string, intTag bool, variants Variants) {
	u := &union{typ: reflect.TypeFor[T](), tag: tag, content: content, intTag: intTag, variants: variants}
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
	if content == "" {
		for _, v := range variants {
			t := structOf(v)
			tagKeys[t] = append(tagKeys[t], tag)
		}
	}
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

// pick returns the variant whose tag raw has, and the JSON that is the variant.
func (u *union) pick(raw jsontext.Value) (variant any, body jsontext.Value, err error) {
	var members map[string]jsontext.Value
	if err := jsonv2.Unmarshal(raw, &members); err != nil {
		return nil, nil, err
	}
	var tag string
	if u.intTag {
		var n int64
		if err := jsonv2.Unmarshal(members[u.tag], &n); err != nil || members[u.tag].Kind() != '0' {
			return nil, nil, fmt.Errorf("no integer tag under %q", u.tag)
		}
		tag = strconv.FormatInt(n, 10)
	} else {
		if members[u.tag].Kind() != '"' {
			return nil, nil, fmt.Errorf("no tag under %q", u.tag)
		}
		if err := jsonv2.Unmarshal(members[u.tag], &tag); err != nil {
			return nil, nil, err
		}
	}
	variant, ok := u.variants[tag]
	if !ok {
		return nil, nil, fmt.Errorf("no variant has the tag %q", tag)
	}
	if u.content != "" {
		return variant, members[u.content], nil
	}
	return variant, raw, nil
}

func (u *union) read(raw jsontext.Value, v reflect.Value, opts jsonv2.Options) error {
	if raw.Kind() == 'n' {
		v.SetZero() // whether null is allowed, the table says
		return nil
	}
	variant, body, err := u.pick(raw)
	if err != nil {
		return err
	}
	p := reflect.New(structOf(variant))
	if body != nil { // which a variant without required keys can do without
		if err := jsonv2.Unmarshal(body, p.Interface(), opts); err != nil {
			return err
		}
	}
	if reflect.TypeOf(variant).Kind() == reflect.Pointer {
		v.Set(p)
	} else {
		v.Set(p.Elem())
	}
	return nil
}

// write writes the tag first, and then the keys of the variant.
func (u *union) write(e *jsontext.Encoder, v reflect.Value) error {
	if v.IsNil() {
		return e.WriteToken(jsontext.Null)
	}
	for tag, variant := range u.variants {
		if reflect.TypeOf(variant) != v.Elem().Type() {
			continue
		}
		raw, err := jsonv2.Marshal(v.Elem().Interface(), e.Options())
		if err != nil {
			return err
		}
		quoted, _ := jsontext.AppendQuote(nil, tag)
		if u.intTag {
			quoted = []byte(tag)
		}
		key, _ := jsontext.AppendQuote(nil, u.tag)
		out := append(append(append([]byte("{"), key...), ':'), quoted...)
		switch {
		case u.content != "":
			key, _ := jsontext.AppendQuote(nil, u.content)
			out = append(append(append(append(append(out, ','), key...), ':'), raw...), '}')
		case string(raw) == "{}":
			out = append(out, '}')
		default:
			out = append(append(out, ','), raw[1:]...)
		}
		return e.WriteValue(out)
	}
	return fmt.Errorf("%v is no variant", v.Elem().Type())
}
