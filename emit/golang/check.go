package golang

import (
	"github.com/wscontract/wscontract/extract/contract"
)

// A checker prints the functions that check messages and keep nothing of them.
// They walk a message as the decode functions do, and record the same findings,
// but values only last as long as rules ask for them, in local variables. So
// checking allocates nothing.
//
// Where a type needs its whole value, for methods of its own or a rule that
// compares fields, it is decoded into a variable that is dropped; see
// checkable.
type checker struct {
	*decoder
	checks *worklist[string] // the types whose check functions are called, by ID
}

// finish prints all check functions that something calls.
func (c *checker) finish() {
	c.checks.drain(func(id string) {
		n := c.contract.Named(id)
		ref := &contract.Type{Kind: contract.Ref, Name: id}
		if !c.canName(ref) {
			return // reported by the decoder
		}
		c.P("")
		c.P("func check%s(d *%s) {", c.names.stems[id], wire(c.File, "Decoder"))
		c.stem = c.names.stems[id]
		c.function(n, ref)
		c.P("}")
		c.printKeys()
	})
}

// function prints the body of the check function of a named type.
func (c *checker) function(n *contract.Named, ref *contract.Type) {
	s := c.newScope()
	u := underlying(n, reading)
	switch {
	case !c.checkable(n):
		c.decoded(n, ref, true, s)
	case n.Struct != nil:
		c.P("if !d.Object() {")
		c.P("	return")
		c.P("}")
		c.object(n.Struct, true, s)
	case n.Enum != nil:
		c.enum(n.Enum, s)
	case n.Union != nil:
		c.union(n.Union, s)
	default:
		c.value(kept{rules: everyElement, ruled: true}, u, s)
	}
}

// decoded prints the reading of a value that is dropped:
//
//	var m Say
//	decodeSay(d, &m)
func (c *checker) decoded(n *contract.Named, t *contract.Type, ruled bool, s *scope) {
	m := s.local("m")
	c.P("var %s %s", m, c.spell(c.File, t))
	c.P("%s(d, &%s)", c.calls(n, ruled), m)
}

// enum prints
//
//	switch string(d.Text()) {
//	case "red":
//	default:
//		d.NotOneOf("red")
//	}
func (c *checker) enum(e *contract.Enum, s *scope) {
	values := distinctValues(e)
	switch {
	case !isClosed(e):
		c.P("d.%s()", checkMethod(e.Base))
		return
	case e.Base == contract.String:
		c.P("switch string(d.Text()) {")
	default:
		c.P("switch d.%s() {", leafMethod(e.Base))
	}
	c.P("case %s:", literals(values))
	c.P("default:")
	c.P("	d.NotOneOf(%s)", quote(plainValues(values)))
	c.P("}")
}

// union prints
//
//	tag, ok := d.Tag("type")
//	if !ok {
//		return
//	}
//	switch string(tag) {
//	case "say":
//		checkSay(d)
//	default:
//		d.NoVariant("type", "say")
//	}
func (c *checker) union(u *contract.Union, s *scope) {
	tag := c.readTag(u, s)
	if u.Content != "" {
		c.content(u, tag, s)
		return
	}
	c.P("switch %s {", tagText(u, tag))
	for _, v := range u.Variants {
		c.P("case %s:", tagLiteral(u, v))
		c.P("	%s", c.call(c.named(v.Type)))
	}
	c.P("default:")
	c.noVariant(u)
	c.P("}")
}

// noVariant prints what is done with an unknown tag.
func (c *checker) noVariant(u *contract.Union) {
	if u.Other != nil {
		c.P("	d.Skip()")
	} else {
		c.P("	d.NoVariant(%s, %s)", quote(u.Tag), quote(knownTags(u)))
	}
}

// call returns the call of the check function of a named type, and sees to it
// that it will be printed.
func (c *checker) call(n *contract.Named) string {
	c.checks.add(n.ID)
	return "check" + c.names.stems[n.ID] + "(d)"
}

// kept says what is known of a value that is about to be checked.
type kept struct {
	in     string // the variable that keeps what rules ask for, or ""
	held   string // the variable that in points to, for a pointer
	at     string // the variable with the offset of the value, or ""
	quoted bool   // the number stands in a string
	ruled  bool   // the rules of structs in the value apply
	rules  *contract.Rules
}

// value prints the statements that check a value whose wire form is t:
//
//	value(leaf)     = d.Leaf()
//	value([n]byte)  = d.CheckByteArray(n)
//	value(*T)       = if !d.Null() { value(T) }
//	value([]T)      = if d.Array() { for d.Element() { value(T) } }
//	value([n]T)     = if d.Array() { for d.Element() { value(T) }; d.Length(…) }
//	value(map)      = if d.Object() { for d.Field() { key(K); d.Unique(); value(V) } }
//	value(struct)   = if d.Object() { for d.Field() { switch d.Key() { … } } }
//	value(Name)     = checkName(d)
func (c *checker) value(k kept, t *contract.Type, s *scope) {
	if kind, ok := c.leaf(t, reading); ok {
		c.leafValue(k, kind, t)
		return
	}
	rules, ruled := c.dive(k.rules, t.Elem)
	elem := kept{ruled: ruled && k.ruled, rules: rules}
	switch t.Kind {
	case contract.ByteArray:
		c.P("d.CheckByteArray(%d)", t.Len)
	case contract.Pointer:
		c.P("if !d.Null() {")
		inner := k
		inner.in = k.held
		c.value(inner, t.Elem, s.inner())
		if k.in != "" {
			c.P("%s = &%s", k.in, k.held)
		}
		c.P("}")
	case contract.Slice:
		c.P("if d.Array() {")
		c.keepLength(k)
		c.P("for d.Element() {")
		c.element(elem, t.Elem, s.inner())
		c.countElement(k)
		c.P("}")
		c.P("}")
	case contract.Map:
		c.P("if d.Object() {")
		c.keepLength(k)
		c.P("for d.Field() {")
		s = s.inner()
		c.mapKey(t.Key, k.rules, s)
		switch {
		case c.hasIntegerKeys(t):
			c.skipRepeated()
			c.countElement(k)
		case k.in != "": // a key that is there twice counts once
			c.P("if d.Unique() {")
			c.countElement(k)
			c.P("}")
		default:
			c.P("d.Unique()")
		}
		c.element(elem, t.Elem, s.inner())
		c.P("}")
		c.P("}")
	case contract.Array:
		c.array(k, elem, t, s.inner())
	case contract.Inline:
		c.P("if d.Object() {")
		c.object(t.Struct, k.ruled, s.inner())
		c.P("}")
	case contract.Ref:
		c.ref(k, t, s)
	default:
		panic("golang: cannot check a " + string(t.Kind))
	}
}

func (c *checker) ref(k kept, t *contract.Type, s *scope) {
	n := c.named(t)
	ruled := k.ruled && (underlying(n, reading) == nil || k.rules == everyElement)
	switch {
	case !c.hasDecoder(n): // it has methods of its own
		m := s.local("m")
		c.P("var %s %s", m, c.spell(c.File, t))
		c.decoder.ref(place{dst: m, as: t}, n, t, s.inner())
	case !ruled && c.rulesMatter(n):
		c.decoded(n, t, false, s.inner())
	case k.quoted && c.isNumeric(n):
		c.P("if d.OpenQuote() {")
		c.P("	%s", c.call(n))
		c.P("	d.CloseQuote()")
		c.P("}")
	default:
		c.P("%s", c.call(n))
	}
}

// leafValue prints the reading of a leaf, which is kept when rules ask for it. A
// string is kept as a view of the message.
func (c *checker) leafValue(k kept, kind contract.Kind, t *contract.Type) {
	quoted := k.quoted && isNumber(kind)
	if quoted {
		c.P("if d.OpenQuote() {")
	}
	switch {
	case k.in == "":
		c.P("d.%s()", checkMethod(kind))
	case kind == contract.String:
		c.P("%s = %s", k.in, c.convert(kind, t, "d.View()"))
	default:
		c.P("%s = %s", k.in, c.readLeaf(kind, t))
	}
	if quoted {
		c.P("	d.CloseQuote()")
		c.P("}")
	}
}

// checkMethod returns the method of the decoder that checks a leaf without
// allocating.
func checkMethod(kind contract.Kind) string {
	switch kind {
	case contract.String:
		return "Text"
	case contract.Raw:
		return "Skip"
	case contract.Bytes, contract.Any, contract.Number:
		return "Check" + leafMethod(kind)
	}
	return leafMethod(kind)
}

// keepLength prints the beginning of a slice or a map whose rules ask for its
// length, or whether it is there. A slice of empty structs can tell both, and
// takes no memory; countElement prints how it grows.
func (c *checker) keepLength(k kept) {
	if k.in != "" {
		c.P("%s = []struct{}{}", k.in)
	}
}

func (c *checker) countElement(k kept) {
	if k.in != "" {
		c.P("%s = append(%s, struct{}{})", k.in, k.in)
	}
}

// element prints the statements that check an element and the rules behind the
// dive.
func (c *checker) element(k kept, t *contract.Type, s *scope) {
	if !c.hasChecks(t, k.rules) {
		c.value(k, t, s)
		return
	}
	k.at, k.in = s.local("at"), s.local("elem")
	c.P("%s := d.At()", k.at)
	c.P("var %s %s", k.in, c.spell(c.File, t))
	c.value(k, t, s)
	c.elementChecks(elementSubject(t, k.in, k.at), k.rules)
}

// array prints the checks of an array and of its length.
func (c *checker) array(k, elem kept, t *contract.Type, s *scope) {
	at, n := k.at, s.local("n")
	if at == "" {
		at = s.local("at")
		c.P("%s := d.At()", at)
	}
	c.P("if d.Array() {")
	c.P("	%s := 0", n)
	c.P("	for ; d.Element(); %s++ {", n)
	c.P("		if %s >= %d {", n, t.Len)
	c.P("			d.Skip()")
	c.P("			continue")
	c.P("		}")
	c.element(elem, t.Elem, s.inner())
	c.P("	}")
	c.P("	d.Length(%s, %s, %d)", at, n, t.Len)
	c.P("}")
}

// object prints the checks of a struct, behind its opening brace.
func (c *checker) object(st *contract.Struct, ruled bool, s *scope) {
	var members []member
	var subjects []subject
	for _, f := range st.Fields {
		m := member{key: f.Name, at: s.offset(f.Go[len(f.Go)-1].Name), fold: f.IgnoreCase, required: f.Required}
		k := kept{at: m.at, quoted: f.Quoted, ruled: ruled && !f.Unruled}
		if ruled {
			k.rules = f.Rules
		}
		x := fieldSubject(st, f, m.at, s.local(m.at+"Value"))
		switch {
		case !c.isDirect(st, f):
			k.in = x.expr
			c.P("var %s %s", x.expr, c.spell(c.File, f.Type))
		case ruled && c.asks(st, f):
			k.in = x.expr
			k.held = c.declare(x.expr, f.Type, s)
		}
		m.read = func() { c.field(st, f, k, s) }
		members = append(members, m)
		subjects = append(subjects, x)
	}
	for _, constant := range st.Consts {
		members = append(members, member{
			key: constant.Name, at: s.offset(exported(constant.Name)), required: true,
			read: func() { c.P("d.Const(%s)", quote(constant.Value)) },
		})
	}
	c.loop(members, c.others(st, s), s)
	c.require(members)
	for i, f := range st.Fields {
		if ruled {
			c.printChecks(subjects[i], c.compile(subjects[i], f.Rules))
		}
	}
}

// fieldSubject is the value of a field, kept in a variable.
func fieldSubject(st *contract.Struct, f *contract.Field, at, variable string) subject {
	return subject{t: f.Type, expr: variable, at: at, key: f.Name, st: st, f: f, nonNil: f.Required && !f.Nullable}
}

// declare prints the declaration of the variable that keeps a field, and for a
// pointer of that which it points to, whose name it returns.
func (c *checker) declare(name string, t *contract.Type, s *scope) (held string) {
	switch t.Kind {
	case contract.Slice, contract.Map:
		c.P("var %s []struct{}", name)
	case contract.Pointer:
		held = s.local(name + "Held")
		c.P("var %s %s", name, c.spell(c.File, t))
		c.P("var %s %s", held, c.spell(c.File, t.Elem))
	default:
		c.P("var %s %s", name, c.spell(c.File, t))
	}
	return held
}

// field prints the checks of the value of a field.
func (c *checker) field(st *contract.Struct, f *contract.Field, k kept, s *scope) {
	if f.Const != nil {
		c.P("d.Const(%s)", quote(f.Const.Value))
		return
	}
	if f.Nullable && !c.contract.AcceptsNull(f.Type) {
		c.P("if !d.Null() {")
		defer c.P("}")
	}
	if c.isDirect(st, f) {
		c.value(k, f.Type, s.inner())
	} else {
		c.checkedValue(place{dst: k.in, as: f.Type, at: k.at, quoted: k.quoted, ruled: k.ruled, rules: k.rules}, f.Type, s.inner())
	}
}
