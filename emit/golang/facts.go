package golang

import (
	"github.com/wscontract/wscontract/extract/contract"
)

// A direction is one of reading and writing. A type with its own methods may
// have them for one of them only.
type direction int

const (
	reading direction = iota
	writing
)

// underlying returns the wire type that a named type is read or written as, or
// nil for a type that is a struct, an enum, a union or has its own methods.
func underlying(n *contract.Named, dir direction) *contract.Type {
	switch {
	case n.Underlying != nil:
		return n.Underlying
	case n.Codec != nil && method(n.Codec, dir) == "":
		return n.Codec.Fallback
	}
	return nil
}

// method returns the kind of method that a codec has for a direction.
func method(c *contract.Codec, dir direction) string {
	if dir == reading {
		return c.Decode
	}
	return c.Encode
}

// isLeaf tells the kinds that one method of the decoder returns.
func isLeaf(k contract.Kind) bool {
	switch k {
	case contract.Pointer, contract.Slice, contract.Array, contract.ByteArray, contract.Map, contract.Inline, contract.Ref:
		return false
	}
	return true
}

// isNumber tells the kinds that json:",string" puts in quotes.
func isNumber(k contract.Kind) bool {
	switch k {
	case contract.Float32, contract.Float64, contract.Duration, contract.Number:
		return true
	}
	return isInteger(k)
}

func isInteger(k contract.Kind) bool { return isSigned(k) || isUnsigned(k) }

func isSigned(k contract.Kind) bool {
	switch k {
	case contract.Int, contract.Int8, contract.Int16, contract.Int32, contract.Int64:
		return true
	}
	return false
}

func isUnsigned(k contract.Kind) bool {
	switch k {
	case contract.Uint, contract.Uint8, contract.Uint16, contract.Uint32, contract.Uint64, contract.Uintptr:
		return true
	}
	return false
}

// isClosed tells an enum that refuses all but its values. Without values there
// would be nothing left.
func isClosed(e *contract.Enum) bool { return !e.Open && len(e.Values) > 0 }

// distinctValues returns the values of an enum as JSON, each once: two constants
// may have the same.
func distinctValues(e *contract.Enum) []string {
	var values []string
	seen := map[string]bool{}
	for _, v := range e.Values {
		if !seen[v.Value] {
			seen[v.Value] = true
			values = append(values, v.Value)
		}
	}
	return values
}

// leaf returns the leaf kind that a type is on the wire when one expression can
// read or write it, which is so for leaves and for types with their names.
func (g *generator) leaf(t *contract.Type, dir direction) (contract.Kind, bool) {
	if t.Kind != contract.Ref {
		return t.Kind, isLeaf(t.Kind)
	}
	n := g.named(t)
	if dir == reading && g.hasDecoder(n) {
		return "", false
	}
	if n.Enum != nil {
		return n.Enum.Base, true
	}
	if u := underlying(n, dir); u != nil {
		return g.leaf(u, dir)
	}
	return "", false
}

// hasDecoder reports whether a named type has a decode function of its own:
//
//	struct, union                         yes
//	enum                                  when strings are matched, or values refused
//	leaf under a name                     no
//	slice, map, … under a name            yes
//	own methods                           no
//	any of these with a Validate method   yes
func (g *generator) hasDecoder(n *contract.Named) bool {
	switch {
	case n.Validates, n.Struct != nil, n.Union != nil:
		return true
	case n.Enum != nil:
		return isClosed(n.Enum) || n.Enum.Base == contract.String && len(n.Enum.Values) > 0
	}
	u := underlying(n, reading)
	if u == nil {
		return false
	}
	_, leaf := g.leaf(u, reading)
	return !leaf
}

// isNumeric tells types with a name that are a number on the wire.
func (g *generator) isNumeric(n *contract.Named) bool {
	if n.Enum != nil {
		return isInteger(n.Enum.Base)
	}
	u := underlying(n, reading)
	return u != nil && isNumber(u.Kind)
}

// isBlank tells a struct that is read and written in place and has nothing to set
// or to look at, so that no variable is needed for it.
func (g *generator) isBlank(t *contract.Type) bool {
	st := t.Struct
	if t.Kind == contract.Ref && !g.canName(t) {
		st = g.named(t).Struct
	}
	return st != nil && len(st.Fields) == 0 && st.Fallback == nil && !st.Validates
}

// hasEncoder reports whether a named type has an encode function of its own:
// structs, unions, and composite types under a name.
func (g *generator) hasEncoder(n *contract.Named) bool {
	if n.Struct != nil || n.Union != nil {
		return true
	}
	u := underlying(n, writing)
	if u == nil {
		return false
	}
	_, leaf := g.leaf(u, writing)
	return !leaf
}

// isInterface tells a union that is a Go interface.
func isInterface(n *contract.Named) bool { return n.Union != nil && n.Union.Envelope == nil }
