package breaking_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// varied returns values that are as the one given but for one part of it, which has
// each of its values in turn.
func (m *maker) varied(t *contract.Type, text string) []string {
	t = m.c.Resolve(t)
	var object map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &object) == nil && object != nil {
		switch n := m.c.Named(t.Name); {
		case t.Kind == contract.Inline:
			return m.variedObject(t.Struct, object)
		case t.Kind == contract.Map:
			return m.variedMembers(object, func(string) *contract.Type { return t.Elem })
		case n != nil && n.Union != nil:
			return m.variedUnion(n.Union, object)
		}
		return nil
	}
	var elems []json.RawMessage
	if t.Elem == nil || json.Unmarshal([]byte(text), &elems) != nil {
		return nil
	}
	var list []string
	for i, elem := range elems {
		for _, v := range slices.Concat(m.some(m.values(t.Elem, 1), 100), []string{"null"}, m.varied(t.Elem, string(elem))) {
			other := slices.Clone(elems)
			other[i] = json.RawMessage(v)
			list = append(list, marshal(other))
		}
	}
	return list
}

// variedObject varies the members of an object, of which each may also be absent.
func (m *maker) variedObject(st *contract.Struct, object map[string]json.RawMessage) []string {
	types := map[string]*contract.Type{}
	var list []string
	for _, f := range st.Fields {
		types[f.Name] = f.Type
		for _, entry := range m.entries(f, 0) {
			other := maps.Clone(object)
			delete(other, f.Name)
			if err := json.Unmarshal([]byte("{"+entry+"}"), &other); err != nil {
				panic(err)
			}
			list = append(list, marshal(other))
		}
	}
	return append(list, m.variedMembers(object, func(key string) *contract.Type { return types[key] })...)
}

// variedUnion varies the variant that an object is or contains.
func (m *maker) variedUnion(u *contract.Union, object map[string]json.RawMessage) []string {
	var variant *contract.Type
	for _, v := range u.Variants {
		if strings.Trim(string(object[u.Tag]), `"`) == v.Tag {
			variant = v.Type
		}
	}
	switch {
	case variant == nil:
		return nil
	case u.Content != "":
		return m.variedMembers(object, func(key string) *contract.Type {
			if key == u.Content {
				return variant
			}
			return nil
		})
	}
	return m.variedObject(m.c.Resolve(variant).Struct, object)
}

// variedMembers varies what is in the members of an object.
func (m *maker) variedMembers(object map[string]json.RawMessage, typeOf func(key string) *contract.Type) []string {
	var list []string
	for _, key := range slices.Sorted(maps.Keys(object)) {
		t := typeOf(key)
		if t == nil {
			continue
		}
		for _, v := range m.varied(t, string(object[key])) {
			other := maps.Clone(object)
			other[key] = json.RawMessage(v)
			list = append(list, marshal(other))
		}
	}
	return list
}

func marshal(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// likely returns a value that most rules about its type let pass: the text ab, the
// number 3, one element of everything.
func (m *maker) likely(t *contract.Type, depth int) string {
	if depth > 5 {
		return "null"
	}
	switch t.Kind {
	case contract.String:
		return `"ab"`
	case contract.Bool:
		return "true"
	case contract.Bytes:
		return `"AAE="`
	case contract.ByteArray:
		return marshal(bytes.Repeat([]byte{1}, t.Len))
	case contract.Time:
		return `"2020-01-02T03:04:05Z"`
	case contract.Pointer:
		return m.likely(t.Elem, depth+1)
	case contract.Slice:
		return "[" + m.likely(t.Elem, depth+1) + "]"
	case contract.Array:
		return fill([]string{m.likely(t.Elem, depth+1)}, t.Len)
	case contract.Map:
		return `{"1":` + m.likely(t.Elem, depth+1) + `}`
	case contract.Inline:
		return m.likelyObject(t.Struct, "", depth)
	case contract.Ref:
		switch n := m.c.Named(t.Name); {
		case n.Struct != nil:
			return m.likelyObject(n.Struct, "", depth)
		case n.Enum != nil:
			return n.Enum.Values[0].Value
		case n.Underlying != nil:
			return m.likely(n.Underlying, depth+1)
		case n.Union != nil && !n.Union.IntTag && len(n.Union.Variants) > 0:
			return m.likelyVariant(n.Union, n.Union.Variants[0], depth)
		}
		return `"127.0.0.1"`
	}
	return "3"
}

func (m *maker) likelyObject(st *contract.Struct, without string, depth int) string {
	object := map[string]json.RawMessage{}
	for _, f := range st.Fields {
		value := m.likely(f.Type, depth+1)
		if f.Quoted && value[0] != '"' {
			value = `"` + value + `"`
		}
		object[f.Name] = json.RawMessage(value)
	}
	for _, c := range st.Consts {
		object[c.Name] = json.RawMessage(c.Value)
	}
	delete(object, without)
	return marshal(object)
}

func (m *maker) likelyVariant(u *contract.Union, v *contract.Variant, depth int) string {
	st := m.c.Resolve(v.Type).Struct
	if st == nil {
		return "null"
	}
	tag := marshal(u.Tag) + ":" + marshal(v.Tag)
	if u.Content != "" {
		return "{" + tag + "," + marshal(u.Content) + ":" + m.likelyObject(st, "", depth) + "}"
	}
	rest := m.likelyObject(st, u.Tag, depth)
	if rest == "{}" {
		return "{" + tag + "}"
	}
	return "{" + tag + "," + rest[1:]
}
