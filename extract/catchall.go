package extract

import (
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
)

// addCatchall makes the variant that receives every unknown tag:
//
//	struct {
//		Raw  json.RawMessage              // the whole object
//		Type string `json:"type"`         // its tag, if there is such a field
//	}
func (x *extractor) addCatchall(u *contract.Union, n *types.Named, c candidate, at place) {
	name := c.named.Obj().Name()
	if u.Other != nil {
		x.errorf(c.pos, "duplicate-variant", "the union %s has two variants for unknown tags; remove one", n.Obj().Name()).
			relate(u.Other.Pos, "the other one")
		return
	}
	out := &contract.Catchall{Pointer: c.pointer, Field: c.field, Pos: c.pos}
	st := c.named.Underlying().(*types.Struct)
	syntax := x.structOf(x.syntaxOf(c.named))
	want := class(aString)
	if u.IntTag {
		want = anInt | aUint
	}
	for i := range st.NumFields() {
		v := st.Field(i)
		f := x.fieldOf(syntax, v, st.Tag(i))
		value, ok := f.tag.lookup("json")
		tag, _ := parseJSONTag(v.Name(), v.Exported(), v.Embedded(), value.text, ok)
		switch {
		case !v.Exported():
			x.errorf(f.pos, "catch-all", "%s receives unknown messages, and its field %s is not exported; export it", name, v.Name())
		case isRaw(v.Type()) && out.Raw == "":
			out.Raw = v.Name()
		case tag.name == u.Tag && !isPointer(v.Type()) && x.classOf(v.Type())&want != 0 && out.TagField == "":
			out.TagField = v.Name()
		default:
			x.errorf(f.pos, "catch-all", "%s receives unknown messages, which have no key %s; it may have one json.RawMessage for the whole message and one field for the tag %q",
				name, v.Name(), u.Tag)
		}
	}
	if out.Raw == "" {
		x.errorf(c.pos, "catch-all", "%s receives unknown messages and needs a field for their bytes; add Raw json.RawMessage", name)
	}
	out.Type = x.typ(c.named, at)
	u.Other = out
}
