package random

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A unionHead is the directive of a union, and what the judges must know of it.
type unionHead struct {
	directive    string
	tag, content string
	intTag       bool
}

func (g *gen) unionHead() (h unionHead) {
	h.tag = pick(g, []string{"type", "type", "kind", "a b", "op"})
	if h.tag != "type" || g.one(2) {
		h.directive = fmt.Sprintf(" tag=%q", h.tag)
	}
	if g.one(3) {
		h.content = pick(g, []string{"data", "payload"})
		h.directive += " content=" + h.content
	}
	if h.intTag = g.one(4); h.intTag {
		h.directive += " tagtype=int"
	}
	return h
}

// wire returns the tag of a variant.
func (g *gen) wire(h unionHead, i int) string {
	if h.intTag {
		return fmt.Sprint(i*7 - 3)
	}
	return pick(g, []string{"say", "b", "join room", "é", "ok"}) + fmt.Sprint(i)
}

// tell returns the arguments of the call that tells the judges of the union.
func (h unionHead) tell(variants []string) string {
	return fmt.Sprintf("%q, %q, %t, judge.Variants{%s}", h.tag, h.content, h.intTag, strings.Join(variants, ", "))
}

// union declares a union that is an interface, and its variants.
func (g *gen) union(depth int) typ {
	name := g.name("U")
	h := g.unionHead()
	g.declare("// ws:union%s\ntype %s interface{ is%s() }\n\n", h.directive, name, name)
	g.open = append(g.open, name) // which variants may use
	var variants []string
	add := func(wire, src string) {
		receiver, value := src, "p."+src+"{}"
		if g.one(3) {
			receiver, value = "*"+src, "&p."+src+"{}"
		}
		g.declare("func (%s) is%s() {}\n\n", receiver, name)
		variants = append(variants, fmt.Sprintf("%q: %s", wire, value))
	}
	for i := range 1 + g.IntN(4) {
		wire := g.wire(h, i)
		of := structOf{depth: depth - 1, message: wire, variant: h.content == ""}
		if of.variant && g.one(5) {
			of.tagField, of.tagConst = g.tagField(h), h.constant(wire)
		}
		add(wire, g.structType(of).src)
	}
	if g.one(4) {
		add("*", g.catchall(h, "// ws:message *\n"))
	}
	g.open = slices.DeleteFunc(g.open, func(s string) bool { return s == name })
	g.tell("judge.Union[p.%s](%s)", name, h.tell(variants))
	return typ{src: name, class: other}
}

// tagField returns a field that has the tag of the union.
func (g *gen) tagField(h unionHead) string {
	base := "string"
	if h.intTag {
		base = pick(g, []string{"int", "int64"})
	}
	return fmt.Sprintf("\tTag %s ~json:%q~\n", base, h.tag)
}

// constant tells the judges what the field with the tag of a variant must be,
// wherever the variant stands.
func (h unionHead) constant(wire string) string {
	if !h.intTag {
		wire = strconv.Quote(wire)
	}
	return fmt.Sprintf("%q: %q", h.tag, wire)
}

// catchall declares the variant for all other tags.
func (g *gen) catchall(h unionHead, directive string) string {
	name, tag := g.name("S"), ""
	if g.one(2) {
		tag = g.tagField(h)
	}
	g.declare("%stype %s struct {\n\tRaw json.RawMessage\n%s}\n\n", directive, name, tag)
	return name
}

// envelope declares a union that is a struct, and its variants.
func (g *gen) envelope(depth int) typ {
	name := g.name("V")
	h := g.unionHead()
	g.open = append(g.open, name)
	of := structOf{depth: depth - 1, variant: true}
	fields := g.fields(of)
	var variants []string
	for i := range 1 + g.IntN(4) {
		wire := g.wire(h, i)
		of := structOf{depth: depth - 1, variant: true, enveloped: true}
		if h.content == "" && g.one(5) {
			of.tagField, of.tagConst = g.tagField(h), h.constant(wire)
		}
		v, field := g.structType(of).src, g.name("F")
		fields += fmt.Sprintf("\t%s *%s ~ws:%q~\n", field, v, wire)
		variants = append(variants, fmt.Sprintf("%q: p.%s{}", wire, v))
	}
	if g.one(4) {
		v, field := g.catchall(h, ""), g.name("F")
		fields += fmt.Sprintf("\t%s *%s ~ws:\"*\"~\n", field, v)
		variants = append(variants, fmt.Sprintf("\"*\": p.%s{}", v))
	}
	g.open = slices.DeleteFunc(g.open, func(s string) bool { return s == name })
	g.declare("// ws:union%s\ntype %s struct {\n%s}\n\n", h.directive, name, fields)
	g.tell("judge.Envelope[p.%s](%s)", name, h.tell(variants))
	return typ{src: name, class: other}
}
