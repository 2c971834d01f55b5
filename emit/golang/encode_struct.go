package golang

import (
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// object prints the writing of a struct:
//
//	e.Object()
//	e.Key(`"text":`)
//	e.String(v.Text)
//	e.EndObject()
//
// A key of its own that is the tag of a union comes first, and is left to the
// union where that has written it:
//
//	if !e.Tagged(`"type":`) {
//		e.Key(`"type":`)
//		e.Const(`"say"`)
//	}
func (p *encoder) object(src string, st *contract.Struct, s *scope) {
	tags := p.tagKeys(st)
	isTag := func(key string) bool { return slices.Contains(tags, key) }
	p.P("e.Object()")
	for _, tag := range tags {
		own := restrict(st, func(key string) bool { return key == tag })
		if len(own.Consts)+len(own.Fields) > 0 {
			p.P("if !e.Tagged(%s) {", quoteKey(tag))
			p.members(src, own, s.inner())
			p.P("}")
		}
	}
	p.members(src, restrict(st, func(key string) bool { return !isTag(key) }), s)
	if st.Fallback != nil {
		p.fallback(src, st, tags, s.inner())
	}
	p.P("e.EndObject()")
}

// restrict returns the part of a struct whose keys are wanted.
func restrict(st *contract.Struct, wanted func(key string) bool) *contract.Struct {
	part := &contract.Struct{}
	for _, c := range st.Consts {
		if wanted(c.Name) {
			part.Consts = append(part.Consts, c)
		}
	}
	for _, f := range st.Fields {
		if wanted(f.Name) {
			part.Fields = append(part.Fields, f)
		}
	}
	return part
}

// members prints the writing of the keys of a struct.
func (p *encoder) members(src string, st *contract.Struct, s *scope) {
	for _, c := range st.Consts {
		p.P("e.Key(%s)", quoteKey(c.Name))
		p.P("e.Const(%s)", quote(c.Value))
	}
	// Fields behind the same embedded pointers stand under one condition.
	var open []string
	for _, f := range st.Fields {
		place, pointers := p.path(src, f)
		if !slices.Equal(pointers, open) {
			if len(open) > 0 {
				p.P("}")
			}
			if len(pointers) > 0 {
				p.P("if %s != nil {", strings.Join(pointers, " != nil && "))
			}
			open = pointers
		}
		p.field(place, f, s)
	}
	if len(open) > 0 {
		p.P("}")
	}
}

// quoteKey returns the Go literal of a key as it stands in JSON.
func quoteKey(key string) string { return quote(jsonString(key) + ":") }

// field prints the writing of a field: its key and its value, unless the field
// is left out.
//
//	if v.ReplyTo != nil {
//		e.Key(`"replyTo":`)
//		e.String(*v.ReplyTo)
//	}
func (p *encoder) field(src string, f *contract.Field, s *scope) {
	present := p.present(src, f)
	if present != "" {
		p.P("if %s {", present)
	}
	mark := ""
	if f.OmitEmpty && f.Const == nil && p.mayBeEmpty(f.Type, nil) && !p.isPresentEnough(f.Type) {
		mark = s.local("mark")
		p.P("%s := e.Mark()", mark)
	}
	p.P("e.Key(%s)", quoteKey(f.Name))
	switch {
	case f.Const != nil:
		p.P("e.Const(%s)", quote(f.Const.Value))
	case f.Type.Kind == contract.Pointer && strings.HasPrefix(present, src+" != nil"):
		p.value(deref(src), f.Type.Elem, f.Quoted, s)
	case present == "" && p.isNullAsZero(f):
		p.P("if %s {", p.notZeroValue(src, f.Type))
		p.value(src, f.Type, f.Quoted, s)
		p.P("} else {")
		p.P("	e.Null()")
		p.P("}")
	default:
		p.value(src, f.Type, f.Quoted, s)
	}
	if mark != "" {
		p.P("e.OmitEmpty(%s)", mark)
	}
	if present != "" {
		p.P("}")
	}
}

// fallback prints the writing of the keys that a struct has collected:
//
//	for _, key := range wire.SortedKeys(v.Extra) {
//		e.Extra(key, "text", "replyTo")
//		e.Any(v.Extra[key])
//	}
func (p *encoder) fallback(src string, st *contract.Struct, tags []string, s *scope) {
	f := st.Fallback
	place, conditions := p.path(src, f)
	t := f.Type
	if t.Kind == contract.Pointer {
		conditions = append(conditions, place)
		place, t = deref(place), t.Elem
	}
	for t.Kind == contract.Ref && underlying(p.named(t), writing) != nil {
		t = underlying(p.named(t), writing)
	}
	keys := slices.Clone(tags)
	for _, other := range st.Fields {
		keys = append(keys, other.Name)
	}
	for _, other := range st.Consts {
		keys = append(keys, other.Name)
	}
	slices.Sort(keys)
	known := ""
	for _, key := range slices.Compact(keys) {
		known += ", " + quote(key)
	}
	if len(conditions) > 0 {
		p.P("if %s != nil {", strings.Join(conditions, " != nil && "))
	}
	if t.Kind == contract.Map {
		key := s.local("key")
		name := key
		if t.Key.Kind != contract.String {
			name = "string(" + key + ")"
		}
		p.P("for _, %s := range %s(%s) {", key, wire(p.File, "SortedKeys"), place)
		p.P("	e.Extra(%s%s)", name, known)
		p.entry(index(place, key), t.Elem, s)
		p.P("}")
	} else {
		p.P("e.Members(%s%s)", place, known)
	}
	if len(conditions) > 0 {
		p.P("}")
	}
}
