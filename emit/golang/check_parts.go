package golang

import (
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// content prints the rest of the body for a union whose variant stands under a
// key of its own; see [decoder.content]:
//
//	name := string(tag)
//	switch name {
//	case "ping", "say":
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
//			checkPing(d)
func (c *checker) content(u *contract.Union, tag string, s *scope) {
	name := tag
	if !u.IntTag {
		name = s.local("name")
		c.P("%s := string(%s)", name, tag)
	}
	var all, empty []string
	for _, v := range u.Variants {
		all = append(all, tagLiteral(u, v))
		if c.isEmptyStruct(v.Type) {
			empty = append(empty, tagLiteral(u, v))
		}
	}
	c.P("switch %s {", name)
	c.P("case %s:", strings.Join(all, ", "))
	c.P("default:")
	c.noVariant(u)
	c.P("	return")
	c.P("}")
	c.P("if !d.Object() {")
	c.P("	return")
	c.P("}")
	tagKey := member{key: u.Tag, at: s.offset(exported(u.Tag)), read: func() { c.P("d.Skip()") }}
	payload := member{key: u.Content, at: s.offset(exported(u.Content)), read: func() {
		c.P("switch %s {", name)
		for _, v := range u.Variants {
			c.P("case %s:", tagLiteral(u, v))
			c.P("	%s", c.call(c.named(v.Type)))
		}
		c.P("}")
	}}
	c.loop([]member{tagKey, payload}, func() { c.P("d.Unknown()") }, s)
	c.requireContent(u, payload, name, empty)
}

// others returns what prints the check of a key that the struct does not have. One
// that is collected in a map has the type of its elements:
//
//	d.Unique()
//	…
//
// In a variant, that comes behind
//
//	if d.AtTag() {
//		d.Unknown()
//		continue
//	}
func (c *checker) others(st *contract.Struct, s *scope) func() {
	collected := &contract.Type{}
	if st.Fallback != nil {
		collected = c.collection(st.Fallback.Type)
	}
	if collected.Kind != contract.Map {
		return c.decoder.others("", &contract.Struct{Strict: st.Strict && st.Fallback == nil}, false, s)
	}
	return func() {
		if c.isVariant(st) {
			c.P("if d.AtTag() {")
			c.P("	d.Unknown()")
			c.P("	continue")
			c.P("}")
		}
		s = s.inner()
		c.P("d.Unique()")
		c.mapKey(collected.Key, nil, s)
		c.value(kept{}, collected.Elem, s)
	}
}

// mapKey prints the checks of the current key of a map, which is only read when
// they ask for it:
//
//	key := Color(d.KeyView())
//	…
func (c *checker) mapKey(t *contract.Type, r *contract.Rules, s *scope) {
	kind, _ := c.keyLeaf(t, reading)
	var rules *contract.Rules
	if r != nil {
		rules = r.Keys
	}
	asked := c.hasChecks(t, rules)
	if t.Kind == contract.Ref {
		n := c.named(t)
		asked = asked || n.Enum != nil && isClosed(n.Enum) || n.Validates
	}
	expr := "d.KeyView()"
	switch {
	case isUnsigned(kind):
		expr = "d.KeyUint(" + c.bits(kind) + ")"
	case kind != contract.String:
		expr = "d.KeyInt(" + c.bits(kind) + ")"
	}
	switch {
	case asked:
		key := s.local("key")
		c.P("%s := %s(%s)", key, c.spell(c.File, t), expr)
		c.checkKey(t, key, s)
		c.elementChecks(elementSubject(t, key, "d.At()"), rules)
	case kind != contract.String:
		c.P("%s", expr)
	}
}
