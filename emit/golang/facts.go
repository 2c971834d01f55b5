package golang

import (
	"slices"
	"strings"

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
// the keys of a map still goes into values that are structs.
func (g *generator) dive(r *contract.Rules, elem *contract.Type) (rules *contract.Rules, ruled bool) {
	switch {
	case r == nil:
		return nil, false
	case r == everyElement:
		return r, true
	case r.Keys != nil && (r.Elem == nil || isEmpty(r.Elem)):
		return nil, g.contract.Resolve(elem).Kind == contract.Inline
	}
	return r.Elem, r.Elem != nil
}

// isEmpty reports whether nothing stands behind a dive.
func isEmpty(r *contract.Rules) bool { return len(r.Rules) == 0 && r.Elem == nil && r.Keys == nil }

// untagged returns the ID of the plain flavour of a type. Both flavours are one
// type in Go.
func untagged(id string) string { return strings.ReplaceAll(id, "?tagged", "") }

// tagKeys returns the tags of the unions in whose objects the keys of a struct
// can stand, sorted. Unions that only other packages use do not count.
func (g *generator) tagKeys(st *contract.Struct) []string {
	if g.tags == nil {
		g.findTags()
	}
	return g.tags[st]
}

// isVariant reports whether an object with the keys of a struct may have a tag
// beside them.
func (g *generator) isVariant(st *contract.Struct) bool { return len(g.tagKeys(st)) > 0 }

func (g *generator) findTags() {
	tags := map[string][]string{} // by the ID of the plain flavour
	for _, n := range g.contract.Reach(g.roots()...) {
		if n.Union != nil && n.Union.Content == "" {
			for _, v := range n.Union.Variants {
				id := untagged(v.Type.Name)
				tags[id] = append(tags[id], n.Union.Tag)
			}
		}
	}
	g.tags = map[*contract.Struct][]string{}
	for _, n := range g.contract.Types {
		if keys := tags[untagged(n.ID)]; len(keys) > 0 && objectOf(n) != nil {
			slices.Sort(keys)
			g.tags[objectOf(n)] = slices.Compact(keys)
		}
	}
}

// objectOf returns the struct that a named type is, or that it is in the
// direction for which it has no method of its own; nil if there is none.
func objectOf(n *contract.Named) *contract.Struct {
	if n.Struct == nil && n.Codec != nil && n.Codec.Fallback != nil {
		return n.Codec.Fallback.Struct
	}
	return n.Struct
}
