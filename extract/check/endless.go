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
// Write omitempty, ws:"optional", or take the rule away.
package check

import (
	"fmt"

	"github.com/wscontract/wscontract/extract/contract"
)

var endlessAnalyzer = newAnalyzer("endless", runEndless)

func runEndless(p *pass) {
	if p.contract == nil {
		return
	}
	ends := finite(p.contract)
	for _, n := range p.contract.Types {
		if ends[n.ID] || n.Struct == nil && n.Union == nil || !p.mine(n.Pos) || !selfReaching(p.contract, n) {
			continue
		}
		p.reportf(p.at(n.Pos), "every %s needs another one, so there is no finite message of it; %s", n.Name, wayOut(n, ends))
	}
}

// finite returns the named types of which finite values exist. It is the smallest
// set with
//
//	struct   all fields that must be present and not null are in it
//	union    one variant is in it
//	*T       is in it if null is allowed, or T is
//	[]T, map is in it if it may be empty, or T is
//	others   are in it
func finite(c *contract.Contract) map[string]bool {
	ends := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for _, n := range c.Types {
			if !ends[n.ID] && namedEnds(n, ends) {
				ends[n.ID] = true
				changed = true
			}
		}
	}
	return ends
}

func namedEnds(n *contract.Named, ends map[string]bool) bool {
	switch {
	case n.Struct != nil:
		return structEnds(n.Struct, ends)
	case n.Union != nil:
		if n.Union.Other != nil || len(n.Union.Variants) == 0 {
			return true
		}
		if e := n.Union.Envelope; e != nil && !structEnds(e, ends) {
			return false
		}
		for _, v := range n.Union.Variants {
			if typeEnds(v.Type, nil, ends) {
				return true
			}
		}
		return false
	case n.Underlying != nil:
		return typeEnds(n.Underlying, nil, ends)
	}
	return true
}

func structEnds(s *contract.Struct, ends map[string]bool) bool {
	for _, f := range s.Fields {
		if !fieldEnds(f, ends) {
			return false
		}
	}
	return true
}

// fieldEnds tells that a field does not stand in the way of a finite value.
func fieldEnds(f *contract.Field, ends map[string]bool) bool {
	if !f.Required && !needed(f.Rules) || f.Nullable && !needed(f.Rules) {
		return true
	}
	return typeEnds(f.Type, f.Rules, ends)
}

// needed tells that rules refuse the zero value.
func needed(r *contract.Rules) bool { return has(r, "required") }

func has(r *contract.Rules, name string) bool {
	if r == nil {
		return false
	}
	for _, rule := range r.Rules {
		switch rule.Name {
		case name:
			return true
		case "omitempty", "omitnil", "omitzero":
			return false
		}
	}
	return false
}

// typeEnds tells that a type has a finite value that keeps the rules.
func typeEnds(t *contract.Type, r *contract.Rules, ends map[string]bool) bool {
	switch t.Kind {
	case contract.Pointer:
		return !needed(r) || typeEnds(t.Elem, r, ends)
	case contract.Slice, contract.Map:
		return !notEmpty(r) || typeEnds(t.Elem, elem(r), ends)
	case contract.Array:
		return t.Len == 0 || typeEnds(t.Elem, elem(r), ends)
	case contract.Inline:
		return structEnds(t.Struct, ends)
	case contract.Ref:
		return ends[t.Name]
	}
	return true
}

func elem(r *contract.Rules) *contract.Rules {
	if r == nil {
		return nil
	}
	return r.Elem
}

// notEmpty tells that rules ask for at least one element.
func notEmpty(r *contract.Rules) bool {
	if r == nil {
		return false
	}
	for _, rule := range r.Rules {
		switch rule.Name {
		case "omitempty", "omitnil", "omitzero":
			return false
		case "min", "gte", "len":
			if rule.Param != "0" {
				return true
			}
		case "gt":
			return true
		}
	}
	return false
}

// selfReaching tells that a type has no end because of itself, and not only
// because it contains another that has none.
func selfReaching(c *contract.Contract, n *contract.Named) bool {
	for part := range n.Parts() {
		for _, reached := range c.Reach(part) {
			if reached == n {
				return true
			}
		}
	}
	return false
}

// wayOut says which field to change.
func wayOut(n *contract.Named, ends map[string]bool) string {
	if n.Struct != nil {
		for _, f := range n.Struct.Fields {
			if !fieldEnds(f, ends) {
				return fmt.Sprintf("make %s optional with omitempty, or let it be null or empty", f.Go[len(f.Go)-1].Name)
			}
		}
	}
	return "give it a variant that does without"
}
