package golang

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// A member is a key of an object that is being read.
type member struct {
	key      string
	at       string // the variable with the offset of its value
	fold     bool   // the case of the key, - and _ do not matter
	required bool
	read     func() // prints the reading of the value
}

// object prints the reading of a struct, behind its opening brace, into dst,
// with the checks of its rules.
func (p *decoder) object(dst string, st *contract.Struct, ruled bool, s *scope) {
	members := p.structMembers(dst, st, ruled, s)
	p.loop(members, p.others(dst, st, p.isVariant(st), s), s)
	p.require(members)
	p.structChecks(dst, st, members, ruled, s)
}

// structChecks prints the checks of the rules of the fields of a struct, whose
// members structMembers has returned.
func (p *decoder) structChecks(dst string, st *contract.Struct, members []member, ruled bool, s *scope) {
	if !ruled {
		return
	}
	for i, f := range st.Fields {
		p.fieldChecks(dst, st, f, members[i].at)
		p.absentChecks(dst, st, f, members[i].at, s)
	}
}

// structMembers returns the members for the fields of a struct, in their order,
// and then those for its constant keys.
func (p *decoder) structMembers(dst string, st *contract.Struct, ruled bool, s *scope) []member {
	var members []member
	for _, f := range st.Fields {
		m := member{
			key:      f.Name,
			at:       s.offset(f.Go[len(f.Go)-1].Name),
			fold:     f.IgnoreCase,
			required: f.Required,
		}
		m.read = func() { p.field(dst, f, m.at, ruled, s) }
		members = append(members, m)
	}
	for _, c := range st.Consts {
		members = append(members, member{
			key:      c.Name,
			at:       s.offset(exported(c.Name)),
			required: true,
			read:     func() { p.P("d.Const(%s)", quote(c.Value)) },
		})
	}
	return members
}

// others returns what prints the reading of a key that the struct does not
// have: it is skipped, refused, or collected. In a variant, the tag may be such a
// key.
func (p *decoder) others(dst string, st *contract.Struct, variant bool, s *scope) func() {
	return func() {
		switch {
		case st.Fallback != nil:
			p.fallback(dst, st.Fallback, variant, s.inner())
		case st.Strict:
			p.P("d.Strict()")
		default:
			p.P("d.Unknown()")
		}
	}
}

// fallback prints the collecting of an unknown key in a map or in raw JSON:
//
//	if v.Extra == nil {
//		v.Extra = map[string]any{}
//	}
//	d.Unique()
//	v.Extra[d.KeyString()] = …
//
// In a variant, that comes behind
//
//	if d.AtTag() {
//		d.Unknown()
//		continue
//	}
func (p *decoder) fallback(dst string, f *contract.Field, variant bool, s *scope) {
	if variant {
		p.P("if d.AtTag() {")
		p.P("	d.Unknown()")
		p.P("	continue")
		p.P("}")
	}
	dst = p.reach(dst, f)
	t := f.Type
	if t.Kind == contract.Pointer {
		p.P("if %s == nil {", dst)
		p.allocate(dst, t.Elem)
		p.P("}")
		dst, t = deref(dst), t.Elem
	}
	as := t
	for t.Kind == contract.Ref && underlying(p.named(t), reading) != nil {
		t = underlying(p.named(t), reading)
	}
	if t.Kind != contract.Map {
		p.P("%s = d.Member(%s)", dst, dst)
		return
	}
	p.P("if %s == nil {", dst)
	if p.canName(as) {
		p.P("	%s = %s{}", dst, p.spell(p.File, as))
	} else {
		p.P("	%s(%s)", wire(p.File, "MakeMap"), address(dst))
	}
	p.P("}")
	p.P("d.Unique()")
	key := p.mapKey(t.Key, s)
	p.entry(dst, key, place{as: t.Elem}, s)
}

// field prints the reading of a field into the struct in dst.
func (p *decoder) field(dst string, f *contract.Field, at string, ruled bool, s *scope) {
	dst = p.reach(dst, f)
	if f.Const != nil {
		p.P("d.Const(%s)", quote(f.Const.Value))
		p.assign(p.File, dst, f.Type, f.Const.Value, f.Pos)
		return
	}
	s = s.inner()
	w := place{dst: dst, as: f.Type, at: at, quoted: f.Quoted, ruled: ruled && !f.Unruled}
	if ruled {
		w.rules = f.Rules
	}
	if !f.Nullable || p.contract.AcceptsNull(f.Type) {
		p.checkedValue(w, f.Type, s)
		return
	}
	p.P("if !d.Null() {")
	p.checkedValue(w, f.Type, s)
	if ruled && p.zeroBreaks(f) && p.asksZero(f.Type, f.Rules) {
		p.P("} else {")
		p.zeroChecks(f, dst, at, s.inner())
	}
	p.P("}")
}

// reach returns the place of a field of the struct in dst. On the way there it
// prints the allocation of embedded pointers:
//
//	if v.Base == nil {
//		v.Base = new(Base)
//	}
func (p *decoder) reach(dst string, f *contract.Field) string {
	for _, step := range p.steps(f) {
		dst = field(dst, step.Name)
		if step.Pointer {
			p.P("if %s == nil {", dst)
			p.allocate(dst, step.Type)
			p.P("}")
		}
	}
	return dst
}

// checkedValue is value, for a value with rules. Under omitempty, the rules
// within a struct do not apply when the struct is zero:
//
//	n := d.Findings()
//	…
//	if wire.IsZero(&dst) {
//		d.Forgive(n)
//	}
func (p *decoder) checkedValue(w place, t *contract.Type, s *scope) {
	zero := p.forgives(w, t)
	if zero == "" {
		p.value(w, t, s)
		return
	}
	n := s.local("n")
	p.P("%s := d.Findings()", n)
	p.value(w, t, s)
	p.P("if %s {", zero)
	p.P("	d.Forgive(%s)", n)
	p.P("}")
}

// forgives returns the condition under which the rules within the struct or array
// in w do not apply, or "". A pointer that is not nil is never empty, but what it
// points to can be zero.
func (p *decoder) forgives(w place, t *contract.Type) string {
	if !w.ruled || w.rules == nil || !p.anyRules(t, w.rules, map[string]bool{}) {
		return ""
	}
	pointers, inner := 0, t
	for inner.Kind == contract.Pointer {
		pointers, inner = pointers+1, inner.Elem
	}
	if !p.isStruct(inner) && p.arrayOf(inner) == nil {
		return ""
	}
	isZero := wire(p.File, "IsZero")
	switch {
	case pointers == 0 && skipsZero(w.rules):
		return isZero + "(" + address(w.dst) + ")"
	case pointers == 1 && slices.ContainsFunc(w.rules.Rules, func(r *contract.Rule) bool { return r.Name == "omitzero" }):
		return w.dst + " != nil && " + isZero + "(" + w.dst + ")"
	}
	return ""
}

// isStruct tells types that are structs in Go.
func (g *generator) isStruct(t *contract.Type) bool {
	if t.Kind == contract.Inline {
		return true
	}
	if t.Kind != contract.Ref {
		return false
	}
	n := g.named(t)
	return n.Struct != nil || n.Union != nil && n.Union.Envelope != nil
}

// require prints
//
//	d.Require(text, "text")
func (p *decoder) require(members []member) {
	for _, m := range members {
		if m.required {
			p.P("d.Require(%s, %s)", m.at, quote(m.key))
		}
	}
}
