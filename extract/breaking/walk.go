package breaking

import (
	"github.com/wscontract/wscontract/extract/contract"
)

// comparePackage compares the channels of one package.
func (c *comparison) comparePackage(path string) {
	for _, p := range pairChannels(c.old.ChannelsOf(path), c.new.ChannelsOf(path)) {
		c.compareChannel(path, p)
	}
}

// compareChannel compares two channels, of which one may be nil.
func (c *comparison) compareChannel(path string, p channelPair) {
	s := site{comparison: c, pkg: path}
	if p.old != nil {
		s.channel, s.was = p.old.Name, p.old.Pos
	}
	if p.new != nil {
		s.channel, s.pos = p.new.Name, p.new.Pos
	}
	ask(&channels{site: s, old: p.old, new: p.new})
	if p.old == nil || p.new == nil {
		return
	}
	for _, m := range []struct {
		direction Direction
		subject   string
		old, new  *contract.Type
	}{
		{ClientToServer, "the message", p.old.ClientToServer, p.new.ClientToServer},
		{ServerToClient, "the message", p.old.ServerToClient, p.new.ServerToClient},
	} {
		if m.old != nil && m.new != nil { // else it is for the rules about channels
			c.compareRoots(s, m.direction, m.subject, m.old, m.new)
		}
	}
	c.compareRoots(s, ClientToServer, "the path", orEmpty(renamedParams(p.old, p.new)), orEmpty(p.new.Params))
	c.compareRoots(s, ClientToServer, "the query", orEmpty(p.old.Query), orEmpty(p.new.Query))
}

// orEmpty returns parameters, those of a channel without any as an empty object.
func orEmpty(t *contract.Type) *contract.Type {
	if t == nil {
		return &contract.Type{Kind: contract.Inline, Struct: &contract.Struct{}}
	}
	return t
}

func (c *comparison) compareRoots(s site, d Direction, subject string, old, new *contract.Type) {
	c.visited = map[visit]bool{}
	s.direction = d
	s.subject = subject
	c.compareValues(s, value{typ: old}, value{typ: new})
}

// A value is what one of the contracts says about one place.
type value struct {
	typ      *contract.Type
	nullable bool // whatever the type says
	quoted   bool
	rules    *contract.Rules
	tag      string // a key that the union around a variant accounts for
	isKey    bool   // of a map: a string on the wire, also for an integer
	in       *contract.Struct
	field    *contract.Field // what the rules stand at, in a struct
}

// compareValues compares what stands at one place. What an object, a list and so
// on is made of is compared in turn:
//
//	compare(object, object) = the fields of both, by their keys
//	compare(union, union)   = the variants of both, by their tags
//	compare(list, list)     = the elements
//	compare(map, map)       = the keys, and the elements
//
// Anything else is only a question for the rules.
func (c *comparison) compareValues(s site, old, new value) {
	v := &values{site: s, old: coreOf(c.old, old), new: coreOf(c.new, new), isKey: new.isKey}
	v.relation = relate(v.old, v.new)
	ask(v)
	if v.relation == changed {
		return
	}
	oldRules, newRules := old.rules, new.rules
	if s.oldUnruled {
		oldRules = nil
	}
	if s.newUnruled {
		newRules = nil
	}
	if oldRules != nil || newRules != nil {
		ask(&limits{site: s, old: limitOf(v.old, oldRules, place{c.old, old.in, old.field}), new: limitOf(v.new, newRules, place{c.new, new.in, new.field})})
	}
	below := func(r *contract.Rules, part func(*contract.Rules) *contract.Rules) *contract.Rules {
		if r == nil {
			return nil
		}
		return part(r)
	}
	elem := func(r *contract.Rules) *contract.Rules {
		return below(r, func(r *contract.Rules) *contract.Rules { return r.Elem })
	}
	keys := func(r *contract.Rules) *contract.Rules {
		return below(r, func(r *contract.Rules) *contract.Rules { return r.Keys })
	}

	switch o, n := v.old, v.new; {
	case o.class != n.class || c.seen(s, v, old, new):
	case o.class == anObject:
		c.compareObjects(v.named(), o.object, n.object, old.tag, new.tag)
	case o.class == aUnion:
		c.compareUnions(v.named(), o.union, n.union)
	case o.class == anEnum:
		ask(&enums{site: v.named(), old: o.enum, new: n.enum})
	case o.class == aList:
		inner := s
		inner.subject = "an element of " + s.subject
		c.compareValues(inner, value{typ: o.typ.Elem, rules: elem(oldRules)}, value{typ: n.typ.Elem, rules: elem(newRules)})
	case o.class == aMap:
		inner := s
		inner.subject = "a key of " + s.subject
		c.compareValues(inner, value{typ: o.typ.Key, rules: keys(oldRules), isKey: true}, value{typ: n.typ.Key, rules: keys(newRules), isKey: true})
		inner.subject = "an element of " + s.subject
		c.compareValues(inner, value{typ: o.typ.Elem, rules: elem(oldRules)}, value{typ: n.typ.Elem, rules: elem(newRules)})
	}
}

// seen reports whether two types with names have been compared in the same
// circumstances, and notes that they are being compared.
func (c *comparison) seen(s site, v *values, old, new value) bool {
	if v.old.named == nil || v.new.named == nil || old.rules != nil && v.old.class != anObject || new.rules != nil && v.new.class != anObject {
		return false
	}
	key := visit{v.old.named.ID, v.new.named.ID, s.oldUnruled, s.newUnruled, old.tag, new.tag}
	if c.visited[key] {
		return true
	}
	c.visited[key] = true
	return false
}

// named is the site of the type that stands at v, if it has a name.
func (v *values) named() site {
	s := v.site
	if v.new.named != nil && v.old.named != nil {
		s = s.at(v.new.named.Name, v.new.named.Pos, v.old.named.Pos)
	}
	return s
}

// compareObjects compares the keys of two objects, but for the tags of unions
// around them.
func (c *comparison) compareObjects(s site, old, new *contract.Struct, oldTag, newTag string) {
	o := &objects{site: s, old: object{c.old, old, keysOf(c.old, old, oldTag)}, new: object{c.new, new, keysOf(c.new, new, newTag)}}
	ask(o)
	for _, k := range o.new.keys {
		was := o.old.key(k.name)
		if was == nil {
			continue
		}
		in := s.at("field "+k.name+" of "+s.subject, k.pos, was.pos)
		if s.subject == "the query" || s.subject == "the path" {
			in.subject = "parameter " + k.name + " of " + s.subject
		}
		ask(&fields{site: in, old: was, new: k, oldContract: c.old, newContract: c.new})
		if was.constant != nil || k.constant != nil {
			continue
		}
		in.oldUnruled = in.oldUnruled || was.field.Unruled
		in.newUnruled = in.newUnruled || k.field.Unruled
		is, before := fieldValue(k.field), fieldValue(was.field)
		is.in, is.field, before.in, before.field = new, k.field, old, was.field
		c.compareValues(in, before, is)
	}
	if old.Fallback != nil && new.Fallback != nil {
		s.subject = "any other key of " + s.subject
		c.compareValues(s, fieldValue(old.Fallback), fieldValue(new.Fallback))
	}
}

func fieldValue(f *contract.Field) value {
	return value{typ: f.Type, nullable: f.Nullable, quoted: f.Quoted, rules: f.Rules}
}

// compareUnions compares the variants of two unions, and the keys beside the tag.
func (c *comparison) compareUnions(s site, old, new *contract.Union) {
	u := &unions{site: s, old: old, new: new}
	ask(u)
	if u.differently() {
		return // nothing is read as it was
	}
	for _, v := range new.Variants {
		was := variantOf(old, v.Tag)
		if was == nil {
			continue
		}
		// A variant under a key of its own accounts for its tag itself.
		oldTag, newTag := old.Tag, new.Tag
		if new.Content != "" {
			oldTag, newTag = "", ""
		}
		c.compareValues(s.at("variant "+v.Tag+" of "+s.subject, v.Pos, was.Pos),
			value{typ: was.Type, tag: oldTag}, value{typ: v.Type, tag: newTag})
	}
	oldEnvelope, newEnvelope := old.Envelope, new.Envelope
	if oldEnvelope != nil || newEnvelope != nil {
		c.compareObjects(s, orNone(oldEnvelope), orNone(newEnvelope), old.Tag, new.Tag)
	}
}

func orNone(st *contract.Struct) *contract.Struct {
	if st == nil {
		return &contract.Struct{}
	}
	return st
}
