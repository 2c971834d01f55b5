package golang

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// union prints the body for a union that is an interface. A variant that is a
// value may also be given as a pointer:
//
//	switch m := v.(type) {
//	case Say:
//		e.Variant(`"type":"say"`)
//		encodeSay(e, &m)
//	case *Say:
//		encodeEvent(e, *wire.NotNil(e, m))
//	default:
//		e.NoVariant(v)
//	}
func (p *encoder) union(n *contract.Named, s *scope) {
	u := n.Union
	m := s.local("m")
	p.P("switch %s := v.(type) {", m)
	for _, v := range u.Variants {
		p.variantCases(n, m, v.Type, v.Pointer, func(place string) { p.variant(u, v, place, s.inner()) })
	}
	if o := u.Other; o != nil {
		p.variantCases(n, m, o.Type, o.Pointer, func(place string) { p.P("	e.RawObject(%s)", field(place, o.Raw)) })
	}
	p.P("default:")
	p.P("	e.NoVariant(v)")
	p.P("}")
}

// variantCases prints the case or the two of a variant.
func (p *encoder) variantCases(n *contract.Named, m string, t *contract.Type, pointer bool, write func(place string)) {
	name := p.spell(p.File, t)
	notNil := wire(p.File, "NotNil")
	if pointer {
		p.P("case *%s:", name)
		p.P("	%s = %s(e, %s)", m, notNil, m)
		write(deref(m))
		return
	}
	p.P("case %s:", name)
	write(m)
	p.P("case *%s:", name)
	p.P("	%s(e, *%s(e, %s))", p.calls(n), notNil, m)
}

// variant prints the writing of a variant, with its tag.
func (p *encoder) variant(u *contract.Union, v *contract.Variant, place string, s *scope) {
	if u.Content == "" {
		p.P("	e.Variant(%s)", quote(tagMember(u, v)))
		p.value(place, v.Type, false, s)
		return
	}
	p.P("	e.Object()")
	p.P("	e.Const(%s)", quote(tagMember(u, v)))
	p.P("	e.Key(%s)", quoteKey(u.Content))
	p.value(place, v.Type, false, s)
	p.P("	e.EndObject()")
}

// tagMember returns the tag of a variant as it stands in JSON: "type":"say".
func tagMember(u *contract.Union, v *contract.Variant) string {
	return jsonString(u.Tag) + ":" + tagJSON(u, v)
}

// envelope prints the body for a union that is a struct, of whose variants
// exactly one is set:
//
//	if !e.OneVariant(v.Say != nil, v.Join != nil) {
//		return
//	}
//
// Where the struct has keys of its own, they stand between the tag and the
// variant:
//
//	var tag string
//	switch {
//	case v.Say != nil:
//		tag = `"type":"say"`
//	…
//	}
//	e.Object()
//	e.Const(tag)
//	e.Key(`"id":`)
//	e.String(v.ID)
//	e.Join(tag)
//	switch {
//	case v.Say != nil:
//		encodeSay(e, v.Say)
//	…
//	}
func (p *encoder) envelope(n *contract.Named, s *scope) {
	u := n.Union
	var set []string
	for _, v := range u.Variants {
		set = append(set, field("*v", v.Field)+" != nil")
	}
	if u.Other != nil {
		set = append(set, field("*v", u.Other.Field)+" != nil")
	}
	p.P("if !e.OneVariant(%s) {", strings.Join(set, ", "))
	p.P("	return")
	p.P("}")
	if u.Other != nil {
		p.P("if %s != nil {", field("*v", u.Other.Field))
		p.P("	e.RawObject(%s)", field("*v", u.Other.Field+"."+u.Other.Raw))
		p.P("	return")
		p.P("}")
	}
	if len(u.Variants) == 0 {
		return
	}
	if hasNoKeys(u.Envelope) {
		p.eachVariant(u, func(v *contract.Variant) { p.variant(u, v, deref(field("*v", v.Field)), s.inner()) })
		return
	}
	tag := s.local("tag")
	p.P("var %s string", tag)
	p.eachVariant(u, func(v *contract.Variant) { p.P("	%s = %s", tag, quote(tagMember(u, v))) })
	p.P("e.Object()")
	p.P("e.Const(%s)", tag)
	p.members("*v", u.Envelope, s)
	p.eachVariant(u, func(v *contract.Variant) { p.envelopeVariant(u, v, tag, s.inner()) })
	if u.Content != "" {
		p.P("e.EndObject()")
	}
}

// eachVariant prints a switch with a case for each variant of an envelope.
func (p *encoder) eachVariant(u *contract.Union, print func(*contract.Variant)) {
	p.P("switch {")
	for _, v := range u.Variants {
		p.P("case %s != nil:", field("*v", v.Field))
		print(v)
	}
	p.P("}")
}

// envelopeVariant prints the writing of one variant behind the keys of its
// envelope.
func (p *encoder) envelopeVariant(u *contract.Union, v *contract.Variant, tag string, s *scope) {
	if u.Envelope.Fallback != nil {
		p.fallback("*v", u.Envelope, p.variantKeys(u, v), s)
	}
	if u.Content == "" {
		p.P("	e.Join(%s)", strings.Join(append([]string{tag}, p.doubtfulKeys(u, v)...), ", "))
	} else {
		p.P("	e.Key(%s)", quoteKey(u.Content))
	}
	p.value(deref(field("*v", v.Field)), v.Type, false, s)
}

// doubtfulKeys returns the Go literals of those keys of an envelope that a variant
// may write as well, because it writes itself.
func (p *encoder) doubtfulKeys(u *contract.Union, v *contract.Variant) []string {
	var keys []string
	if c := p.named(v.Type).Codec; c != nil && c.Encode != "" {
		for _, f := range u.Envelope.Fields {
			keys = append(keys, quote(f.Name))
		}
		for _, c := range u.Envelope.Consts {
			keys = append(keys, quote(c.Name))
		}
	}
	return keys
}

// variantKeys returns the keys that a variant brings into the object of its
// envelope, as far as the contract knows them.
func (p *encoder) variantKeys(u *contract.Union, v *contract.Variant) []string {
	if u.Content != "" {
		return []string{u.Tag, u.Content}
	}
	keys := []string{u.Tag}
	st := objectOf(p.named(v.Type))
	if st == nil {
		return keys
	}
	for _, f := range st.Fields {
		keys = append(keys, f.Name)
	}
	for _, c := range st.Consts {
		keys = append(keys, c.Name)
	}
	return keys
}
