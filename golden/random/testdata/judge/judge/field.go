package judge

import (
	"reflect"
	"slices"
	"strings"
)

// A field is one key of a struct.
type field struct {
	key      string
	typ      reflect.Type
	fold     bool // case:ignore
	required bool // ws:"required"
	omits    bool // by omitempty or omitzero
	ruled    bool // validate:"required" or binding:"required"
	optional bool // may be absent, by a tag or because an embedded pointer may be nil
	nullable bool
	index    []int
	tagged   bool // with a name in the json tag
}

func (f *field) mustBePresent(tagged bool) bool {
	return f.required || !f.optional && (!tagged || f.ruled)
}

// fieldsOf returns the keys of a struct, those of embedded structs included: of
// two with the same name the shallower wins, and of two that are equally deep
// the only one with a tag. It also returns the type of the field for all other
// keys, or nil.
func fieldsOf(t reflect.Type) (won []*field, fallback reflect.Type) {
	var all []*field
	var collect func(t reflect.Type, index []int, optional bool)
	collect = func(t reflect.Type, index []int, optional bool) {
		for i := range t.NumField() {
			f := t.Field(i)
			at := append(slices.Clone(index), i)
			tag := f.Tag.Get("json")
			key, options, _ := strings.Cut(tag, ",")
			opts := strings.Split(options, ",")
			embedded := f.Type
			if embedded.Kind() == reflect.Pointer {
				embedded = embedded.Elem()
			}
			embed := slices.Contains(opts, "embed")
			switch {
			case tag == "-", len(index) == 0 && unions[t] != nil && isVariant(f):
				continue
			case embedded.Kind() == reflect.Struct && (embed || f.Anonymous && key == ""):
				collect(embedded, at, optional || f.Type != embedded)
				continue
			case embed:
				if fallback = f.Type; fallback.Kind() == reflect.Pointer {
					fallback = fallback.Elem()
				}
				continue
			case !f.IsExported():
				continue
			}
			own, _, _ := strings.Cut(f.Tag.Get("validate"), "dive") // the rest is about elements
			ws, rules := strings.Split(f.Tag.Get("ws"), ","), strings.Split(own, ",")
			all = append(all, &field{
				key:      key,
				typ:      f.Type,
				fold:     slices.Contains(opts, "case:ignore"),
				required: slices.Contains(ws, "required"),
				omits:    slices.Contains(opts, "omitempty") || slices.Contains(opts, "omitzero"),
				ruled:    slices.Contains(rules, "required"),
				optional: optional || slices.Contains(ws, "optional") || slices.Contains(opts, "omitempty") || slices.Contains(opts, "omitzero"),
				nullable: slices.Contains(ws, "nullable"),
				index:    at,
				tagged:   key != "",
			})
			if key == "" {
				all[len(all)-1].key = f.Name
			}
		}
	}
	collect(t, nil, false)
	for _, f := range all {
		if !slices.ContainsFunc(all, func(g *field) bool {
			return g != f && g.key == f.key && (len(g.index) < len(f.index) || len(g.index) == len(f.index) && (g.tagged || !f.tagged))
		}) {
			won = append(won, f)
		}
	}
	return won, fallback
}
