package golang

import (
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// checkable reports whether the check function of a named type can do without
// its value. Types that the value refers to by name have functions of their
// own, and do not matter here.
//
//	struct             when canCheckStruct
//	enum               yes
//	union              when it is an interface
//	slice, map, …      when canCheck
//	Validate method    no, nor other methods
func (c *checker) checkable(n *contract.Named) bool {
	u := underlying(n, reading)
	switch {
	case n.Validates && !isInterface(n):
		return false
	case n.Struct != nil:
		return c.canCheckStruct(n.Struct)
	case n.Enum != nil:
		return true
	case n.Union != nil:
		return isInterface(n) && len(n.Union.Variants) > 0 && !slices.ContainsFunc(n.Union.Variants, func(v *contract.Variant) bool {
			return !c.canName(v.Type) || !c.hasDecoder(c.named(v.Type))
		})
	case u != nil:
		return c.canCheck(u, everyElement)
	}
	return false
}

// canCheckStruct reports whether a struct can be checked field by field.
func (c *checker) canCheckStruct(st *contract.Struct) bool {
	return !st.Validates && c.canCheckFallback(st.Fallback) && !slices.ContainsFunc(st.Fields, func(f *contract.Field) bool {
		return !c.isDirect(st, f) && (!c.canName(f.Type) || c.needsStruct(f))
	})
}

// canCheckFallback reports whether the keys that a struct collects can be checked
// where they stand.
func (c *checker) canCheckFallback(f *contract.Field) bool {
	if f == nil {
		return true
	}
	t := c.collection(f.Type)
	if t.Kind != contract.Map {
		return true // raw JSON
	}
	return c.canCheckKey(t.Key) && c.canCheck(t.Elem, nil)
}

// canCheckKey reports whether a key of a map is a string or an integer that the
// package can name. Of others, two texts can be the same key.
func (c *checker) canCheckKey(t *contract.Type) bool {
	_, ok := c.keyLeaf(t, reading)
	return ok && c.canName(t)
}

// collection returns the type that collects unknown keys, without its names and
// pointers.
func (g *generator) collection(t *contract.Type) *contract.Type {
	for {
		switch {
		case t.Kind == contract.Pointer:
			t = t.Elem
		case t.Kind == contract.Ref && underlying(g.named(t), reading) != nil:
			t = underlying(g.named(t), reading)
		default:
			return t
		}
	}
}

// isDirect reports whether a field is checked where it stands. Others, such as
// those with methods of their own, are read into a variable.
func (c *checker) isDirect(st *contract.Struct, f *contract.Field) bool {
	if f.Const != nil {
		return true
	}
	return !c.needsStruct(f) && c.canCheck(f.Type, f.Rules) && (c.canKeep(f.Type, f.Rules) || !c.asks(st, f))
}

// asks reports whether the rules of a field ask for its value at all, if only to
// forgive what is wrong within it when it is zero.
func (c *checker) asks(st *contract.Struct, f *contract.Field) bool {
	const variable = "asked"
	return c.forgives(place{dst: variable, as: f.Type, ruled: !f.Unruled, rules: f.Rules}, f.Type) != "" ||
		checksMention(c.compile(fieldSubject(st, f, "at", variable), f.Rules), variable)
}

// needsStruct reports whether the rules of a field ask for more than its value:
// for other fields, for an embedded pointer, or for what a zero value of it would
// break.
func (c *checker) needsStruct(f *contract.Field) bool {
	return f.Rules != nil && (behindPointer(f) || slices.ContainsFunc(f.Rules.Rules, looksAround)) ||
		(!f.Required || f.Nullable) && c.zeroBreaks(f)
}

// canCheck reports whether the parts of a value, down to types with a name, can
// be checked where they stand.
func (c *checker) canCheck(t *contract.Type, r *contract.Rules) bool {
	if _, leaf := c.leaf(t, reading); leaf {
		return true
	}
	switch t.Kind {
	case contract.ByteArray:
		return true
	case contract.Pointer:
		return c.canCheck(t.Elem, r)
	case contract.Inline:
		return c.canCheckStruct(t.Struct)
	case contract.Ref:
		return c.canName(t) && !c.unfoldsRules(t, r)
	case contract.Map:
		if !c.canCheckKey(t.Key) {
			return false
		}
	}
	rules, _ := c.dive(r, t.Elem)
	// Without rules of its own, an element is still asked whether it is nil, for
	// there is no diving into that.
	asked := rules != nil && (len(rules.Rules) > 0 || c.hasChecks(t.Elem, rules))
	return c.canCheck(t.Elem, rules) && (!asked || c.canKeepLeaf(t.Elem, rules))
}

// canKeep reports whether what the rules of a value ask for fits a variable: a
// leaf, a pointer to one, or the length of a slice or map.
func (c *checker) canKeep(t *contract.Type, r *contract.Rules) bool {
	switch {
	case r == nil || isEmpty(r):
		return true
	case len(r.Rules) == 0:
		return t.Kind != contract.Pointer // a nil one breaks dive
	case t.Kind == contract.Slice || t.Kind == contract.Map:
		return !slices.ContainsFunc(r.Rules, func(rule *contract.Rule) bool { return !slices.Contains(lengthRules, rule.Name) })
	case t.Kind == contract.Pointer:
		return c.canName(t) && c.canKeepLeaf(t.Elem, r)
	}
	return c.canKeepLeaf(t, r)
}

// lengthRules are the rules of slices and maps that look at nothing but the
// length, or at whether there is one.
var lengthRules = []string{"required", "omitempty", "omitnil", "omitzero", "len", "min", "max", "eq", "ne", "gt", "gte", "lt", "lte"}

// canKeepLeaf reports whether a value with rules is a leaf that does not have
// to be allocated, and the rules look at nothing else.
func (c *checker) canKeepLeaf(t *contract.Type, r *contract.Rules) bool {
	kind, leaf := c.leaf(t, reading)
	if !leaf || !c.canName(t) {
		return false
	}
	switch kind {
	case contract.Bytes, contract.Raw, contract.Any, contract.Number:
		return false
	}
	return !slices.ContainsFunc(r.Rules, looksAround)
}

// looksAround tells the rules that look at other fields of the struct.
func looksAround(r *contract.Rule) bool {
	return strings.HasSuffix(r.Name, "field") || strings.HasPrefix(r.Name, "field") || strings.HasPrefix(r.Name, "required_") || strings.HasPrefix(r.Name, "excluded_") ||
		slices.ContainsFunc(r.Or, looksAround)
}

// checksMention reports whether any condition mentions a variable.
func checksMention(checks []check, name string) bool {
	return slices.ContainsFunc(checks, func(ch check) bool {
		return strings.Contains(ch.cond, name) || checksMention(ch.then, name) || checksMention(ch.otherwise, name)
	})
}
