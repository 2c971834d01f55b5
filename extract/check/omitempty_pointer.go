package check

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// emptyBehind returns how what a pointer points to is written when omitempty takes the
// pointer for empty although it is set, or "" if that cannot be or is refused:
//
//	*string, *[]byte   ""
//	*[]T               []
//	*map, *struct      {}, if the struct has no key that is always written
//	**T                null
//
// Where a type has methods of its own, and where rules may refuse the empty value, there
// is no telling.
func (p *pass) emptyBehind(f wireField) string {
	t := p.underlying(f.Type)
	if t.Kind != contract.Pointer || !passesEmpty(f.Rules, "required") {
		return ""
	}
	for t = t.Elem; t.Kind == contract.Ref; {
		n := p.contract.Named(t.Name)
		if n == nil || n.Validates || n.IsZero != "" {
			return ""
		}
		switch {
		case n.Struct != nil:
			return p.emptyStruct(n.Struct)
		case n.Enum != nil:
			if slices.ContainsFunc(n.Enum.Values, func(v *contract.EnumValue) bool { return v.Value == `""` }) {
				return `""`
			}
			return ""
		case n.Underlying == nil || n.Underlying == t:
			return ""
		}
		t = n.Underlying
	}
	switch t.Kind {
	case contract.String, contract.Bytes:
		return `""`
	case contract.Slice:
		return "[]"
	case contract.Map:
		return "{}"
	case contract.Pointer:
		return "null"
	case contract.Inline:
		return p.emptyStruct(t.Struct)
	}
	return ""
}

// emptyStruct returns {} if a struct can be that.
func (p *pass) emptyStruct(st *contract.Struct) string {
	refused := func(f *contract.Field) bool { return !f.Unruled && !passesEmpty(f.Rules) }
	if st.Validates || p.alwaysWrites(st) || slices.ContainsFunc(st.Fields, refused) {
		return ""
	}
	return "{}"
}

// passesEmpty tells that no rule is like to refuse an empty value: there are only bounds
// from above, the others, or any behind one that lets the empty value pass.
func passesEmpty(r *contract.Rules, others ...string) bool {
	if r == nil {
		return true
	}
	for _, rule := range r.Rules {
		switch {
		case rule.Name == "omitempty" && len(others) == 0, rule.Name == "omitzero":
			return true
		case rule.Name == "omitempty", rule.Name == "omitnil", rule.Name == "max", rule.Name == "lte", slices.Contains(others, rule.Name):
		default:
			return false
		}
	}
	return true
}
