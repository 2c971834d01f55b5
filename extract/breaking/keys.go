package breaking

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// A key is a key of an object: a field, a constant, or both.
type key struct {
	name     string
	field    *contract.Field // nil for a constant without a Go field
	constant *contract.Const // nil for a field that may vary
	// required tells that an object without the key is refused: because the key
	// must be present, or because rules refuse the zero value it then has.
	required bool
	byRules  bool // only because of rules
	asked    bool // rules about other fields may refuse the object
	pos      contract.Position
}

// An object is a struct of one of the contracts.
type object struct {
	c       *contract.Contract
	st      *contract.Struct
	keys    []*key // in the order of the source
	strict  bool   // unknown keys are refused, perhaps by an object around this one
	inURL   bool
	unruled bool
}

// objectOf returns the object that a struct is where a value stands.
func objectOf(c *contract.Contract, st *contract.Struct, v value, unruled bool) object {
	return object{c: c, st: st, keys: keysOf(c, st, v.tag, unruled), strict: st.Strict || v.strict, inURL: v.inURL, unruled: unruled}
}

// value is what stands under a key that is a field.
func (o *object) value(k *key) value {
	v := fieldValue(k.field)
	v.in, v.field, v.inURL = o.st, k.field, o.inURL
	if o.unruled || k.field.Unruled {
		v.rules, v.unruled = nil, true
	}
	return v
}

// refuses reports whether an object refuses a key of another that it does not
// have: all unknown keys, or what it cannot keep among them.
func (o *object) refuses(k *key, of *object) bool {
	if o.strict || o.st.Fallback == nil {
		return o.strict
	}
	all := coreOf(o.c, fieldValue(o.st.Fallback))
	if all.class != aMap {
		return false
	}
	reader := coreOf(o.c, value{typ: all.typ.Elem})
	if k.constant != nil {
		return !fits(k.constant, reader)
	}
	writer := coreOf(of.c, of.value(k))
	return !accepts(reader, writer) || writer.null && !reader.null
}

func (o *object) key(name string) *key {
	if i := slices.IndexFunc(o.keys, func(k *key) bool { return k.name == name }); i >= 0 {
		return o.keys[i]
	}
	return nil
}

// keysOf returns the keys of a struct, but for the tag of a union around it.
func keysOf(c *contract.Contract, st *contract.Struct, tag string, unruled bool) []*key {
	var keys []*key
	for _, f := range st.Fields {
		if f.Name == tag && tag != "" {
			continue
		}
		k := &key{name: f.Name, field: f, constant: f.Const, required: f.Required || f.Const != nil, pos: f.Pos}
		if !k.required && !unruled {
			k.byRules = absenceBreaksRules(c, st, f)
			k.required = k.byRules
			k.asked = f.Rules != nil && !f.Unruled && coreOf(c, value{typ: f.Type, rules: f.Rules, in: st, field: f}).limit.asksFields
		}
		keys = append(keys, k)
	}
	for _, c := range st.Consts {
		if c.Name != tag || tag == "" {
			keys = append(keys, &key{name: c.Name, constant: c, required: true, pos: c.Pos})
		}
	}
	return keys
}

// absenceBreaksRules reports whether rules refuse the zero value that an absent
// field has, those of fields within it included.
func absenceBreaksRules(c *contract.Contract, st *contract.Struct, f *contract.Field) bool {
	if f.Unruled || slices.ContainsFunc(f.Go, func(s contract.Selector) bool { return s.Pointer }) {
		return false // there are no rules while the embedded pointer is nil
	}
	v := fieldValue(f)
	v.in, v.field = st, f
	return zeroBreaks(c, v)
}

// zeroBreaks reports whether rules refuse the zero value of a Go type: by itself, or
// the fields or the elements that it has nevertheless.
func zeroBreaks(c *contract.Contract, v value) bool {
	is := coreOf(c, v)
	switch {
	case v.rules != nil && (is.limit.exemptNil || is.limit.refusesNil):
		return is.limit.refusesNil
	case is.pointer:
		return false
	case is.class == anObject:
		return zeroBreaksRules(c, is.object)
	case is.typ.Kind == contract.Array && is.typ.Len > 0:
		elem, ruled := elementOf(c, v, is)
		return ruled && zeroBreaks(c, elem)
	}
	return false
}

// zeroBreaksRules reports whether rules refuse the fields of a struct that is
// absent, or read as null.
func zeroBreaksRules(c *contract.Contract, st *contract.Struct) bool {
	return slices.ContainsFunc(st.Fields, func(f *contract.Field) bool {
		return f.Const == nil && absenceBreaksRules(c, st, f)
	})
}
