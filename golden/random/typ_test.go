package random

import (
	"fmt"
	"strings"
)

// A class is what rules can be about.
type class int

const (
	other class = iota // no rules
	aBool
	aString
	anInt
	aUint
	aFloat
	aDuration
	aTime
	aList
	aMap
	aStruct
)

// A typ is a Go type, as far as tags must know it.
type typ struct {
	src     string
	class   class
	elem    *typ // of lists, maps and pointers
	mapKey  *typ
	pointer bool
	scalar  bool // comparable and plain, for the rule unique
	key     bool // can be the key of a map
	quotes  bool // takes the option string
	bits    int  // of integers
	array   int  // its length and one more
}

// leaves are types that are what they are.
var leaves = []typ{
	{src: "bool", class: aBool},
	{src: "string", class: aString, scalar: true, key: true},
	{src: "string", class: aString, scalar: true, key: true},
	{src: "int", class: anInt, scalar: true, key: true, quotes: true, bits: 31},
	{src: "int8", class: anInt, scalar: true, key: true, quotes: true, bits: 7},
	{src: "int16", class: anInt, scalar: true, key: true, quotes: true, bits: 15},
	{src: "int32", class: anInt, scalar: true, key: true, quotes: true, bits: 31},
	{src: "int64", class: anInt, scalar: true, key: true, quotes: true, bits: 63},
	{src: "uint", class: aUint, scalar: true, key: true, quotes: true, bits: 31},
	{src: "uint8", class: aUint, scalar: true, key: true, quotes: true, bits: 7},
	{src: "uint16", class: aUint, scalar: true, key: true, quotes: true, bits: 15},
	{src: "uint32", class: aUint, scalar: true, key: true, quotes: true, bits: 31},
	{src: "uint64", class: aUint, scalar: true, key: true, quotes: true, bits: 63},
	{src: "uintptr", class: other, key: true, quotes: true},
	{src: "float32", class: aFloat, quotes: true},
	{src: "float64", class: aFloat, quotes: true},
	{src: "[]byte", class: aList, elem: &typ{class: other}},
	{src: "[3]byte", class: other},
	{src: "[0]byte", class: other},
	{src: "time.Time", class: aTime},
	{src: "time.Duration", class: aDuration, quotes: true},
	{src: "any", class: other},
	{src: "json.RawMessage", class: other},
	{src: "json.Number", class: other},
	{src: "kit.Upper", class: other, key: true},
	{src: "kit.Hex", class: other},
	{src: "kit.Point", class: other},
	{src: "kit.Celsius", class: other},
	{src: "kit.Span", class: other},
	{src: "kit.Count", class: other},
	{src: "kit.Both", class: other},
	{src: "kit.OutText", class: other},
	{src: "kit.InText", class: other},
	{src: "kit.Out", class: other},
	{src: "kit.In", class: other},
}

// typ returns a random type, which nests at most so deep.
func (g *gen) typ(depth int) typ {
	n := g.IntN(100)
	switch {
	case depth <= 0 || n < 38:
		return pick(g, leaves)
	case n < 43:
		return g.enum()
	case n < 48:
		return g.namedType(depth)
	case n < 56:
		return pointerTo(g.typ(depth - 1))
	case n < 66:
		return g.list(g.typ(depth - 1))
	case n < 74:
		return g.mapOf(depth)
	case n < 82:
		return g.structType(structOf{depth: depth - 1})
	case n < 85:
		return typ{src: "struct {\n" + g.fields(structOf{depth: depth - 1}) + "}", class: aStruct}
	case n < 89 && len(g.open) > 0:
		return g.recursion()
	case n < 91:
		return typ{src: "Box[" + g.named(depth-1).src + "]", class: aStruct}
	case n < 93:
		return typ{src: fmt.Sprintf("Pair[%s, %s]", g.keyType().src, g.named(depth-1).src), class: aStruct}
	case n < 96 && len(g.reuse) > 0:
		return pick(g, g.reuse)
	case n < 98:
		return g.union(depth - 1)
	case n < 99:
		return g.envelope(depth - 1)
	}
	return pick(g, leaves)
}

// named returns a type that may stand as a type argument.
func (g *gen) named(depth int) typ {
	for {
		if t := g.typ(depth); !strings.Contains(t.src, "struct {") {
			return t
		}
	}
}

func (g *gen) keyType() typ {
	if g.one(4) {
		return g.enum()
	}
	for {
		if t := pick(g, leaves); t.key {
			return t
		}
	}
}

func pointerTo(t typ) typ {
	return typ{src: "*" + t.src, class: t.class, elem: t.elem, mapKey: t.mapKey, pointer: true, quotes: t.quotes, bits: t.bits, array: t.array}
}

// list returns a slice or an array. Those of bytes are base64, and have no
// elements.
func (g *gen) list(t typ) typ {
	elem := t
	if t.src == "uint8" {
		elem = typ{}
	}
	if g.one(4) {
		n := g.IntN(4)
		return typ{src: fmt.Sprintf("[%d]%s", n, t.src), class: aList, elem: &elem, array: n + 1}
	}
	return typ{src: "[]" + t.src, class: aList, elem: &elem}
}

func (g *gen) mapOf(depth int) typ {
	key, elem := g.keyType(), g.typ(depth-1)
	return typ{src: fmt.Sprintf("map[%s]%s", key.src, elem.src), class: aMap, elem: &elem, mapKey: &key}
}

// namedType declares a type that is not a struct.
func (g *gen) namedType(depth int) typ {
	t := pick(g, leaves)
	switch g.IntN(4) {
	case 0:
		t = g.list(g.typ(depth - 1))
	case 1:
		t = g.mapOf(depth)
	}
	if t.class == other || t.class == aTime || t.class == aDuration {
		t = leaves[1]
	}
	name := g.name("T")
	g.declare("type %s %s\n\n", name, t.src)
	t.src = name
	g.reuse = append(g.reuse, t)
	return t
}

// recursion uses a type that is being declared.
func (g *gen) recursion() typ {
	name := pick(g, g.open)
	t := typ{src: name, class: aStruct}
	if strings.HasPrefix(name, "U") {
		t.class = other
		return pick(g, []typ{{src: "[]" + name}, {src: "map[string]" + name}})
	}
	switch g.IntN(3) {
	case 0:
		return pointerTo(t)
	case 1:
		return typ{src: "[]" + name, class: aList, elem: &t}
	}
	return typ{src: "map[string]" + name, class: aMap, elem: &t, mapKey: &leaves[1]}
}
