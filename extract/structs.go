package extract

import (
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
)

// structType makes the object that a struct type is on the wire:
//
//	object(struct) = its fields by the rules of encoding/json/v2,
//	                 each with presence and null by its tags,
//	                 and the keys of ws:const
//
// t is the struct type, or a named type whose underlying type is one. Fields
// of the struct itself for which skip holds are left out; it may be nil.
func (x *extractor) structType(t types.Type, s structSyntax, at place, skip func(*types.Var) bool) *contract.Struct {
	found := x.membersOf(t, s, at, "json", skip)
	out := &contract.Struct{Fields: []*contract.Field{}}
	for _, m := range found.list {
		out.Fields = append(out.Fields, x.field(m, at, "json"))
	}
	if m := found.fallback; m != nil {
		out.Fallback = x.field(m, at, "json")
	}
	x.addConsts(out, t, found, at)
	return out
}

// field makes one key of a struct.
func (x *extractor) field(m *member, at place, key string) *contract.Field {
	in := at.field(m.v.Name(), m.syntax.pos, m.syntax.typ)
	f := &contract.Field{
		Name:       m.name,
		Type:       x.typ(m.v.Type(), in),
		OmitEmpty:  m.omitEmpty,
		OmitZero:   m.omitZero,
		IgnoreCase: m.fold,
		Doc:        m.syntax.doc,
		Deprecated: m.syntax.deprecated,
		Pos:        m.syntax.pos,
	}
	f.Rules, f.Unruled = x.rules(m)
	x.setPresence(f, m, in, key)
	f.Go = x.goPath(m, in)
	if m.quoted {
		f.Quoted = x.quotes(m, in)
	}
	return f
}

// checkTag reports a tag that readers give up reading half way. In packages of
// other modules, that is not the user's business.
func (x *extractor) checkTag(v *types.Var, f *fieldSyntax) {
	if v.Pkg() == nil || !x.prog.Local(v.Pkg().Path()) {
		return
	}
	if problem := f.tag.problem(); problem != "" {
		x.errorf(f.tag.start(), "tag", "the tag of %s is malformed: %s; a tag is KEY:\"VALUE\" pairs with spaces between", v.Name(), problem)
	}
}

// quotes decides whether the option string puts the field's value into a
// string. It applies to numbers and pointers to them; a codec ignores it, as
// encoding/json/v2 has it; on any other type it is a mistake.
func (x *extractor) quotes(m *member, at place) bool {
	t := types.Unalias(m.v.Type())
	for range 100 { // type P *P has no end
		if named, ok := t.(*types.Named); ok {
			switch leafOf(named) {
			case contract.Duration:
				return true
			case "":
			default:
				t = types.Typ[types.Invalid] // not a number in Go, whatever stands on the wire
				continue
			}
			if x.codecMethod(named) != "" {
				return false
			}
		}
		p, ok := t.Underlying().(*types.Pointer)
		if !ok {
			break
		}
		t = types.Unalias(p.Elem())
	}
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&(types.IsInteger|types.IsFloat) != 0 {
		return true
	}
	x.errorf(at.pos, "json-tag", "the option string puts a number into a string, but %s is %s; remove the option",
		m.v.Name(), x.typeString(m.v.Type()))
	return false
}

// goPath returns the Go names that lead from the struct to a field.
func (x *extractor) goPath(m *member, at place) []contract.Selector {
	var path []contract.Selector
	for i, s := range m.steps {
		step := contract.Selector{Name: s.v.Name()}
		if p, ok := types.Unalias(s.v.Type()).(*types.Pointer); ok {
			step.Pointer = true
			step.Type = x.spell(p.Elem(), at)
		}
		path = append(path, step)
		x.checkPromoted(m, i, at)
	}
	return append(path, contract.Selector{Name: m.v.Name()})
}

// checkPromoted reports a field that code of another package cannot reach:
// below an embedded struct that is not exported, where Go promotes another
// field or method of the name, or none.
func (x *extractor) checkPromoted(m *member, i int, at place) {
	s := m.steps[i]
	if s.v.Exported() || s.v.Pkg().Path() == at.pkg {
		return
	}
	next := m.v
	if i+1 < len(m.steps) {
		next = m.steps[i+1].v
	}
	obj, _, _ := types.LookupFieldOrMethod(s.in, true, next.Pkg(), next.Name())
	if next.Exported() && obj != next {
		x.errorf(at.pos, "promoted", "%s: code outside of package %s cannot reach the field %s of the embedded %s, because the name is taken around it; rename one, or export %s",
			at, s.v.Pkg().Name(), next.Name(), s.v.Name(), s.v.Name())
	}
}
