package golang

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// content prints the rest of the body for a union whose variant stands under a
// key of its own. The tag is known before the object is read, wherever it
// stands; a variant without keys may leave its content out:
//
//	name := string(tag)
//	switch name {
//	case "ping":
//		*v = Ping{}
//	case "say":
//	default:
//		d.NoVariant("type", "ping, say")
//		return
//	}
//	if !d.Object() {
//		return
//	}
//	… a loop with a member for the content:
//		switch name {
//		case "ping":
//			…
//	if name != "ping" {
//		d.Require(payload, "payload")
//	}
func (p *decoder) content(n *contract.Named, ruled bool, tag string, s *scope) {
	u := n.Union
	name := tag
	if !u.IntTag && len(u.Variants) > 0 {
		name = s.local("name")
		p.P("%s := string(%s)", name, tag)
	}
	empty := p.contentTags(u, name, tag, s)
	p.P("if !d.Object() {")
	p.P("	return")
	p.P("}")

	envelope := &contract.Struct{}
	if u.Envelope != nil {
		envelope = u.Envelope
	}
	members := p.structMembers("*v", envelope, ruled, s)
	tagKey := member{key: u.Tag, at: s.offset(exported(u.Tag)), read: func() { p.P("d.Skip()") }}
	payload := member{key: u.Content, at: s.offset(exported(u.Content)), read: func() { p.contentValue(n, ruled, name, s.inner()) }}
	p.loop(append([]member{tagKey, payload}, members...), p.others("*v", envelope, false, s), s)
	p.requireContent(u, payload, name, empty)
	p.require(members)
	p.structChecks("*v", envelope, members, ruled, s)
}

// contentTags prints the switch that refuses unknown tags. It returns the
// literals of the tags whose content may be left out.
func (p *decoder) contentTags(u *contract.Union, name, tag string, s *scope) (empty []string) {
	if len(u.Variants) == 0 {
		p.unknownContent(u, tag)
		return nil
	}
	var full []string
	p.P("switch %s {", name)
	for _, v := range u.Variants {
		if p.isEmptyStruct(v.Type) {
			empty = append(empty, tagLiteral(u, v))
			p.P("case %s:", tagLiteral(u, v))
			p.emptyVariant(v)
		} else {
			full = append(full, tagLiteral(u, v))
		}
	}
	if len(full) > 0 {
		p.P("case %s:", strings.Join(full, ", "))
	}
	p.P("default:")
	switch {
	case u.Other != nil && u.Envelope != nil:
		p.unknownContent(u, tag)
	default:
		p.noVariant(u, tag, "*v", s)
		p.P("	return")
	}
	p.P("}")
	return empty
}

// unknownContent prints the setting of the variant of an envelope for all other
// tags. The keys of the envelope are still to be read.
func (p *decoder) unknownContent(u *contract.Union, tag string) {
	p.allocate(field("*v", u.Other.Field), u.Other.Type)
	p.catchall(u, tag, deref(field("*v", u.Other.Field)), "d.RawAhead()")
}

// isEmptyStruct tells a variant without any key.
func (g *generator) isEmptyStruct(t *contract.Type) bool {
	n := g.named(t)
	return n.Struct != nil && !n.Validates && len(n.Struct.Fields) == 0 && len(n.Struct.Consts) == 0 && n.Struct.Fallback == nil
}

// emptyVariant prints the setting of a variant without keys.
func (p *decoder) emptyVariant(v *contract.Variant) {
	spelled := p.spell(p.File, v.Type)
	switch {
	case v.Field != "":
		p.P("	%s = new(%s)", field("*v", v.Field), spelled)
	case v.Pointer:
		p.P("	*v = new(%s)", spelled)
	default:
		p.P("	*v = %s{}", spelled)
	}
}

// contentValue prints the reading of the content, which depends on the tag.
func (p *decoder) contentValue(n *contract.Named, ruled bool, name string, s *scope) {
	u := n.Union
	if len(u.Variants) == 0 {
		p.P("d.Skip()")
		return
	}
	p.P("switch %s {", name)
	for _, v := range u.Variants {
		p.P("case %s:", tagLiteral(u, v))
		if u.Envelope != nil {
			p.envelopeVariant(v, ruled)
		} else {
			p.variant("*v", v, ruled, s)
		}
	}
	if u.Other != nil && u.Envelope != nil {
		p.P("default:")
		p.P("	d.Skip()")
	}
	p.P("}")
}

// requireContent prints the check that the content is there, unless the variant
// has no keys or is the one for all other tags.
func (p *decoder) requireContent(u *contract.Union, payload member, name string, empty []string) {
	if len(empty) == len(u.Variants) {
		return
	}
	var conditions []string
	if u.Other != nil && u.Envelope != nil {
		conditions = append(conditions, field("*v", u.Other.Field)+" == nil")
	}
	for _, tag := range empty {
		conditions = append(conditions, name+" != "+tag)
	}
	if len(conditions) > 0 {
		p.P("if %s {", strings.Join(conditions, " && "))
		defer p.P("}")
	}
	p.P("d.Require(%s, %s)", payload.at, quote(payload.key))
}
