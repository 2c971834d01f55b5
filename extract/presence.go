package extract

import (
	"go/types"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// setPresence decides whether a key must be present and whether it may be
// null:
//
//	T                                          present, not null
//	T with omitempty, omitzero, ws:"optional"  may be absent
//	*T                                         present, may be null
//	any with ws:"nullable"                     may be null
//	any with ws:"required"                     present, also with omitempty or omitzero
//
// Under required=tagged a key must only be present if the field is tagged as
// required, and otherwise null is as good as absent: services that never said
// what is optional send both. The keys of an embedded pointer may be absent, as they are while
// it is nil. A path parameter is always present. A query parameter that is a
// pointer or a list may be absent: nothing else says null or empty there.
func (x *extractor) setPresence(f *contract.Field, m *member, at place, key string) {
	if m.embed {
		x.wsWords(m, nil)
		return
	}
	words := map[string][]string{
		"json":  {"optional", "nullable", "required"},
		"query": {"optional", "required"},
		"path":  nil,
	}[key]
	tags := x.wsWords(m, words)
	optional, required := tags["optional"], tags["required"]
	if optional && required {
		x.errorf(f.Pos, "ws-tag", "%s is tagged as optional and as required; remove one", m.v.Name())
	}
	if required && (m.omitEmpty || m.omitZero) {
		if key == "query" {
			x.errorf(f.Pos, "ws-tag", "%s must be present, but omitempty says that it may be absent; remove one", m.v.Name())
		}
		// The key is promised, so it is also always written.
		f.OmitEmpty, f.OmitZero = false, false
	}
	f.Nullable = tags["nullable"]
	switch {
	case required || key == "path":
		f.Required = true
	case optional || m.omitEmpty || m.omitZero:
	case key == "query":
		_, list := m.v.Type().Underlying().(*types.Slice)
		f.Required = !list && !isPointer(m.v.Type())
	case slices.ContainsFunc(m.steps, func(s step) bool { return isPointer(s.v.Type()) }):
	case at.tagged:
		f.Required = hasRule(f.Rules, "required") || bindingRequired(m)
	default:
		f.Required = true
	}
	if at.tagged && key == "json" && !f.Required {
		f.Nullable = true
	}
}

func isPointer(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Pointer)
	return ok
}

// bindingRequired reads the tag that gin gives the same meaning.
func bindingRequired(m *member) bool {
	value, _ := m.syntax.tag.lookup("binding")
	return slices.Contains(strings.Split(value.text, ","), "required")
}

// wsWords reads the ws tag of a field, which is a list of words.
func (x *extractor) wsWords(m *member, known []string) map[string]bool {
	value, ok := m.syntax.tag.lookup("ws")
	if !ok {
		return nil
	}
	words := map[string]bool{}
	offset := 0
	for _, w := range strings.Split(value.text, ",") {
		switch {
		case slices.Contains(known, w):
			words[w] = true
		case len(known) == 0:
			x.errorf(value.pos(offset), "ws-tag", "a ws tag has no effect on %s; remove it", m.v.Name())
		case nearest(w, known) != "":
			x.errorf(value.pos(offset), "ws-tag", "unknown word %q in the ws tag of %s; did you mean %s?", w, m.v.Name(), nearest(w, known))
		default:
			x.errorf(value.pos(offset), "ws-tag", "unknown word %q in the ws tag of %s; write %s", w, m.v.Name(), join(known, "or"))
		}
		offset += len(w) + 1
	}
	return words
}
