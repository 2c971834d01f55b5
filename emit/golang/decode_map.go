package golang

import (
	"strconv"

	"github.com/wscontract/wscontract/extract/contract"
)

// mapping prints
//
//	if d.Object() {
//		dst = map[K]V{}
//		for d.Field() {
//			key := d.KeyString()
//			if _, ok := dst[key]; ok {
//				d.Duplicate()
//			}
//			dst[key] = …
//		}
//	}
//
// Integers are told apart by their texts, and what stands under a key that is none,
// or is there already, is not looked at:
//
//	key := d.KeyInt(64)
//	if !d.Unique() {
//		d.Skip()
//		continue
//	}
func (p *decoder) mapping(w place, t *contract.Type, s *scope) {
	rules, ruled := p.dive(w.rules, t.Elem)
	ruled = ruled && w.ruled
	p.P("if d.Object() {")
	if p.canName(w.as) {
		p.P("	%s = %s{}", w.dst, p.spell(p.File, w.as))
	} else {
		p.P("	%s(%s)", wire(p.File, "MakeMap"), address(w.dst))
	}
	p.P("	for d.Field() {")
	s = s.inner()
	key := p.mapKey(t.Key, s)
	if w.rules != nil && w.rules.Keys != nil {
		p.elementChecks(elementSubject(t.Key, key, "d.At()"), w.rules.Keys)
	}
	if p.hasIntegerKeys(t) {
		p.skipRepeated()
	} else {
		ok := s.inner().local("ok")
		p.P("		if _, %s := %s; %s {", ok, index(w.dst, key), ok)
		p.P("			d.Duplicate()")
		p.P("		}")
	}
	p.entry(w.dst, key, place{as: t.Elem, ruled: ruled, rules: rules}, s)
	p.P("	}")
	p.P("}")
}

// hasIntegerKeys tells a map whose keys are integers.
func (g *generator) hasIntegerKeys(t *contract.Type) bool {
	kind, ok := g.keyLeaf(t.Key, reading)
	return ok && kind != contract.String
}

// skipRepeated prints what is done with the value of an integer key that is not to
// be kept.
func (p *decoder) skipRepeated() {
	p.P("if !d.Unique() {")
	p.P("	d.Skip()")
	p.P("	continue")
	p.P("}")
}

// entry prints the statements that read the value w, whose place is still to be
// found, into the map in dst.
func (p *decoder) entry(dst, key string, w place, s *scope) {
	kind, leaf := p.leaf(w.as, reading)
	if leaf && p.canName(w.as) && !p.hasChecks(w.as, w.rules) {
		p.P("%s = %s", index(dst, key), p.readLeaf(kind, w.as))
		return
	}
	w.dst = s.local("elem")
	if p.canName(w.as) {
		p.P("var %s %s", w.dst, p.spell(p.File, w.as))
	} else {
		p.P("%s := %s(%s)", w.dst, wire(p.File, "ElemOf"), dst)
	}
	p.element(w, w.as, s)
	p.P("%s = %s", index(dst, key), w.dst)
}

// mapKey prints the statements that read the current key as a variable, and
// returns its name.
func (p *decoder) mapKey(t *contract.Type, s *scope) string {
	key := s.local("key")
	kind, ok := p.keyLeaf(t, reading)
	switch {
	case !p.canName(t):
		n := p.named(t)
		p.diags.Addf(n.Pos, "unnameable", "package %s cannot name the type %s.%s of map keys; export it, or use another type", p.pkg.Name, n.PackageName, n.Name)
	case !ok:
		p.P("var %s %s", key, p.spell(p.File, t))
		p.P("d.KeyText(&%s)", key)
	case kind == contract.String && t.Kind != contract.Ref:
		p.P("%s := d.KeyString()", key)
	case kind == contract.String:
		p.P("%s := %s(d.KeyString())", key, p.spell(p.File, t))
	case kind == contract.Int64 && t.Kind == kind:
		p.P("%s := d.KeyInt(64)", key)
	case kind == contract.Uint64 && t.Kind == kind:
		p.P("%s := d.KeyUint(64)", key)
	case isUnsigned(kind):
		p.P("%s := %s(d.KeyUint(%s))", key, p.spell(p.File, t), p.bits(kind))
	case isSigned(kind), kind == contract.Duration:
		p.P("%s := %s(d.KeyInt(%s))", key, p.spell(p.File, t), p.bits(kind))
	default:
		panic("golang: a " + string(kind) + " cannot be the key of a map")
	}
	p.checkKey(t, key, s)
	return key
}

// keyLeaf returns the string or integer kind that a map key has in JSON, or
// false for one that is a text of its own making.
func (g *generator) keyLeaf(t *contract.Type, dir direction) (contract.Kind, bool) {
	if t.Kind != contract.Ref {
		return t.Kind, t.Kind != contract.Time
	}
	n := g.named(t)
	if n.Enum != nil {
		return n.Enum.Base, true
	}
	if u := underlying(n, dir); u != nil {
		return g.keyLeaf(u, dir)
	}
	return "", false
}

// checkKey prints what a named key type demands of its values.
func (p *decoder) checkKey(t *contract.Type, key string, s *scope) {
	if t.Kind != contract.Ref {
		return
	}
	n := p.named(t)
	if n.Enum != nil && isClosed(n.Enum) {
		values := distinctValues(n.Enum)
		p.P("switch %s {", key)
		p.P("case %s:", literals(values))
		p.P("default:")
		p.P("	d.Fail(d.At(), \"\", \"enum\", %s)", quote("must have a key that is one of: "+plainValues(values)))
		p.P("}")
	}
	if n.Validates {
		err := s.inner().local("err")
		p.P("if %s := %s.Validate(); %s != nil {", err, key, err)
		p.P("	d.Invalid(d.At(), %s)", err)
		p.P("}")
	}
}

// bits returns the size of an integer kind as a Go expression.
func (p *decoder) bits(kind contract.Kind) string {
	switch kind {
	case contract.Int, contract.Uint, contract.Uintptr:
		return use(p.File, strconvLib, "IntSize")
	}
	return strconv.Itoa(integerRange(kind).bits)
}
