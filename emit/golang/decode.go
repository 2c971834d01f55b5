package golang

import (
	"slices"
	"strconv"

	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/extract/contract"
)

// A decoder prints the functions that read and check messages.
type decoder struct {
	*generator
	*code.File
	todo     *worklist[decodeFunc]
	unfolded []string // the types without a usable name that are being printed in place

	stem      string // of the function that is being printed, or "" for no tables of keys
	keyTables []keyTable
	keyNames  map[keyTable]string
	keyVars   map[string]bool

	mergeds     []merged          // to be printed behind the function of their envelope
	mergedNames map[string]string // by envelope and field of the variant
}

// A decodeFunc is one decode function: that of a named type, with or without
// the rules of the structs in it.
type decodeFunc struct {
	id    string
	ruled bool
}

// A place is where a value goes that is about to be read.
type place struct {
	dst string         // an addressable expression, such as v.Text or *elem
	as  *contract.Type // its Go type, whose wire form is read into it
	at  string         // the variable with the offset of the value, or ""

	quoted bool            // the number stands in a string
	ruled  bool            // the rules of structs in the value apply
	rules  *contract.Rules // of the value itself; here those behind a dive matter
}

// calls returns the name of the function that reads a named type, and sees to
// it that it will be printed.
func (p *decoder) calls(n *contract.Named, ruled bool) string {
	ruled = ruled || !p.rulesMatter(n)
	p.todo.add(decodeFunc{n.ID, ruled})
	name := "decode" + p.names.stems[n.ID]
	if !ruled {
		name += unruled
	}
	return name
}

// value prints the statements that read a value whose wire form is t into w:
//
//	value(leaf)  = dst = d.Leaf()
//	value([n]byte) = d.ByteArray(dst[:])
//	value(*T)    = if !d.Null() { dst = new(T); value(T) into *dst }
//	value([]T)   = if d.Array() { dst = []T{}; for d.Element() { value(T) into a new element } }
//	value([n]T)  = if d.Array() { for d.Element() { value(T) into dst[i] }; d.Length(…) }
//	value(map)   = if d.Object() { dst = map[K]V{}; for d.Field() { value(V) into dst[key] } }
//	value(struct) = if d.Object() { for d.Field() { switch d.Key() { … } } }
//	value(Name)  = decodeName(d, &dst)
func (p *decoder) value(w place, t *contract.Type, s *scope) {
	if kind, ok := p.leaf(t, reading); ok {
		p.leafValue(w, kind)
		return
	}
	switch t.Kind {
	case contract.ByteArray:
		p.P("d.ByteArray(%s[:])", parenthesized(w.dst))
	case contract.Pointer:
		p.pointer(w, t, s)
	case contract.Slice:
		p.slice(w, t, s)
	case contract.Array:
		p.array(w, t, s)
	case contract.Map:
		p.mapping(w, t, s)
	case contract.Inline:
		p.inline(w, t.Struct, s)
	case contract.Ref:
		p.ref(w, p.named(t), t, s)
	default:
		panic("golang: cannot read a " + string(t.Kind))
	}
}

func (p *decoder) pointer(w place, t *contract.Type, s *scope) {
	p.P("if !d.Null() {")
	kind, leaf := p.leaf(t.Elem, reading)
	switch {
	case leaf && !w.quoted && p.canName(t.Elem) && p.isTyped(kind):
		p.P("	%s = new(%s)", w.dst, p.readExact(kind, t.Elem))
	default:
		p.allocate(w.dst, t.Elem)
		inner := w
		inner.dst, inner.as = deref(w.dst), t.Elem
		p.value(inner, t.Elem, s.inner())
	}
	p.P("}")
}

// isTyped reports whether the expression that reads a leaf has the type of the
// leaf, and not one that merely assigns to it.
func (p *decoder) isTyped(kind contract.Kind) bool {
	return kind == contract.Bytes || !isAssignable(kind)
}

// allocate prints the statement that makes the pointer dst point to a new T.
func (p *decoder) allocate(dst string, t *contract.Type) {
	if p.canName(t) {
		p.P("	%s = new(%s)", dst, p.spell(p.File, t))
	} else {
		p.P("	%s(%s)", wire(p.File, "New"), address(dst))
	}
}

// slice prints
//
//	if d.Array() {
//		dst = []T{}
//		for d.Element() {
//			…
//		}
//	}
//
// An element is appended when it has been read, or read where it was appended,
// whatever is shorter.
func (p *decoder) slice(w place, t *contract.Type, s *scope) {
	rules, ruled := p.dive(w.rules, t.Elem)
	ruled = ruled && w.ruled
	p.P("if d.Array() {")
	if p.canName(w.as) {
		p.P("	%s = %s{}", w.dst, p.spell(p.File, w.as))
	} else {
		p.P("	%s(%s)", wire(p.File, "MakeSlice"), address(w.dst))
	}
	p.P("	for d.Element() {")
	s = s.inner()
	kind, leaf := p.leaf(t.Elem, reading)
	checked := p.hasChecks(t.Elem, rules)
	named := t.Elem.Kind == contract.Ref && p.canName(t.Elem) && p.hasDecoder(p.named(t.Elem))
	switch {
	case leaf && p.canName(t.Elem) && !checked:
		p.P("		%s = append(%s, %s)", w.dst, w.dst, p.readLeaf(kind, t.Elem))
	case leaf && p.canName(t.Elem):
		at, elem := s.local("at"), s.local("elem")
		p.P("		%s := d.At()", at)
		p.P("		%s := %s", elem, p.readLeaf(kind, t.Elem))
		p.elementChecks(elementSubject(t.Elem, elem, at), rules)
		p.P("		%s = append(%s, %s)", w.dst, w.dst, elem)
	case named && !checked && !p.unfoldsRules(t.Elem, rules) && p.forgives(place{dst: "elem", ruled: ruled, rules: rules}, t.Elem) == "":
		p.P("		%s(d, %s)", p.calls(p.named(t.Elem), ruled), p.next(w))
	case p.isBlank(t.Elem) && !checked:
		p.P("		%s(%s)", wire(p.File, "Append"), address(w.dst))
		p.value(place{as: t.Elem}, t.Elem, s)
	default:
		elem := s.local("elem")
		p.P("		%s := %s", elem, p.next(w))
		p.element(place{dst: deref(elem), as: t.Elem, ruled: ruled, rules: rules}, t.Elem, s)
	}
	p.P("	}")
	p.P("}")
}

// element prints the statements that read an element into w and check the rules
// behind the dive.
func (p *decoder) element(w place, t *contract.Type, s *scope) {
	if p.hasChecks(t, w.rules) {
		w.at = s.local("at")
		p.P("%s := d.At()", w.at)
	}
	p.checkedValue(w, t, s)
	p.elementChecks(elementSubject(t, w.dst, w.at), w.rules)
}

// next returns the expression that appends an element to the list w and points to
// it. A list whose rules bound it is not made longer than shows that they are
// broken: its elements may be much larger than a client has to send for them.
func (p *decoder) next(w place) string {
	if most, bounded := mostElements(w.rules); bounded {
		return wire(p.File, "AppendUpTo") + "(" + address(w.dst) + ", " + strconv.Itoa(most+1) + ")"
	}
	return wire(p.File, "Append") + "(" + address(w.dst) + ")"
}

// mostElements returns how many elements a list may have by its rules, if they say.
func mostElements(r *contract.Rules) (most int, bounded bool) {
	if r == nil {
		return 0, false
	}
	for _, rule := range r.Rules {
		n, err := strconv.Atoi(rule.Param)
		if err != nil || n < 0 {
			continue
		}
		switch rule.Name {
		case "max", "lte", "len", "eq", "lt": // with lt, one more than may be
			if !bounded || n < most {
				most, bounded = n, true
			}
		}
	}
	return most, bounded
}

// array prints
//
//	if d.Array() {
//		n := 0
//		for ; d.Element(); n++ {
//			if n >= 3 {
//				d.Skip()
//				continue
//			}
//			…
//		}
//		d.Length(at, n, 3)
//	}
func (p *decoder) array(w place, t *contract.Type, s *scope) {
	rules, ruled := p.dive(w.rules, t.Elem)
	ruled = ruled && w.ruled
	s = s.inner()
	if w.at == "" {
		w.at = s.local("at")
		p.P("%s := d.At()", w.at)
	}
	n := s.local("n")
	p.P("if d.Array() {")
	p.P("	%s := 0", n)
	p.P("	for ; d.Element(); %s++ {", n)
	p.P("		if %s >= %d {", n, t.Len)
	p.P("			d.Skip()")
	p.P("			continue")
	p.P("		}")
	p.element(place{dst: index(w.dst, n), as: t.Elem, ruled: ruled, rules: rules}, t.Elem, s)
	p.P("	}")
	p.P("	d.Length(%s, %s, %d)", w.at, n, t.Len)
	p.P("}")
}

// inline prints the reading of a struct in place.
func (p *decoder) inline(w place, st *contract.Struct, s *scope) {
	s = s.inner()
	var check validation
	if st.Validates {
		check = p.beforeValidate(s)
	}
	p.P("if d.Object() {")
	p.object(w.dst, st, w.ruled, s.inner())
	p.P("}")
	p.validate(check, w.dst)
}

// ref prints the reading of a named type that is not a leaf.
func (p *decoder) ref(w place, n *contract.Named, t *contract.Type, s *scope) {
	u := underlying(n, reading)
	switch {
	case !p.canName(t):
		p.unfold(w, n, s)
	case u != nil && p.unfoldsRules(t, w.rules):
		p.value(w, u, s)
	case w.quoted && p.isNumeric(n):
		p.P("if d.OpenQuote() {")
		p.P("	%s(d, %s)", p.calls(n, w.ruled), address(w.dst))
		p.P("	d.CloseQuote()")
		p.P("}")
	case p.hasDecoder(n):
		p.P("%s(d, %s)", p.calls(n, w.ruled && (u == nil || w.rules == everyElement)), address(w.dst))
	case n.Codec != nil:
		p.codec(w, n, s)
	default:
		panic("golang: nothing of " + n.ID + " stands on the wire")
	}
}

// unfoldsRules reports whether a slice or map under a name must be read in
// place, because the tag of the field has rules for its elements.
func (p *decoder) unfoldsRules(t *contract.Type, r *contract.Rules) bool {
	return t.Kind == contract.Ref && r != nil && (r.Elem != nil || r.Keys != nil) && underlying(p.named(t), reading) != nil
}

// unfold prints the reading of a type that the package cannot name as that of
// its parts.
func (p *decoder) unfold(w place, n *contract.Named, s *scope) {
	s = s.inner()
	var check validation
	if n.Validates {
		check = p.beforeValidate(s)
	}
	u := underlying(n, reading)
	if n.Struct != nil {
		u = &contract.Type{Kind: contract.Inline, Struct: n.Struct}
	}
	switch {
	case n.Codec != nil && u == nil:
		p.codec(w, n, s)
	case n.Enum != nil:
		p.enum(w, n.Enum, s)
	case u == nil, slices.Contains(p.unfolded, n.ID):
		p.diags.Addf(n.Pos, "unnameable", "package %s cannot name the type %s.%s, which its generated code needs; export it, or use another type in the messages", p.pkg.Name, n.PackageName, n.Name)
	default:
		p.unfolded = append(p.unfolded, n.ID)
		p.value(w, u, s)
		p.unfolded = p.unfolded[:len(p.unfolded)-1]
	}
	p.validate(check, w.dst)
}

// codec prints the call of a type's own method:
//
//	d.Unmarshal(&dst)
//	d.UnmarshalText(&dst)
//
// A type that has only the method of encoding/json/v2 goes through that package.
func (p *decoder) codec(w place, n *contract.Named, s *scope) {
	switch n.Codec.Decode {
	case "json":
		p.P("d.Unmarshal(%s)", address(w.dst))
	case "text":
		p.P("d.UnmarshalText(%s)", address(w.dst))
	case "json2":
		s = s.inner()
		at, err := s.local("at"), s.local("err")
		p.P("%s := d.At()", at)
		p.P("if %s := %s(d.Raw(), %s); %s != nil {", err, use(p.File, jsonv2Lib, "Unmarshal"), address(w.dst), err)
		p.P("	d.Refused(%s)", at)
		p.P("}")
	default:
		p.diags.Addf(n.Pos, "one-way-codec", "type %s.%s can be written but not read as JSON; give it an UnmarshalJSON or UnmarshalText method", n.PackageName, n.Name)
	}
}
