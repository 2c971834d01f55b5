package breaking

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// comparePackage compares the channels of one package.
func (c *comparison) comparePackage(path string, old, new []*contract.Channel) {
	for _, p := range pairChannels(old, new) {
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
			c.compareRoots(s, m.direction, m.subject, value{typ: m.old, dives: true}, value{typ: m.new, dives: true})
		}
	}
	inURL := func(t *contract.Type) value { return value{typ: orEmpty(t), inURL: true} }
	c.compareRoots(s, ClientToServer, "the path", inURL(renamedParams(p.old, p.new)), inURL(p.new.Params))
	c.compareRoots(s, ClientToServer, "the query", inURL(p.old.Query), inURL(p.new.Query))
}

// orEmpty returns parameters, those of a channel without any as an empty object.
func orEmpty(t *contract.Type) *contract.Type {
	if t == nil {
		return &contract.Type{Kind: contract.Inline, Struct: &contract.Struct{}}
	}
	return t
}

func (c *comparison) compareRoots(s site, d Direction, subject string, old, new value) {
	c.visited = map[visit]bool{}
	s.direction = d
	s.subject = subject
	c.compareValues(s, old, new)
}

// A value is what one of the contracts says about one place.
type value struct {
	typ      *contract.Type
	nullable bool // whatever the type says
	quoted   bool
	rules    *contract.Rules
	unruled  bool   // no rules apply to what is in it
	sent     bool   // by the server, which writes it
	tag      string // a key that the union around a variant accounts for
	strict   bool   // the object around refuses unknown keys of this one
	isKey    bool   // of a map: a string on the wire, also for an integer
	inURL    bool   // parameters, and what stands in them: texts on the wire
	dives    bool   // a list or a map that is the message: no tag can say dive there
	in       *contract.Struct
	field    *contract.Field // what the rules stand at, in a struct
}

// compareValues compares what stands at one place. What an object, a list and so
// on is made of is compared in turn:
//
//	compare(object, object) = the fields of both, by their keys
//	compare(union, union)   = the variants of both, by their tags
//	compare(object, union)  = an object with the tag as a constant is a union of one
//	compare(list, list)     = the elements
//	compare(map, map)       = the keys, and the elements
//
// Anything else is only a question for the rules.
func (c *comparison) compareValues(s site, old, new value) {
	if s.oldUnruled {
		old.rules, old.unruled = nil, true
	}
	if s.newUnruled {
		new.rules, new.unruled = nil, true
	}
	old.sent, new.sent = s.direction == ServerToClient, s.direction == ServerToClient
	v := &values{site: s, old: coreOf(c.old, old), new: coreOf(c.new, new), isKey: new.isKey}
	v.old, v.new = asUnion(v.old, v.new), asUnion(v.new, v.old)
	v.relation = relate(v.old, v.new)
	ask(v)
	if v.relation == changed {
		return
	}
	if old.rules != nil || new.rules != nil {
		ask(&limits{site: s, old: v.old.limit, new: v.new.limit})
	}
	switch o, n := v.old, v.new; {
	case o.class != n.class || c.seen(s, v, old, new):
	case o.class == anObject:
		c.compareObjects(v.named(), old, new, o.object, n.object)
	case o.class == aUnion:
		c.compareUnions(v.named(), o.union, n.union)
	case o.class == anEnum:
		ask(&enums{v.named(), o.enum, n.enum, o.limit, n.limit})
	case o.class == aMap:
		inner := s
		inner.subject = "a key of " + s.subject
		c.compareValues(inner, keyOf(old, o), keyOf(new, n))
		fallthrough
	case o.class == aList:
		inner := s
		inner.subject = "an element of " + s.subject
		before, oldRuled := elementOf(c.old, old, o)
		is, newRuled := elementOf(c.new, new, n)
		inner.oldUnruled, inner.newUnruled = s.oldUnruled || !oldRuled, s.newUnruled || !newRuled
		c.compareValues(inner, before, is)
	}
}

// keyOf returns the keys of a map.
func keyOf(v value, m core) value {
	key := value{typ: m.typ.Key, isKey: true}
	if v.rules != nil {
		key.rules = v.rules.Keys
	}
	return key
}

// elementOf returns the elements of a list or a map, and whether rules apply to
// them and to what is in them: if the tag says dive. A dive for the keys of a map
// only still goes into values that are structs.
func elementOf(c *contract.Contract, v value, list core) (elem value, ruled bool) {
	elem = value{typ: list.typ.Elem, inURL: v.inURL, dives: v.dives}
	switch {
	case v.dives:
		return elem, true
	case v.rules == nil:
		return elem, false
	case v.rules.Keys != nil && (v.rules.Elem == nil || isEmpty(v.rules.Elem)):
		return elem, c.Resolve(elem.typ).Kind == contract.Inline
	}
	elem.rules = v.rules.Elem
	return elem, v.rules.Elem != nil
}

// isEmpty tells that nothing stands behind a dive.
func isEmpty(r *contract.Rules) bool { return len(r.Rules) == 0 && r.Elem == nil && r.Keys == nil }

// seen reports whether two types have been compared in the same circumstances,
// and notes that they are being compared. Rules about the values come with the
// place, and end.
func (c *comparison) seen(s site, v *values, old, new value) bool {
	if v.new.class != anObject && v.new.class != aUnion && (old.rules != nil || new.rules != nil) {
		return false
	}
	key := visit{v.old.identity(), v.new.identity(), s.oldUnruled, s.newUnruled, old.tag, new.tag}
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
func (c *comparison) compareObjects(s site, was, is value, old, new *contract.Struct) {
	o := &objects{site: s, old: objectOf(c.old, old, was, s.oldUnruled), new: objectOf(c.new, new, is, s.newUnruled)}
	ask(o)
	for _, k := range o.new.keys {
		old := o.old.key(k.name)
		if old == nil {
			continue
		}
		in := s.at("field "+k.name+" of "+s.subject, k.pos, old.pos)
		if s.subject == "the query" || s.subject == "the path" {
			in.subject = "parameter " + k.name + " of " + s.subject
		}
		ask(&fields{site: in, oldObject: o.old, newObject: o.new, old: old, new: k})
		if old.constant != nil || k.constant != nil {
			continue
		}
		in.oldUnruled = in.oldUnruled || old.field.Unruled
		in.newUnruled = in.newUnruled || k.field.Unruled
		c.compareValues(in, o.old.value(old), o.new.value(k))
	}
	if old.Fallback != nil && new.Fallback != nil {
		s.subject = "any other key of " + s.subject
		c.compareValues(s, value{typ: old.Fallback.Type}, value{typ: new.Fallback.Type}) // no rules apply to it
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
	oldEnvelope, newEnvelope := orNone(old.Envelope), orNone(new.Envelope)
	before, is := value{tag: old.Tag}, value{tag: new.Tag}
	if new.Content == "" {
		before.strict, is.strict = strictVariant(c.old, old), strictVariant(c.new, new)
	}
	for _, v := range new.Variants {
		was := variantOf(old, v.Tag)
		if was == nil {
			continue
		}
		inOld, inNew := value{typ: was.Type}, value{typ: v.Type}
		if new.Content == "" { // else the variant accounts for its tag itself
			inOld.tag, inNew.tag = old.Tag, new.Tag
			inOld.strict, inNew.strict = oldEnvelope.Strict, newEnvelope.Strict
		}
		c.compareValues(s.at("variant "+v.Tag+" of "+s.subject, v.Pos, was.Pos), inOld, inNew)
	}
	if old.Envelope != nil || new.Envelope != nil {
		c.compareObjects(s, before, is, oldEnvelope, newEnvelope)
	}
}

// strictVariant reports whether a variant of a union refuses keys that neither it
// nor the envelope has, when it stands among those of the envelope.
func strictVariant(c *contract.Contract, u *contract.Union) bool {
	return slices.ContainsFunc(u.Variants, func(v *contract.Variant) bool {
		st := coreOf(c, value{typ: v.Type}).object
		return st != nil && st.Strict
	})
}

func orNone(st *contract.Struct) *contract.Struct {
	if st == nil {
		return &contract.Struct{}
	}
	return st
}
