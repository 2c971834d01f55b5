package golang

import (
	"github.com/wscontract/wscontract/extract/contract"
)

// everyElement stands for the rules of a message that is a slice or map itself.
// No tag can say dive there: the rules of its elements apply.
var everyElement = &contract.Rules{}

// rulesMatter reports whether the decode function of a named type can check a
// validate tag, so that it differs from the one that checks none.
func (g *generator) rulesMatter(n *contract.Named) bool {
	if u := underlying(n, reading); u != nil {
		return g.anyRules(u, everyElement, map[string]bool{})
	}
	return g.appliesRules(&contract.Type{Kind: contract.Ref, Name: n.ID})
}

// appliesRules reports whether reading a value of a type can check a validate
// tag. Elements of slices and maps count only where the tag of the field says
// dive.
func (g *generator) appliesRules(t *contract.Type) bool {
	return g.anyRules(t, nil, map[string]bool{})
}

func (g *generator) anyRules(t *contract.Type, r *contract.Rules, seen map[string]bool) bool {
	switch t.Kind {
	case contract.Pointer:
		return g.anyRules(t.Elem, r, seen)
	case contract.Slice, contract.Array, contract.Map:
		rules, ruled := g.dive(r, t.Elem)
		return ruled && (rules != nil && !isEmpty(rules) || g.anyRules(t.Elem, rules, seen))
	case contract.Inline:
		return g.anyFieldRules(t.Struct, seen)
	case contract.Ref:
		n := g.named(t)
		if n.Underlying != nil {
			if seen[n.ID] && (n.Underlying.Kind == contract.Pointer || r == everyElement) {
				return false // type P *P, or the message type L []L
			}
			seen[n.ID] = true
			return g.anyRules(n.Underlying, r, seen)
		}
		if known, ok := g.ruled[n.ID]; ok {
			return known
		}
		if seen[n.ID] {
			return false
		}
		outermost := len(seen) == 0
		seen[n.ID] = true
		found := g.anyNamedRules(n, seen)
		if found || outermost {
			g.ruled[n.ID] = found // a no within a cycle is not yet the whole answer
		}
		return found
	}
	return false
}

func (g *generator) anyNamedRules(n *contract.Named, seen map[string]bool) bool {
	if n.Struct != nil {
		return g.anyFieldRules(n.Struct, seen)
	}
	if n.Union == nil {
		return false
	}
	if n.Union.Envelope != nil && g.anyFieldRules(n.Union.Envelope, seen) {
		return true
	}
	for _, v := range n.Union.Variants {
		if g.anyRules(v.Type, nil, seen) {
			return true
		}
	}
	return false
}

func (g *generator) anyFieldRules(st *contract.Struct, seen map[string]bool) bool {
	for _, f := range st.Fields {
		if f.Rules != nil || g.anyRules(f.Type, f.Rules, seen) {
			return true
		}
	}
	return false
}

// dive returns the rules for the elements of a slice or map whose own rules are
// r, and whether the rules of structs below them apply. A dive that is only for
// the keys of a map still goes into values that are structs, not into interfaces.
func (g *generator) dive(r *contract.Rules, elem *contract.Type) (rules *contract.Rules, ruled bool) {
	switch {
	case r == nil:
		return nil, false
	case r == everyElement:
		return r, true
	case r.Keys != nil && (r.Elem == nil || isEmpty(r.Elem)):
		return nil, g.isStruct(g.contract.Resolve(elem))
	}
	return r.Elem, r.Elem != nil
}

// isEmpty reports whether nothing stands behind a dive.
func isEmpty(r *contract.Rules) bool { return len(r.Rules) == 0 && r.Elem == nil && r.Keys == nil }
