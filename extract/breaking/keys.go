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
	pos      contract.Position
}

// An object is a struct of one of the contracts.
type object struct {
	c    *contract.Contract
	st   *contract.Struct
	keys []*key // in the order of the source
}

func (o *object) key(name string) *key {
	if i := slices.IndexFunc(o.keys, func(k *key) bool { return k.name == name }); i >= 0 {
		return o.keys[i]
	}
	return nil
}

// keysOf returns the keys of a struct, but for the tag of a union around it.
func keysOf(c *contract.Contract, st *contract.Struct, tag string) []*key {
	var keys []*key
	for _, f := range st.Fields {
		if f.Name == tag && tag != "" {
			continue
		}
		k := &key{name: f.Name, field: f, constant: f.Const, required: f.Required || f.Const != nil, pos: f.Pos}
		if !k.required && absenceBreaksRules(c, f) {
			k.required, k.byRules = true, true
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
func absenceBreaksRules(c *contract.Contract, f *contract.Field) bool {
	if f.Unruled {
		return false
	}
	v := coreOf(c, fieldValue(f))
	if f.Rules != nil {
		if v.pointer {
			return refusesNull(f.Rules)
		}
		l := limitOf(v, f.Rules, place{c: c})
		if l.exempt {
			return false
		}
		if l.refusesZero {
			return true
		}
	}
	if v.class != anObject || v.pointer {
		return false
	}
	return slices.ContainsFunc(v.object.Fields, func(f *contract.Field) bool {
		return f.Const == nil && !slices.ContainsFunc(f.Go, func(s contract.Selector) bool { return s.Pointer }) && absenceBreaksRules(c, f)
	})
}
