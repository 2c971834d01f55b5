package extract

import (
	"go/types"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// envelope finds the variants of a union that is a struct: its pointer fields
// with a name in their ws tag. The other fields become u.Envelope.
func (x *extractor) envelope(n *types.Named, st *types.Struct, u *contract.Union, at place) []candidate {
	syntax := x.structOf(at.syntax)
	var candidates []candidate
	variants := map[*types.Var]bool{}
	for i := range st.NumFields() {
		v := st.Field(i)
		f := x.fieldOf(syntax, v, st.Tag(i))
		value, ok := f.tag.lookup("ws")
		if !ok || isPresence(value.text) {
			continue
		}
		variants[v] = true
		c := candidate{field: v.Name(), tag: value.text, catchall: value.text == "*", pos: f.pos, doc: f.doc}
		named, problem := variantType(v, value.text)
		if problem != "" {
			x.errorf(value.pos(0), "union", "%s cannot be a variant of %s, because %s", v.Name(), n.Obj().Name(), problem)
			continue
		}
		c.named = named
		if c.doc == "" {
			c.doc = x.declOf(named.Obj()).Doc
		}
		candidates = append(candidates, c)
	}
	if len(candidates) == 0 && len(variants) == 0 {
		x.errorf(x.position(x.declOf(n.Obj()).Pos), "union", "the union %s has no variants; give it pointer fields with a tag such as `ws:\"say\"`", n.Obj().Name())
	}
	u.Envelope = x.structType(n, syntax, at, func(v *types.Var) bool { return variants[v] })
	u.Envelope.Strict = x.declOf(n.Obj()).Directive("strict") != nil
	return candidates
}

// isPresence reports whether a ws tag consists of the words that any field may
// have, which are no names of variants.
func isPresence(tag string) bool {
	return !slices.ContainsFunc(strings.Split(tag, ","), func(w string) bool {
		return w != "optional" && w != "nullable" && w != "required"
	})
}

// variantType returns the struct type that a field of an envelope points to, or
// what is wrong with the field.
func variantType(v *types.Var, tag string) (*types.Named, string) {
	named, _ := indirect(v.Type()).(*types.Named)
	switch {
	case !v.Exported():
		return nil, "it is not exported; export it"
	case tag == "":
		return nil, "its ws tag is empty; write the name in it"
	case strings.Contains(tag, ","):
		return nil, "a name cannot contain a comma; write only the name in its ws tag"
	case !isPointer(v.Type()) || named == nil || !isStruct(named) || leafOf(named) != "":
		return nil, "it is not a pointer to a struct type with a name; make it one"
	}
	return named, ""
}
