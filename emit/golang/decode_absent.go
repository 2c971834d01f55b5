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
func (p *decoder) absentChecks(dst string, f *contract.Field, at string, s *scope) {
	if f.Required || !p.zeroBreaks(f) {
		return
	}
	place, pointers := p.path(dst, f)
	cond := at + " == 0"
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
	switch st := g.structOf(t); {
	case st != nil:
		return slices.ContainsFunc(st.Fields, func(f *contract.Field) bool {
			return !behindPointer(f) && !f.Unruled && (f.Rules != nil && g.zeroMayBreak(f.Type, f.Rules.Rules) || g.zeroBreaks(f))
		})
	case t.Kind == contract.Array && t.Len > 0:
		rules, ruled := g.dive(r, t.Elem)
		return rules != nil && g.zeroMayBreak(t.Elem, rules.Rules) || ruled && g.innerZeroBreaks(t.Elem, rules)
	}
	return false
}

// structOf returns the struct that a type is by value, not behind a pointer, or
// nil. A union has no keys to check before its tag is known.
func (g *generator) structOf(t *contract.Type) *contract.Struct {
	if t.Kind == contract.Ref {
		return g.named(t).Struct
	}
	return t.Struct
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

// zeroChecks prints the checks within a field whose value is absent or null, and
// so zero.
func (p *decoder) zeroChecks(f *contract.Field, place, at string, s *scope) {
	p.innerZeroChecks(f.Type, f.Rules, place, subject{at: at, key: f.Name}, s)
}

func (p *decoder) innerZeroChecks(t *contract.Type, r *contract.Rules, dst string, x subject, s *scope) {
	if t.Kind != contract.Array {
		p.P("d.Absent(%s, %s)", x.at, quote(x.key))
		p.value(place{dst: dst, as: t, ruled: true}, t, s)
		p.P("d.Present()")
		return
	}
	rules, _ := p.dive(r, t.Elem)
	i := s.local("i")
	elem := index(dst, i)
	p.P("for %s := range %s {", i, dst)
	p.elementChecks(subject{t: t.Elem, expr: elem, at: x.at, key: x.key, nonNil: true}, rules)
	if p.innerZeroBreaks(t.Elem, rules) {
		p.innerZeroChecks(t.Elem, rules, elem, x, s.inner())
	}
	p.P("}")
}
