package golang

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// union prints the body for a union that is an interface, whose variants stand
// beside the tag:
//
//	tag, ok := d.Tag("type")
//	if !ok {
//		return
//	}
//	switch string(tag) {
//	case "say":
//		var m Say
//		decodeSay(d, &m)
//		*v = m
//	default:
//		d.NoVariant("type", "say")
//	}
func (p *decoder) union(n *contract.Named, ruled bool, s *scope) {
	u := n.Union
	if !p.canNameVariants(u) {
		return
	}
	tag := p.readTag(u, s)
	switch {
	case len(u.Variants) == 0:
		p.noVariant(u, tag, "*v", s)
		return
	case u.Content != "":
		p.content(n, ruled, tag, s)
		return
	}
	p.P("switch %s {", tagText(u, tag))
	for _, v := range u.Variants {
		p.P("case %s:", tagLiteral(u, v))
		p.variant("*v", v, ruled, s)
	}
	p.P("default:")
	p.noVariant(u, tag, "*v", s)
	p.P("}")
}

// canNameVariants reports those variants of a union that the package cannot
// name.
func (p *decoder) canNameVariants(u *contract.Union) bool {
	ok := true
	check := func(t *contract.Type, pos contract.Position) {
		if !p.canName(t) {
			ok = false
			p.diags.Addf(pos, "unnameable", "package %s cannot name the variant %s, which its generated code needs; export the type", p.pkg.Name, p.display(t))
		}
	}
	for _, v := range u.Variants {
		check(v.Type, v.Pos)
	}
	if u.Other != nil {
		check(u.Other.Type, u.Other.Pos)
	}
	return ok
}

// readTag prints the reading of the tag, and returns its variable.
func (p *decoder) readTag(u *contract.Union, s *scope) string {
	tag, ok := s.local("tag"), s.local("ok")
	method := "Tag"
	if u.IntTag {
		method = "TagInt"
	}
	if len(u.Variants) == 0 && (u.Other == nil || u.Other.TagField == "") { // it must be there, but may be anything
		tag = "_"
	}
	p.P("%s, %s := d.%s(%s)", tag, ok, method, quote(u.Tag))
	p.P("if !%s {", ok)
	p.P("	return")
	p.P("}")
	return tag
}

func tagText(u *contract.Union, tag string) string {
	if u.IntTag {
		return tag
	}
	return "string(" + tag + ")"
}

func tagLiteral(u *contract.Union, v *contract.Variant) string {
	if u.IntTag {
		return v.Tag
	}
	return quote(v.Tag)
}

// tagJSON returns the tag of a variant as JSON.
func tagJSON(u *contract.Union, v *contract.Variant) string {
	if u.IntTag {
		return v.Tag
	}
	return jsonString(v.Tag)
}

func knownTags(u *contract.Union) string {
	tags := make([]string, len(u.Variants))
	for i, v := range u.Variants {
		tags[i] = v.Tag
	}
	return strings.Join(tags, ", ")
}

// variant prints the reading of a variant of an interface from the value here,
// into the union in dst.
func (p *decoder) variant(dst string, v *contract.Variant, ruled bool, s *scope) {
	m := s.inner().local("m")
	place := p.newVariant(m, v.Type, v.Pointer)
	p.P("	%s(d, %s)", p.calls(p.named(v.Type), ruled), address(place))
	p.P("	%s = %s", dst, m)
}

// newVariant prints the declaration of a variable for a variant, and returns
// the place of its struct.
func (p *decoder) newVariant(m string, t *contract.Type, pointer bool) string {
	if pointer {
		p.P("	%s := new(%s)", m, p.spell(p.File, t))
		return deref(m)
	}
	p.P("	var %s %s", m, p.spell(p.File, t))
	return m
}

// noVariant prints what is done with an unknown tag: it is refused, or handed
// to the variant for all others with the whole object.
func (p *decoder) noVariant(u *contract.Union, tag, dst string, s *scope) {
	if u.Other == nil {
		p.P("	d.NoVariant(%s, %s)", quote(u.Tag), quote(knownTags(u)))
		return
	}
	m := s.inner().local("m")
	p.catchall(u, tag, p.newVariant(m, u.Other.Type, u.Other.Pointer), "d.Raw()")
	p.P("	%s = %s", dst, m)
}

// catchall prints
//
//	wire.SetString(&m.Type, tag)
//	m.Raw = d.Raw()
//
// in this order, as the tag is only valid until the next call.
func (p *decoder) catchall(u *contract.Union, tag, m, raw string) {
	if u.Other.TagField != "" {
		set := "SetString"
		if u.IntTag {
			set = "SetNumber"
		}
		p.P("	%s(&%s, %s)", wire(p.File, set), field(m, u.Other.TagField), tag)
	}
	p.P("	%s = %s", field(m, u.Other.Raw), raw)
}
