package golang

import (
	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/extract/contract"
)

// An encoder prints the functions that write messages.
type encoder struct {
	*generator
	*code.File
	todo     *worklist[string] // of IDs of named types
	unfolded []string          // the types without a usable name that are being printed in place
}

// calls returns the name of the function that writes a named type, and sees to
// it that it will be printed. The flavours of a type that the channels reach have
// one, if they are written alike.
func (p *encoder) calls(n *contract.Named) string {
	if plain := p.contract.Named(untagged(n.ID)); plain != nil && p.names.stems[plain.ID] != "" && p.alike(plain, n, nil) {
		n = plain
	}
	p.todo.add(n.ID)
	return "encode" + p.names.stems[n.ID]
}

// root prints appendT:
//
//	func appendSay(b []byte, v Say) ([]byte, error) {
//		e := wire.NewEncoder(b)
//		encodeSay(e, &v)
//		return e.Finish()
//	}
func (p *encoder) root(r *root) {
	p.P("")
	p.P("func append%s(b []byte, v %s) ([]byte, error) {", r.stem, p.spell(p.File, r.t))
	p.P("	e := %s(b)", wire(p.File, "NewEncoder"))
	p.value("v", r.t, false, p.newScope())
	p.P("	return e.Finish()")
	p.P("}")
}

// finish prints all encode functions that something calls.
func (p *encoder) finish() {
	p.todo.drain(func(id string) {
		n := p.contract.Named(id)
		ref := &contract.Type{Kind: contract.Ref, Name: id}
		if !p.canName(ref) {
			return // reported where it was met
		}
		name, pointer := p.calls(n), "*"
		if isInterface(n) {
			pointer = ""
		}
		p.P("")
		p.P("func %s(e *%s, v %s%s) {", name, wire(p.File, "Encoder"), pointer, p.spell(p.File, ref))
		s := p.newScope()
		switch {
		case n.Struct != nil:
			p.object("*v", n.Struct, s)
		case isInterface(n):
			p.union(n, s)
		case n.Union != nil:
			p.envelope(n, s)
		default:
			p.value("*v", underlying(n, writing), false, s)
		}
		p.P("}")
	})
}

// value prints the statements that write the value in src, whose wire form is
// t:
//
//	value(leaf)   = e.Leaf(src)
//	value(*T)     = if src == nil { e.Null() } else { value(T) of *src }
//	value([]T)    = e.Array(); for _, elem := range src { value(T) of elem }; e.EndArray()
//	value([n]T)   = value([]T)
//	value(map)    = e.Object(); for _, key := range wire.SortedKeys(src) { e.Key(key); value(V) of src[key] }; e.EndObject()
//	value(struct) = e.Object(); …; e.EndObject()
//	value(Name)   = encodeName(e, &src)
func (p *encoder) value(src string, t *contract.Type, quoted bool, s *scope) {
	if kind, ok := p.leaf(t, writing); ok {
		p.P("%s", p.writeLeaf(src, t, kind, quoted))
		return
	}
	switch t.Kind {
	case contract.ByteArray:
		p.P("e.Bytes(%s[:])", parenthesized(src))
	case contract.Pointer:
		p.P("if %s == nil {", src)
		p.P("	e.Null()")
		p.P("} else {")
		p.value(deref(src), t.Elem, quoted, s.inner())
		p.P("}")
	case contract.Slice, contract.Array:
		p.elements(src, t.Elem, s.inner())
	case contract.Map:
		p.mapping(src, t, s.inner())
	case contract.Inline:
		p.object(src, t.Struct, s) // in the same block of Go
	case contract.Ref:
		p.ref(src, p.named(t), t, quoted, s)
	default:
		panic("golang: cannot write a " + string(t.Kind))
	}
}

// writeLeaf returns the call that writes a leaf. The encoder has one method for
// the integers of each sign.
func (p *encoder) writeLeaf(src string, t *contract.Type, kind contract.Kind, quoted bool) string {
	method, takes := leafMethod(kind), kind
	switch {
	case isSigned(kind):
		method, takes = "Int", contract.Int64
	case isUnsigned(kind):
		method, takes = "Uint", contract.Uint64
	case kind == contract.Duration && quoted:
		method, takes = "Int", contract.Int64
	case kind == contract.Number && quoted:
		return "e.String(string(" + src + "))"
	}
	if quoted && isNumber(kind) {
		method = "Quoted" + method
	}
	if t.Kind != takes && !isAssignable(kind) {
		src = p.goType(takes) + "(" + src + ")"
	}
	return "e." + method + "(" + src + ")"
}

// goType spells the Go type of a leaf.
func (p *encoder) goType(kind contract.Kind) string {
	return p.spell(p.File, &contract.Type{Kind: kind})
}

// elements prints
//
//	e.Array()
//	for _, elem := range src {
//		e.String(elem)
//	}
//	e.EndArray()
//
// Elements that are more than a few words are not copied.
func (p *encoder) elements(src string, t *contract.Type, s *scope) {
	p.P("e.Array()")
	_, leaf := p.leaf(t, writing)
	switch {
	case leaf, t.Kind == contract.Pointer, t.Kind == contract.Slice, t.Kind == contract.Map, t.Kind == contract.Ref && isInterface(p.named(t)):
		elem := s.local("elem")
		p.P("for _, %s := range %s {", elem, src)
		p.value(elem, t, false, s)
	case p.isBlank(t):
		p.P("for range %s {", src)
		p.value("", t, false, s)
	case t.Kind == contract.Ref && p.canName(t) && p.hasEncoder(p.named(t)):
		i := s.local("i")
		p.P("for %s := range %s {", i, src)
		p.value(index(src, i), t, false, s)
	default:
		i, elem := s.local("i"), s.local("elem")
		p.P("for %s := range %s {", i, src)
		p.P("	%s := &%s", elem, index(src, i))
		p.value(deref(elem), t, false, s)
	}
	p.P("}")
	p.P("e.EndArray()")
}

// mapping prints
//
//	e.Object()
//	for _, key := range wire.SortedKeys(src) {
//		e.KeyString(key)
//		e.Int(int64(src[key]))
//	}
//	e.EndObject()
//
// or, for keys that make their own text,
//
//	for key, elem := range wire.TextKeys(e, src) {
func (p *encoder) mapping(src string, t *contract.Type, s *scope) {
	p.P("e.Object()")
	key := s.local("key")
	kind, ok := p.keyLeaf(t.Key, writing)
	if !ok {
		elem, variables := s.local("elem"), key
		if !p.isBlank(t.Elem) {
			variables += ", " + elem
		}
		p.P("for %s := range %s(e, %s) {", variables, wire(p.File, "TextKeys"), src)
		p.P("	e.KeyString(%s)", key)
		p.value(elem, t.Elem, false, s)
	} else {
		p.P("for _, %s := range %s(%s) {", key, wire(p.File, "SortedKeys"), src)
		p.P("	%s", p.writeKey(key, t.Key, kind))
		p.entry(index(src, key), t.Elem, s)
	}
	p.P("}")
	p.P("e.EndObject()")
}

// entry prints the writing of a value in a map. What is more than a leaf is
// copied to a variable, since the values of a map have no address.
func (p *encoder) entry(src string, t *contract.Type, s *scope) {
	if _, leaf := p.leaf(t, writing); !leaf && !p.isBlank(t) {
		elem := s.local("elem")
		p.P("	%s := %s", elem, src)
		src = elem
	}
	p.value(src, t, false, s)
}

// writeKey returns the call that writes the key of a map.
func (p *encoder) writeKey(key string, t *contract.Type, kind contract.Kind) string {
	method, takes := "KeyString", contract.String
	switch {
	case isUnsigned(kind):
		method, takes = "KeyUint", contract.Uint64
	case kind != contract.String:
		method, takes = "KeyInt", contract.Int64
	}
	if t.Kind != takes {
		key = string(takes) + "(" + key + ")"
	}
	return "e." + method + "(" + key + ")"
}

// ref prints the writing of a named type that is not a leaf.
func (p *encoder) ref(src string, n *contract.Named, t *contract.Type, quoted bool, s *scope) {
	switch {
	case !p.canName(t):
		p.unfold(src, n, quoted, s)
	case isInterface(n):
		p.P("%s(e, %s)", p.calls(n), src)
	case p.hasEncoder(n):
		p.P("%s(e, %s)", p.calls(n), address(src))
	case n.Codec != nil:
		p.codec(src, n, s)
	default:
		panic("golang: nothing of " + n.ID + " stands on the wire")
	}
}

// unfold prints the writing of a type that the package cannot name as that of
// its parts. A type without usable parts has been reported by the decoder.
func (p *encoder) unfold(src string, n *contract.Named, quoted bool, s *scope) {
	u := underlying(n, writing)
	if n.Struct != nil {
		u = &contract.Type{Kind: contract.Inline, Struct: n.Struct}
	}
	for _, id := range p.unfolded {
		if id == n.ID {
			return
		}
	}
	switch {
	case u != nil:
		p.unfolded = append(p.unfolded, n.ID)
		p.value(src, u, quoted, s)
		p.unfolded = p.unfolded[:len(p.unfolded)-1]
	case n.Codec != nil:
		p.codec(src, n, s)
	}
}

// codec prints the call of a type's own method:
//
//	e.Marshal(&src)
//	e.MarshalText(&src)
//
// A type that has only the method of encoding/json/v2 goes through that package.
func (p *encoder) codec(src string, n *contract.Named, s *scope) {
	switch n.Codec.Encode {
	case "json":
		p.P("e.Marshal(%s)", address(src))
	case "text":
		method := "MarshalText"
		if n.Codec.Appends {
			method = "AppendText"
		}
		p.P("e.%s(%s)", method, address(src))
	case "json2":
		s = s.inner()
		raw, err := s.local("raw"), s.local("err")
		p.P("if %s, %s := %s(%s, %s(true)); %s != nil {", raw, err,
			use(p.File, jsonv2Lib, "Marshal"), address(src), use(p.File, jsonv2Lib, "Deterministic"), err)
		p.P("	e.Fail(%s)", err)
		p.P("} else {")
		p.P("	e.Raw(%s)", raw)
		p.P("}")
	default:
		p.diags.Addf(n.Pos, "one-way-codec", "type %s.%s can be read but not written as JSON; give it a MarshalJSON or MarshalText method", n.PackageName, n.Name)
	}
}
