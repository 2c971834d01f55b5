package breaking

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// A class is what a value is on the wire, as far as the comparison goes on
// differently.
type class uint8

const (
	aLeaf class = iota
	anObject
	aUnion
	anEnum
	aCodec
	aList // a slice or an array
	aMap
)

// A core is what stands behind the pointers and names of a type.
type core struct {
	class  class
	typ    *contract.Type // a leaf, a list or a map; for an enum, its base
	object *contract.Struct
	union  *contract.Union
	enum   *contract.Enum
	codec  *contract.Codec

	named     *contract.Named // the innermost name, or nil
	null      bool            // null is accepted
	pointer   bool            // a Go pointer
	quoted    bool            // a number in a string
	inURL     bool            // a text in a URL, whatever it is in Go
	validates bool            // a Validate method is called

	limit *limit // what rules say; never nil
	elem  *core  // of a list in a URL
	ofAny bool   // a map from any key to any JSON
}

// coreOf returns the core of a value.
func coreOf(c *contract.Contract, v value) core {
	r := core{quoted: v.quoted, inURL: v.inURL}
	t := v.typ
	for range 100 { // type P *P has no end
		switch t.Kind {
		case contract.Pointer:
			r.pointer = true
			t = t.Elem
			continue
		case contract.Slice, contract.Array:
			r.class = aList
		case contract.Map:
			r.class = aMap
			elem := c.Resolve(t.Elem).Kind
			r.ofAny = c.Resolve(t.Key).Kind == contract.String && (elem == contract.Any || elem == contract.Raw)
		case contract.Inline:
			r.class, r.object = anObject, t.Struct
			r.validates = r.validates || t.Struct.Validates
		case contract.Ref:
			n := c.Named(t.Name)
			if n == nil {
				break
			}
			r.named = n
			r.validates = r.validates || n.Validates
			switch {
			case n.Struct != nil:
				r.class, r.object = anObject, n.Struct
			case n.Union != nil:
				r.class, r.union = aUnion, n.Union
			case n.Enum != nil:
				r.class, r.enum = anEnum, n.Enum
				t = &contract.Type{Kind: n.Enum.Base}
			case n.Codec != nil && n.Codec.Fallback != nil && !hasMethods(n.Codec, v.sent):
				t = n.Codec.Fallback
				continue
			case n.Codec != nil:
				r.class, r.codec = aCodec, n.Codec
			case n.Underlying != nil:
				t = n.Underlying
				continue
			}
		}
		break
	}
	r.typ = t
	if v.isKey || v.inURL {
		r.quoted = isNumber(t.Kind) || t.Kind == contract.Bool
	}
	if v.inURL && r.class == aList {
		elem := coreOf(c, value{typ: t.Elem, inURL: true})
		r.elem = &elem
	}
	l := limitOf(r, v.rules, place{c, v.in, v.field})
	r.limit = &l
	r.null = (v.nullable || c.AcceptsNull(v.typ)) && !v.inURL && (v.unruled || !r.rulesRefuseNull(c))
	return r
}

// rulesRefuseNull reports whether rules refuse what null is read as: a nil, or the
// zero value, with the fields that it has. Raw JSON keeps the null.
func (c core) rulesRefuseNull(of *contract.Contract) bool {
	switch {
	case c.typ.Kind == contract.Raw || c.limit.exemptNil:
		return false
	case c.class == anObject && !c.pointer && zeroBreaksRules(of, c.object):
		return true
	}
	return c.limit.refusesNil
}

// hasMethods tells that a type has methods for what the server does with it: write
// what it sends, read what clients send.
func hasMethods(c *contract.Codec, sent bool) bool {
	if sent {
		return c.Encode != ""
	}
	return c.Decode != ""
}

// identity is what stands behind the names of a type.
func (c core) identity() any {
	switch {
	case c.object != nil:
		return c.object
	case c.union != nil:
		return c.union
	case c.enum != nil:
		return c.enum
	}
	return c.typ
}

// A relation says how the values of two types compare, apart from what is in
// objects, lists and so on, null, and rules.
type relation uint8

const (
	same relation = iota
	widened
	narrowed
	changed // each has values that the other has not
)

func relate(old, new core) relation {
	switch wider, narrower := accepts(new, old), accepts(old, new); {
	case wider && narrower:
		return same
	case wider:
		return widened
	case narrower:
		return narrowed
	}
	return changed
}

// isAny tells a type that takes any JSON.
func (c core) isAny() bool { return c.typ.Kind == contract.Any || c.typ.Kind == contract.Raw }

// accepts reports whether a reader accepts what a writer may write:
//
//	any takes everything
//	string takes what is a string on the wire: times, bytes, text codecs
//	a number takes numbers within its range; a float takes integers, too
//	a list takes a list and an array, an array takes one of its length
//	map[string]any takes an object and a union
//	a list takes one of its elements, if both are texts in a URL
//
// What rules say about the range of a writer's numbers, and about the length of
// its lists, counts.
//
// Objects, unions, enums and lists are accepted as such, whatever is in them.
func accepts(reader, writer core) bool {
	switch {
	case reader.isAny():
		return true
	case writer.isAny():
		return false
	case reader.class == aCodec || writer.class == aCodec && reader.class != aLeaf:
		return reader.class == writer.class && sameCodec(reader, writer)
	case writer.class == aCodec:
		return reader.typ.Kind == contract.String && writer.codec.Text && writer.codec.Encode != "" && !reader.quoted
	case reader.class == anEnum && writer.class == anEnum:
		return acceptsBase(reader, writer)
	case reader.class == anEnum:
		return reader.enum.Open && writer.class == aLeaf && acceptsLeaf(reader, writer)
	case writer.class == anEnum:
		return reader.class == aLeaf && acceptsBase(reader, writer)
	case reader.class == aMap && (writer.class == anObject || writer.class == aUnion):
		return reader.ofAny
	case reader.class == aList && reader.elem != nil && writer.class != aList:
		return accepts(*reader.elem, writer)
	case reader.class != writer.class:
		return false
	case reader.class == aList:
		return reader.typ.Kind == contract.Slice || acceptsLength(reader, writer)
	case reader.class == aLeaf:
		return acceptsLeaf(reader, writer)
	}
	return true
}

// sameCodec compares codecs by what is known of them: their name, and what they
// are on the wire.
func sameCodec(a, b core) bool {
	return a.named != nil && b.named != nil && a.named.Name == b.named.Name && a.named.PackageName == b.named.PackageName &&
		a.codec.Text == b.codec.Text && a.codec.Wire == b.codec.Wire && a.codec.Format == b.codec.Format
}

// acceptsBase reports whether the base of an enum fits. Of integers only the
// values of a closed one must.
func acceptsBase(reader, writer core) bool {
	lo, hi, ok := intRange(reader.typ.Kind)
	if !ok || writer.enum.Open || reader.quoted != writer.quoted {
		return acceptsLeaf(reader, writer)
	}
	return !slices.ContainsFunc(writer.enum.Values, func(v *contract.EnumValue) bool {
		n, ok := new(big.Int).SetString(v.Value, 10)
		return !ok || n.Cmp(lo) < 0 || n.Cmp(hi) > 0
	})
}

func acceptsLeaf(reader, writer core) bool {
	r, w := reader.typ.Kind, writer.typ.Kind
	if reader.quoted != writer.quoted {
		return writer.quoted && r == contract.String
	}
	_, _, integer := intRange(w)
	if _, _, ok := intRange(r); ok {
		return integer && acceptsRange(reader, writer)
	}
	switch r {
	case contract.Float32:
		return integer || w == contract.Float32 || w == contract.Float64 && reader.limit.own.contains(writer.limit.effective())
	case contract.Float64:
		return integer || w == contract.Float32 || w == contract.Float64
	case contract.Number:
		return integer || w == contract.Float32 || w == contract.Float64 || w == contract.Number
	case contract.String:
		return w == contract.String || w == contract.Bytes || w == contract.ByteArray || w == contract.Time
	case contract.Bytes:
		return w == contract.Bytes || w == contract.ByteArray
	case contract.ByteArray:
		return (w == contract.ByteArray || w == contract.Bytes) && acceptsLength(reader, writer)
	}
	return r == w
}

// acceptsRange reports whether the integers of a writer fit those of a reader.
func acceptsRange(reader, writer core) bool {
	values := writer.limit.values()
	if values == nil {
		return reader.limit.own.contains(writer.limit.effective())
	}
	return !slices.ContainsFunc(values, func(v string) bool {
		n := number(v)
		return n == nil || !reader.limit.own.has(n)
	})
}

// acceptsLength reports whether what a writer writes has the length of an array. A
// list that may be empty besides has not.
func acceptsLength(reader, writer core) bool {
	fixed := writer.typ.Kind == contract.Array || writer.typ.Kind == contract.ByteArray
	return reader.limit.own.contains(writer.limit.effective()) && (fixed || !writer.limit.exempt || reader.typ.Len == 0)
}

// isNumber tells the kinds that are numbers on the wire.
func isNumber(k contract.Kind) bool {
	_, _, integer := intRange(k)
	return integer || k == contract.Float32 || k == contract.Float64 || k == contract.Number
}

// intRange returns the range of an integer kind on the wire.
func intRange(k contract.Kind) (lo, hi *big.Int, ok bool) {
	switch k {
	case contract.Int, contract.Int64, contract.Duration:
		return big.NewInt(math.MinInt64), big.NewInt(math.MaxInt64), true
	case contract.Uint, contract.Uintptr, contract.Uint64:
		return big.NewInt(0), new(big.Int).SetUint64(math.MaxUint64), true
	}
	one := big.NewInt(1)
	if bits, err := strconv.Atoi(strings.TrimPrefix(string(k), "uint")); err == nil {
		full := new(big.Int).Lsh(one, uint(bits))
		return big.NewInt(0), full.Sub(full, one), true
	}
	if bits, err := strconv.Atoi(strings.TrimPrefix(string(k), "int")); err == nil {
		half := new(big.Int).Lsh(one, uint(bits-1))
		return new(big.Int).Neg(half), new(big.Int).Sub(half, one), true
	}
	return nil, nil, false
}
