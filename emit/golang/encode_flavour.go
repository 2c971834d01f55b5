package golang

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// alike reports whether the two flavours of a type, plain and as channels with
// required=tagged reach it, are written by the same code. They differ in the keys
// that must be present, which matters to writing where a value has no zero.
func (p *encoder) alike(a, b *contract.Named, seen []string) bool {
	switch {
	case a == b, slices.Contains(seen, a.ID):
		return true
	case a.Struct != nil:
		return p.alikeStructs(a.Struct, b.Struct, append(seen, a.ID))
	case a.Union != nil:
		seen = append(seen, a.ID)
		for i, v := range a.Union.Variants {
			if !p.alikeTypes(v.Type, b.Union.Variants[i].Type, seen) {
				return false
			}
		}
		return a.Union.Envelope == nil || p.alikeStructs(a.Union.Envelope, b.Union.Envelope, seen)
	}
	u := underlying(a, writing)
	return u == nil || p.alikeTypes(u, underlying(b, writing), append(seen, a.ID))
}

func (p *encoder) alikeStructs(a, b *contract.Struct, seen []string) bool {
	for i, f := range a.Fields {
		g := b.Fields[i]
		if p.isAbsentAsZero(f) != p.isAbsentAsZero(g) || p.isNullAsZero(f) != p.isNullAsZero(g) || !p.alikeTypes(f.Type, g.Type, seen) {
			return false
		}
	}
	return a.Fallback == nil || p.alikeTypes(a.Fallback.Type, b.Fallback.Type, seen)
}

func (p *encoder) alikeTypes(a, b *contract.Type, seen []string) bool {
	switch a.Kind {
	case contract.Pointer, contract.Slice, contract.Array, contract.Map:
		return p.alikeTypes(a.Elem, b.Elem, seen)
	case contract.Inline:
		return p.alikeStructs(a.Struct, b.Struct, seen)
	case contract.Ref:
		return p.alike(p.named(a), p.named(b), seen)
	}
	return true
}
