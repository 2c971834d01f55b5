package golang

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// envelope prints the body for a union that is a struct. Where the keys of the
// struct and those of the variant stand beside each other, each variant has a
// function that reads both in one loop:
//
//	case "say":
//		v.Say = new(Say)
//		decodeFrameSay(d, v)
//
// When the struct has no ordinary keys, that of the variant does.
func (p *decoder) envelope(n *contract.Named, ruled bool, s *scope) {
	u := n.Union
	if !p.canNameVariants(u) {
		return
	}
	tag := p.readTag(u, s)
	if u.Content != "" {
		p.content(n, ruled, tag, s)
		return
	}
	alone := hasNoKeys(u.Envelope)
	if len(u.Variants) > 0 {
		p.P("switch %s {", tagText(u, tag))
		for _, v := range u.Variants {
			p.P("case %s:", tagLiteral(u, v))
			if alone {
				p.envelopeVariant(v, ruled)
			} else {
				p.allocate(field("*v", v.Field), v.Type)
				p.P("	%s(d, v)", p.mergedName(n, v.Field, ruled))
			}
		}
		p.P("default:")
		defer p.P("}")
	}
	switch {
	case u.Other == nil:
		p.noVariant(u, tag, "*v", s)
	case alone:
		p.allocate(field("*v", u.Other.Field), u.Other.Type)
		p.catchall(u, tag, deref(field("*v", u.Other.Field)), "d.Raw()")
	default:
		p.unknownContent(u, tag)
		p.P("	%s(d, v)", p.mergedName(n, u.Other.Field, ruled))
	}
	if !alone {
		p.mergeds = append(p.mergeds, merged{n, ruled})
	}
}

// hasNoKeys tells an envelope that has nothing but its variants.
func hasNoKeys(st *contract.Struct) bool {
	return len(st.Fields) == 0 && len(st.Consts) == 0 && st.Fallback == nil && !st.Strict
}

// envelopeVariant prints the reading of the value here as the variant of an
// envelope.
func (p *decoder) envelopeVariant(v *contract.Variant, ruled bool) {
	dst := field("*v", v.Field)
	p.allocate(dst, v.Type)
	p.P("	%s(d, %s)", p.calls(p.named(v.Type), ruled), dst)
}

// A merged stands for the functions that read an envelope together with each of
// its variants.
type merged struct {
	n     *contract.Named
	ruled bool
}

// mergedName returns the name of the function that reads an envelope and the
// variant in one of its fields.
func (p *decoder) mergedName(n *contract.Named, variant string, ruled bool) string {
	id := n.ID + " with " + variant
	if !ruled && p.rulesMatter(n) {
		id += " " + unruled
	}
	name, ok := p.mergedNames[id]
	if !ok {
		name = "decode" + p.names.stems[n.ID] + "With" + title(variant)
		if !ruled && p.rulesMatter(n) {
			name += unruled
		}
		name = p.names.declare(name)
		p.mergedNames[id] = name
	}
	return name
}

// printMerged prints the functions that read an envelope and a variant.
func (p *decoder) printMerged(m merged) {
	u := m.n.Union
	for _, v := range u.Variants {
		p.printMergedFunc(m, v.Field, func(s *scope) { p.mergedObject(u, v, m.ruled, s) })
	}
	if u.Other != nil {
		p.printMergedFunc(m, u.Other.Field, func(s *scope) {
			p.P("if !d.Object() {")
			p.P("	return")
			p.P("}")
			lenient := *u.Envelope
			lenient.Strict, lenient.Fallback = false, nil
			p.object("*v", &lenient, m.ruled, s)
		})
	}
}

func (p *decoder) printMergedFunc(m merged, variant string, body func(*scope)) {
	p.P("")
	p.P("func %s(d *%s, v *%s) {", p.mergedName(m.n, variant, m.ruled), wire(p.File, "Decoder"),
		p.spell(p.File, &contract.Type{Kind: contract.Ref, Name: m.n.ID}))
	body(p.newScope())
	p.P("}")
}

// mergedObject prints the reading of an object that has the keys of an envelope
// and of a variant. One that reads itself gets the whole object first:
//
//	at := d.At()
//	decodeSay(d, v.Say)
//	d.Back(at)
func (p *decoder) mergedObject(u *contract.Union, v *contract.Variant, ruled bool, s *scope) {
	n := p.named(v.Type)
	dst := field("*v", v.Field)
	st := objectOf(n)
	envelope := u.Envelope
	if method := n.Codec != nil && n.Codec.Decode != ""; method {
		at := s.local("at")
		p.P("%s := d.At()", at)
		p.P("%s(d, %s)", p.calls(n, ruled), dst)
		p.P("d.Back(%s)", at)
		st = &contract.Struct{}
		envelope = &contract.Struct{Fields: envelope.Fields, Consts: envelope.Consts}
	}
	var check validation
	if n.Validates && n.Codec == nil {
		check = p.beforeValidate(s)
	}
	p.P("if !d.Object() {")
	p.P("	return")
	p.P("}")
	outer := p.structMembers("*v", envelope, ruled, s)
	inner := p.structMembers(dst, st, ruled, s)
	p.loop(slices.Concat(outer, inner), p.mergedOthers(envelope, st, dst, s), s)
	p.require(outer)
	p.require(inner)
	p.structChecks("*v", envelope, outer, ruled, s)
	p.structChecks(dst, st, inner, ruled, s)
	p.validate(check, dst)
}

// mergedOthers returns what prints the reading of a key that neither has. The
// variant's wish counts first.
func (p *decoder) mergedOthers(envelope, variant *contract.Struct, dst string, s *scope) func() {
	if variant.Fallback != nil {
		return p.others(dst, variant, true, s)
	}
	return p.others("*v", &contract.Struct{Fallback: envelope.Fallback, Strict: envelope.Strict || variant.Strict}, true, s)
}
