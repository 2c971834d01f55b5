package golang

import (
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A field that is absent has the zero value, and its rules are about that; they
// are checked behind the loop like those of all fields. What this file is about
// are the rules within it: those of the fields of a struct, and of the elements
// of an array.

// absentChecks prints the checks within a field that may be absent:
//
//	if addr == 0 {
//		d.Absent(addr, "addr")
//		decodeAddress(d, &v.Addr)
//		d.Present()
//	}
//
// A field that must be present is absent, and no finding, only within a struct
// that is absent as a whole:
//
//	if d.InAbsent() {
func (p *decoder) absentChecks(dst string, st *contract.Struct, f *contract.Field, at string, s *scope) {
	if !p.zeroBreaks(f) || !p.asksZero(f.Type, f.Rules) || f.Required && !p.mayBeAbsent(st) {
		return
	}
	place, pointers := p.path(dst, f)
	cond := at + " == 0"
	if f.Required {
		cond = "d.InAbsent()"
	}
	for _, pointer := range pointers {
		cond = pointer + " != nil && " + cond
	}
	p.P("if %s {", cond)
	p.zeroChecks(f, place, at, s.inner())
	p.P("}")
}

// zeroBreaks reports whether the zero value of a field can break rules within it
// that apply to it.
func (g *generator) zeroBreaks(f *contract.Field) bool {
	return !f.Unruled && f.Const == nil && g.innerZeroBreaks(f.Type, f.Rules)
}

func (g *generator) innerZeroBreaks(t *contract.Type, r *contract.Rules) bool {
	if skipsZero(r) {
		return false
	}
	switch st, array := g.structOf(t), g.arrayOf(t); {
	case st != nil:
		return slices.ContainsFunc(st.Fields, func(f *contract.Field) bool {
			return !behindPointer(f) && !f.Unruled && (f.Rules != nil && g.zeroMayBreak(f.Type, f.Rules.Rules) || g.zeroBreaks(f))
		})
	case array != nil && array.Len > 0:
		rules, ruled := g.dive(r, array.Elem)
		return rules != nil && g.zeroMayBreak(array.Elem, rules.Rules) || ruled && g.innerZeroBreaks(array.Elem, rules)
	}
	return false
}

// mayBeAbsent reports whether the checks within a field that may be absent get to
// a struct.
func (g *generator) mayBeAbsent(st *contract.Struct) bool {
	if g.absent == nil {
		g.absent = map[*contract.Struct]bool{}
		for _, t := range g.roots() {
			g.findAbsent(t)
		}
		for _, n := range g.reached {
			g.findAbsentFields(n.Struct)
			for t := range n.Parts() {
				g.findAbsent(t)
			}
			if n.Union != nil {
				g.findAbsentFields(n.Union.Envelope)
			}
		}
	}
	return g.absent[st]
}

// findAbsent finds what may be absent within a type, down to types with a name.
func (g *generator) findAbsent(t *contract.Type) {
	g.findAbsentFields(t.Struct)
	for part := range t.Parts() {
		g.findAbsent(part)
	}
}

func (g *generator) findAbsentFields(st *contract.Struct) {
	if st == nil {
		return
	}
	for _, f := range st.Fields {
		if (!f.Required || f.Nullable) && g.zeroBreaks(f) {
			g.markAbsent(f.Type)
		}
	}
}

func (g *generator) markAbsent(t *contract.Type) {
	for array := g.arrayOf(t); array != nil; array = g.arrayOf(t) {
		t = array.Elem
	}
	st := g.structOf(t)
	if st == nil || g.absent[st] {
		return
	}
	g.absent[st] = true
	for _, f := range st.Fields {
		if g.zeroBreaks(f) {
			g.markAbsent(f.Type)
		}
	}
}

// structOf returns the struct that a type is by value, not behind a pointer, or
// nil. A union has no keys to check before its tag is known.
func (g *generator) structOf(t *contract.Type) *contract.Struct {
	if t.Kind == contract.Ref {
		return g.named(t).Struct
	}
	return t.Struct
}

// arrayOf returns the array that a type is, perhaps by another name, or nil.
func (g *generator) arrayOf(t *contract.Type) *contract.Type {
	for range 100 { // type P *P has no end
		if t.Kind != contract.Ref || g.named(t).Underlying == nil {
			break
		}
		t = g.named(t).Underlying
	}
	if t.Kind == contract.Array {
		return t
	}
	return nil
}

// skipsZero reports whether a zero value is left alone.
func skipsZero(r *contract.Rules) bool {
	return r != nil && slices.ContainsFunc(r.Rules, func(rule *contract.Rule) bool {
		return rule.Name == "omitempty" || rule.Name == "omitzero"
	})
}

// keptByZero are the rules that no zero value breaks.
var keptByZero = []string{"max", "lte", "ascii", "printascii", "excludes", "unique"}

// zeroMayBreak reports whether the zero value of a type may break rules. It is
// sure of a no, not of a yes.
func (g *generator) zeroMayBreak(t *contract.Type, rules []*contract.Rule) bool {
	for _, r := range rules {
		switch {
		case r.Name == "omitempty", r.Name == "omitzero", r.Name == "omitnil" && t.Kind == contract.Pointer:
			return false
		case r.Name == "omitnil", slices.Contains(keptByZero, r.Name) && !strings.HasPrefix(r.Param, "-") && t.Kind != contract.Pointer:
		default:
			return true
		}
	}
	return false
}

// asksZero reports whether anything is printed for the zero value of a type that may
// break rules within it: those of elements may turn out to hold for all values.
func (p *decoder) asksZero(t *contract.Type, r *contract.Rules) bool {
	array := p.arrayOf(t)
	if array == nil {
		return true
	}
	rules, ruled := p.dive(r, array.Elem)
	return p.hasChecks(array.Elem, rules) || ruled && p.innerZeroBreaks(array.Elem, rules) && p.asksZero(array.Elem, rules)
}

// zeroChecks prints the checks within a field whose value is absent or null, and
// so zero.
func (p *decoder) zeroChecks(f *contract.Field, place, at string, s *scope) {
	p.innerZeroChecks(f.Type, f.Rules, place, subject{at: at, key: f.Name}, s)
}

func (p *decoder) innerZeroChecks(t *contract.Type, r *contract.Rules, dst string, x subject, s *scope) {
	array := p.arrayOf(t)
	if array == nil {
		p.P("d.Absent(%s, %s)", x.at, quote(x.key))
		p.value(place{dst: dst, as: t, ruled: true}, t, s)
		p.P("d.Present()")
		return
	}
	rules, _ := p.dive(r, array.Elem)
	i := s.local("i")
	elem := index(dst, i)
	p.P("for %s := range %s {", i, dst)
	p.elementChecks(subject{t: array.Elem, expr: elem, at: x.at, key: x.key}, rules)
	if p.innerZeroBreaks(array.Elem, rules) && p.asksZero(array.Elem, rules) {
		p.innerZeroChecks(array.Elem, rules, elem, x, s.inner())
	}
	p.P("}")
}
