package golang

import (
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// present returns the condition under which a field is not left out by omitzero
// or omitempty, as far as its Go value tells; "" if it never is. What becomes
// empty only in JSON is taken back after it has been written.
func (p *encoder) present(src string, f *contract.Field) string {
	if f.Const != nil {
		return ""
	}
	var conditions []string
	add := func(cond string) {
		if cond != "" && !slices.Contains(conditions, cond) {
			conditions = append(conditions, cond)
		}
	}
	if f.OmitZero {
		add(p.notZero(src, f.Type))
	}
	if f.OmitEmpty {
		add(p.notEmpty(src, f.Type))
	}
	if p.isAbsentAsZero(f) || f.OmitEmpty && p.isNullAsZero(f) {
		add(p.notZeroValue(src, f.Type))
	}
	// Nothing is longer than none without being there.
	if i := slices.Index(conditions, src+" != nil"); i >= 0 && slices.Contains(conditions, "len("+src+") > 0") {
		conditions = slices.Delete(conditions, i, i+1)
	}
	return strings.Join(conditions, " && ")
}

// isAbsentAsZero tells fields that are left out when they are zero: absent is all
// that this can be, since no message has the zero value.
func (p *encoder) isAbsentAsZero(f *contract.Field) bool {
	return !f.Required && !f.Nullable && p.hasNoZero(f.Type, nil)
}

// isNullAsZero is isAbsentAsZero for fields that were null.
func (p *encoder) isNullAsZero(f *contract.Field) bool {
	return f.Nullable && p.hasNoZero(f.Type, nil)
}

// hasNoZero reports whether no message decodes to the zero value of a type:
//
//	hasNoZero(union)  = true
//	hasNoZero(enum)   = it is closed, and the zero value is none of its values
//	hasNoZero([n]T)   = n > 0 and hasNoZero(T)
//	hasNoZero(struct) = hasNoZero(F) for some key that must be present and not null
func (p *encoder) hasNoZero(t *contract.Type, seen []string) bool {
	switch t.Kind {
	case contract.Array:
		return t.Len > 0 && p.hasNoZero(t.Elem, seen)
	case contract.Inline:
		return p.someKeyHasNoZero(t.Struct, seen)
	case contract.Ref:
		n := p.named(t)
		u := underlying(n, writing)
		switch {
		case slices.Contains(seen, n.ID):
			return false
		case n.Union != nil:
			return true
		case n.Struct != nil:
			return p.someKeyHasNoZero(n.Struct, append(seen, n.ID))
		case n.Enum != nil:
			return !n.Enum.Open && !slices.ContainsFunc(n.Enum.Values, isZeroValue)
		case u != nil:
			return p.hasNoZero(u, append(seen, n.ID))
		}
	}
	return false
}

func isZeroValue(v *contract.EnumValue) bool { return v.Value == `""` || v.Value == "0" }

func (p *encoder) someKeyHasNoZero(st *contract.Struct, seen []string) bool {
	return slices.ContainsFunc(st.Fields, func(f *contract.Field) bool {
		return f.Required && !f.Nullable && f.Const == nil && p.hasNoZero(f.Type, seen)
	})
}

// notZero returns the condition under which omitzero keeps a value: what its
// IsZero method says, or that it is not the zero value of its type.
func (p *encoder) notZero(src string, t *contract.Type) string {
	if t.Kind == contract.Pointer && t.Elem.Kind == contract.Ref && p.named(t.Elem).IsZero != "" ||
		t.Kind == contract.Ref && isInterface(p.named(t)) && p.named(t).IsZero != "" {
		return src + " != nil && !" + field(src, "IsZero()")
	}
	if t.Kind == contract.Pointer && t.Elem.Kind == contract.Time {
		return src + " != nil && !" + field(src, "IsZero()")
	}
	if t.Kind == contract.Time || t.Kind == contract.Ref && p.named(t).IsZero != "" {
		return "!" + field(src, "IsZero()")
	}
	return p.notZeroValue(src, t)
}

func (p *encoder) notZeroValue(src string, t *contract.Type) string {
	switch t.Kind {
	case contract.Pointer, contract.Slice, contract.Map, contract.Bytes, contract.Raw, contract.Any:
		return src + " != nil"
	case contract.Bool:
		return src
	case contract.String, contract.Number:
		return src + ` != ""`
	case contract.Ref:
		n := p.named(t)
		switch {
		case isInterface(n):
			return src + " != nil"
		case n.Enum != nil:
			return p.notZeroValue(src, &contract.Type{Kind: n.Enum.Base})
		case n.Underlying != nil:
			return p.notZeroValue(src, n.Underlying)
		}
	}
	if isNumber(t.Kind) {
		return src + " != 0"
	}
	return "!" + wire(p.File, "IsZero") + "(" + address(src) + ")"
}

// notEmpty returns the condition under which omitempty can keep a value, as far
// as it is seen before it is written.
func (p *encoder) notEmpty(src string, t *contract.Type) string {
	switch t.Kind {
	case contract.String:
		return src + ` != ""`
	case contract.Slice, contract.Map, contract.Bytes:
		return "len(" + src + ") > 0"
	case contract.Pointer, contract.Any:
		return src + " != nil"
	case contract.Ref:
		n := p.named(t)
		switch {
		case isInterface(n):
			return src + " != nil"
		case n.Enum != nil && n.Enum.Base == contract.String:
			return src + ` != ""`
		case n.Underlying != nil:
			return p.notEmpty(src, n.Underlying)
		}
	}
	return ""
}

// isPresentEnough reports whether notEmpty says all there is to say.
func (p *encoder) isPresentEnough(t *contract.Type) bool {
	switch t.Kind {
	case contract.String, contract.Slice, contract.Map, contract.Bytes:
		return true
	case contract.Pointer:
		return !p.mayBeEmpty(t.Elem, nil)
	case contract.Ref:
		n := p.named(t)
		switch {
		case isInterface(n), n.Enum != nil:
			return true
		case n.Underlying != nil:
			return p.isPresentEnough(n.Underlying)
		}
	}
	return false
}

// mayBeEmpty reports whether a value can be written as null, "", {} or [].
func (p *encoder) mayBeEmpty(t *contract.Type, seen []string) bool {
	switch t.Kind {
	case contract.String, contract.Slice, contract.Map, contract.Bytes, contract.Pointer, contract.Any, contract.Raw:
		return true
	case contract.Array, contract.ByteArray:
		return t.Len == 0
	case contract.Inline:
		return p.mayHaveNoKeys(t.Struct)
	case contract.Ref:
		n := p.named(t)
		if slices.Contains(seen, n.ID) {
			return false
		}
		u := underlying(n, writing)
		switch {
		case n.Struct != nil:
			return p.mayHaveNoKeys(n.Struct)
		case n.Enum != nil:
			return n.Enum.Base == contract.String
		case n.Union != nil:
			return false
		case u != nil:
			return p.mayBeEmpty(u, append(seen, n.ID))
		}
		return true
	}
	return false
}

// mayHaveNoKeys reports whether all keys of a struct can be left out.
func (p *encoder) mayHaveNoKeys(st *contract.Struct) bool {
	return len(st.Consts) == 0 && !slices.ContainsFunc(st.Fields, func(f *contract.Field) bool {
		return f.Const != nil || !f.OmitEmpty && !f.OmitZero && !behindPointer(f) && !p.isAbsentAsZero(f)
	})
}
