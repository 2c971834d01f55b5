// # Analyzer endless
//
// endless: report types of which no finite message exists
//
// A type that needs another value of itself needs yet another, and so on without
// end. A pointer is a way out as long as null is allowed, a list as long as it may be
// empty, and a union if one variant does without. Without a way out, no message of
// the type can be written:
//
//	type Node struct {
//		Value string `json:"value"`
//		Next  *Node  `json:"next" validate:"required"` // needs another Node
//	}
//
// Take the rule away, or write omitempty before it. Where no rule asks for the value,
// make the key optional.
package check

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

var endlessAnalyzer = newAnalyzer("endless", runEndless)

func runEndless(p *pass) {
	if p.contract == nil {
		return
	}
	e := newEndings(p.contract)
	for _, n := range p.contract.Types {
		if e.ends[n.ID] || !p.mine(n.Pos) {
			continue
		}
		if wayOut := e.wayOut(n); wayOut != "" {
			p.reportf(p.at(n.Pos), "every %s needs another one, so there is no finite message of it; %s", n.Name, wayOut)
		}
	}
}

// endings tell which named types have finite values. Those are the smallest set with
//
//	struct   all that its fields need is in it
//	union    one variant is in it
//	others   what they need is in it
//
// where a field needs nothing if it may be absent or null, and otherwise what a
// value of its type needs:
//
//	*T        nothing if null is allowed, or else what T needs
//	[]T, map  nothing if it may be empty, or else what T needs
//	[N]T      what T needs
//	others    themselves
type endings struct {
	contract *contract.Contract
	ends     map[string]bool // by ID
}

func newEndings(c *contract.Contract) endings {
	e := endings{c, map[string]bool{}}
	for changed := true; changed; {
		changed = false
		for _, n := range c.Types {
			if !e.ends[n.ID] && e.find(n) {
				e.ends[n.ID], changed = true, true
			}
		}
	}
	return e
}

// find tells whether a named type has finite values, by what is known of the others.
func (e endings) find(n *contract.Named) bool {
	if u := n.Union; u != nil && (u.Envelope == nil || len(e.structNeeds(u.Envelope)) == 0) {
		return u.Other != nil || len(u.Variants) == 0 ||
			slices.ContainsFunc(u.Variants, func(v *contract.Variant) bool { return e.ends[v.Type.Name] })
	}
	return len(e.needs(n)) == 0
}

// A need is a type without a known end that a type cannot do without, and the
// field that asks for it, if one does.
type need struct {
	id    string
	field *contract.Field
}

// needs returns what a named type needs. Of a union it is all variants.
func (e endings) needs(n *contract.Named) []need {
	switch {
	case n.Struct != nil:
		return e.structNeeds(n.Struct)
	case n.Union != nil:
		var all []need
		if n.Union.Envelope != nil {
			all = e.structNeeds(n.Union.Envelope)
		}
		for _, v := range n.Union.Variants {
			all = append(all, e.typeNeeds(v.Type, nil)...)
		}
		return all
	case n.Underlying != nil:
		return e.typeNeeds(n.Underlying, nil)
	}
	return nil
}

func (e endings) structNeeds(s *contract.Struct) []need {
	var all []need
	for _, f := range s.Fields {
		if f.Unruled || e.mayBeMissing(f) {
			continue
		}
		for _, n := range e.typeNeeds(f.Type, f.Rules) {
			all = append(all, need{n.id, f})
		}
	}
	return all
}

// mayBeMissing tells that a field may be absent or null. No rule is asked while the
// embedded pointer is nil from which a field is promoted.
func (e endings) mayBeMissing(f *contract.Field) bool {
	if !f.Required && slices.ContainsFunc(f.Go, func(s contract.Selector) bool { return s.Pointer }) {
		return true
	}
	return (!f.Required || f.Nullable) && obstacle(e.plain(f.Type), f.Rules) == ""
}

// typeNeeds returns what a value needs that keeps the rules.
func (e endings) typeNeeds(t *contract.Type, r *contract.Rules) []need {
	switch t = e.plain(t); t.Kind {
	case contract.Pointer:
		if obstacle(t, r) != "" {
			return e.typeNeeds(t.Elem, r)
		}
	case contract.Slice, contract.Map:
		if obstacle(t, r) != "" {
			return e.typeNeeds(t.Elem, r.Elem)
		}
	case contract.Array:
		if t.Len > 0 {
			return e.typeNeeds(t.Elem, elem(r))
		}
	case contract.Inline:
		return e.structNeeds(t.Struct)
	case contract.Ref:
		if !e.ends[t.Name] {
			return []need{{id: t.Name}}
		}
	}
	return nil
}

// wayOut says what to change of a type that needs another value of itself, and not
// only one of another type without an end. Of such a type it returns "".
func (e endings) wayOut(n *contract.Named) string {
	if n.Struct == nil && n.Union == nil {
		return ""
	}
	for _, first := range e.needs(n) {
		if !e.leads(first.id, n.ID, map[string]bool{}) {
			continue
		}
		f := first.field
		if f == nil {
			return "give it a variant that does without"
		}
		name := wireField{f, ""}.goName()
		if rule := obstacle(e.plain(f.Type), f.Rules); rule != "" {
			return fmt.Sprintf("remove the rule %s of %s, or write omitempty before it", rule, name)
		}
		return fmt.Sprintf("make %s optional with omitempty, or a pointer", name)
	}
	return ""
}

// leads tells that one type needs another, itself or by what it needs.
func (e endings) leads(from, to string, seen map[string]bool) bool {
	if from == to {
		return true
	}
	if seen[from] {
		return false
	}
	seen[from] = true
	return slices.ContainsFunc(e.needs(e.contract.Named(from)), func(n need) bool { return e.leads(n.id, to, seen) })
}

// plain returns a type without its name, to which the same rules apply.
func (e endings) plain(t *contract.Type) *contract.Type {
	if n := e.contract.Named(t.Name); t.Kind == contract.Ref && n != nil && n.Underlying != nil && n.Underlying.Kind != contract.Pointer {
		return n.Underlying
	}
	return t
}

func elem(r *contract.Rules) *contract.Rules {
	if r == nil {
		return nil
	}
	return r.Elem
}

// obstacle returns the name of the rule that refuses the empty value of a type, which
// is null for pointers, or "". Rules are asked also where the key is absent.
func obstacle(t *contract.Type, r *contract.Rules) string {
	if r == nil {
		return ""
	}
	for _, rule := range r.Rules {
		switch rule.Name {
		case "omitempty", "omitnil", "omitzero", "isdefault":
			return ""
		case "required_if", "required_unless", "required_with", "required_with_all", "required_without", "required_without_all",
			"excluded_if", "excluded_unless", "excluded_with", "excluded_with_all", "excluded_without", "excluded_without_all":
			continue // they depend on other fields
		}
		switch t.Kind {
		case contract.Pointer:
			if len(rule.Or) > 0 {
				return rule.Or[0].Name
			}
			return rule.Name
		case contract.Slice, contract.Map:
			if refusesEmpty(rule) {
				return rule.Name
			}
		default:
			if rule.Name == "required" {
				return rule.Name
			}
		}
	}
	if t.Kind == contract.Pointer && (r.Keys != nil || r.Elem != nil) {
		return "dive"
	}
	return ""
}

// refusesEmpty tells that a rule asks for at least one element.
func refusesEmpty(rule *contract.Rule) bool {
	n, ok := new(big.Int).SetString(rule.Param, 0)
	if !ok {
		return false
	}
	switch rule.Name {
	case "min", "gte", "len", "eq":
		return n.Sign() > 0
	case "gt":
		return n.Sign() >= 0
	case "ne":
		return n.Sign() == 0
	}
	return false
}
