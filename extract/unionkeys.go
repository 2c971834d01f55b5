package extract

import (
	"go/types"
	"slices"
	"strconv"

	"github.com/wscontract/wscontract/extract/contract"
)

// checkKeys holds the keys of a union apart: the tag, the content, the keys of
// the envelope, and, when they stand beside the tag, those of the variants. A
// field of a variant that has the key of the tag is the tag. It runs when all
// structs are complete.
func (x *extractor) checkKeys(u *contract.Union, n *types.Named) {
	union := n.Obj().Name()
	if u.Envelope != nil {
		for _, key := range []string{u.Tag, u.Content} {
			if f := fieldNamed(u.Envelope, key); f != nil && key != "" {
				x.errorf(f.Pos, "union", "the key %q of %s is written by the union itself, from the variant that is set; remove the field, or choose another key in ws:union",
					key, union)
			}
		}
	}
	if u.Content != "" {
		return
	}
	for _, v := range u.Variants {
		named := x.named[v.Type.Name]
		if named != nil && named.Codec != nil && u.Envelope != nil && hasKeys(u.Envelope) {
			x.errorf(v.Pos, "union", "%s reads or writes its object with its own method, so the keys of %s cannot stand in it; put the variant under a key of its own with content=KEY, or remove the other fields",
				named.Name, union)
			continue
		}
		if named == nil || named.Struct == nil {
			continue // reported with the type
		}
		x.tagConst(u, v, named, union)
		if u.Envelope == nil {
			continue
		}
		for _, f := range named.Struct.Fields {
			if other := fieldNamed(u.Envelope, f.Name); other != nil {
				x.errorf(other.Pos, "union", "%s and its variant %s both have the key %q, and both stand in one object; rename one, or put the variant under a key of its own with content=KEY",
					union, named.Name, f.Name).relate(f.Pos, "the field of the variant")
			}
		}
	}
}

// hasKeys tells an envelope that has more than its variants.
func hasKeys(st *contract.Struct) bool {
	return len(st.Fields) > 0 || len(st.Consts) > 0 || st.Fallback != nil || st.Strict
}

// tagConst notes the value of the field of a variant that has the key of the
// tag, and checks a ws:const for that key.
func (x *extractor) tagConst(u *contract.Union, v *contract.Variant, named *contract.Named, union string) {
	value := v.Tag
	if !u.IntTag {
		value = quoteJSON(v.Tag)
	}
	var have *contract.Const
	for _, c := range named.Struct.Consts {
		if c.Name == u.Tag {
			have = c
		}
	}
	if f := fieldNamed(named.Struct, u.Tag); f != nil {
		if !x.holdsTag(f.Type, u.IntTag, value) || f.Quoted {
			kind := "a string"
			if u.IntTag {
				kind = "an integer"
			}
			pos := f.Pos
			if v.Field != "" { // the type may be of another module
				pos = v.Pos
			}
			x.errorf(pos, "union", "the key %q of %s is the tag of the union %s, so the field has to be %s that can be %s; change its type, or rename it",
				u.Tag, named.Name, union, kind, value).relate(f.Pos, "the field")
			return
		}
		if have = f.Const; have == nil {
			x.tags[f] = append(x.tags[f], &contract.Const{Name: u.Tag, Value: value, Pos: v.Pos})
		}
	}
	if have != nil && have.Value != value {
		x.errorf(v.Pos, "union", "%s is called %s in the union %s, but its key %q is always %s; give both the same value",
			named.Name, value, union, u.Tag, have.Value).relate(have.Pos, "the other value")
	}
}

// setTags makes the fields constants that are the tag of a union. One whose
// struct has different names in different unions is left as it is: there the
// union alone decides.
func (x *extractor) setTags() {
	for _, n := range x.out.Types {
		if n.Struct == nil {
			continue
		}
		for _, f := range n.Struct.Fields {
			tags := x.tags[f]
			same := func(c *contract.Const) bool { return c.Value == tags[0].Value }
			if len(tags) > 0 && !slices.ContainsFunc(tags, func(c *contract.Const) bool { return !same(c) }) {
				f.Const = tags[0]
			}
		}
	}
}

// holdsTag reports whether a field of type t can be the tag with the given
// JSON value.
func (x *extractor) holdsTag(t *contract.Type, integer bool, value string) bool {
	if t.Kind == contract.Pointer {
		t = t.Elem
	}
	kind := t.Kind
	if n := x.named[t.Name]; kind == contract.Ref && n != nil {
		switch {
		case n.Enum != nil:
			kind = n.Enum.Base
			if !n.Enum.Open && !enumHas(n.Enum, value) {
				return false
			}
		case n.Underlying != nil:
			kind = n.Underlying.Kind
		}
	}
	if !integer {
		return kind == contract.String
	}
	return fitsInteger(kind, value)
}

// fitsInteger reports whether a decimal integer is a value of an integer kind.
func fitsInteger(kind contract.Kind, value string) bool {
	for basic, k := range basicKinds {
		if k != kind {
			continue
		}
		b := types.Typ[basic]
		switch {
		case b.Info()&types.IsInteger == 0:
			return false
		case b.Info()&types.IsUnsigned != 0:
			_, err := strconv.ParseUint(value, 10, bitSize(b))
			return err == nil
		}
		_, err := strconv.ParseInt(value, 10, bitSize(b))
		return err == nil
	}
	return false
}
