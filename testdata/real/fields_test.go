package real

import (
	"reflect"
	"slices"
	"strings"
	"sync"
)

// A field is one key of a struct.
type field struct {
	name, key string
	typ       reflect.Type
	rules     string
	// constant is the only value that the field may have, if there is one.
	constant           string
	required, optional bool
	nullable           bool
	depth              int
	tagged             bool
}

// foundFields holds what fieldsOf has found, by type.
var foundFields sync.Map

// fieldsOf returns the keys of a struct, those of embedded structs included:
// of two with the same name the shallower wins, and of two that are equally
// deep the only one with a tag.
func fieldsOf(t reflect.Type) []field {
	list, ok := foundFields.Load(t)
	if !ok {
		list, _ = foundFields.LoadOrStore(t, findFields(t))
	}
	return list.([]field)
}

func findFields(t reflect.Type) []field {
	if t.Kind() != reflect.Struct {
		return nil
	}
	all := collect(nil, t, 0)
	var won []field
	for _, f := range all {
		best := true
		for _, g := range all {
			if g.key == f.key && g != f && (g.depth < f.depth || g.depth == f.depth && (g.tagged || !f.tagged)) {
				best = false
			}
		}
		if best {
			f.constant = constantOf(t, f.key)
			won = append(won, f)
		}
	}
	return won
}

// constantOf returns what stands in a field that has the key of the tag of a
// union in which t is a variant: its name, wherever the type is used. Where two
// unions have two names for it, the field is a field like others.
func constantOf(t reflect.Type, key string) string {
	var names []string
	for _, u := range unions {
		if u.content != "" || u.tag != key || u.variants != nil {
			continue
		}
		for f := range u.typ.Fields() {
			if variantOf(f) != "" && f.Type.Elem() == t {
				names = append(names, variantOf(f))
			}
		}
	}
	if slices.Sort(names); len(slices.Compact(names)) != 1 {
		return ""
	}
	return names[0]
}

func collect(list []field, t reflect.Type, depth int) []field {
	for f := range t.Fields() {
		tag, tagged := f.Tag.Lookup("json")
		key, options, _ := strings.Cut(tag, ",")
		opts := strings.Split(options, ",")
		if tag == "-" || variantOf(f) != "" {
			continue
		}
		embedded := f.Type
		if embedded.Kind() == reflect.Pointer {
			embedded = embedded.Elem()
		}
		if f.Anonymous && key == "" && embedded.Kind() == reflect.Struct {
			list = collect(list, embedded, depth+1)
			continue
		}
		if !f.IsExported() {
			continue
		}
		if key == "" {
			key = f.Name
		}
		rules := strings.Split(f.Tag.Get("ws")+","+f.Tag.Get("validate"), ",")
		list = append(list, field{
			name:     f.Name,
			key:      key,
			rules:    f.Tag.Get("validate"),
			typ:      f.Type,
			required: slices.Contains(rules, "required"),
			optional: slices.Contains(rules, "optional") || slices.Contains(opts, "omitempty") || slices.Contains(opts, "omitzero"),
			nullable: slices.Contains(rules, "nullable"),
			depth:    depth,
			tagged:   tagged,
		})
	}
	return list
}
