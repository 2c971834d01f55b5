package extract

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/source"
)

// A candidate is a type that may be a variant of a union, before its name is
// compared with those of the others.
type candidate struct {
	named   *types.Named
	pointer bool   // only a pointer implements the interface
	field   string // of an envelope

	tag      string
	catchall bool
	pos      contract.Position // where the name is stated, or else the type
	doc      string
}

// union makes the union of a type with ws:union.
func (x *extractor) union(n *types.Named, d *directive.Directive, at place) *contract.Union {
	u := &contract.Union{Tag: "type", Variants: []*contract.Variant{}}
	if a, ok := d.Lookup("tag"); ok {
		u.Tag = a.Value
	}
	if a, ok := d.Lookup("content"); ok {
		u.Content = a.Value
	}
	if a, ok := d.Lookup("tagtype"); ok {
		u.IntTag = a.Value == "int"
	}
	var candidates []candidate
	switch t := n.Underlying().(type) {
	case *types.Interface:
		candidates = x.implementations(n, t, u, at)
	case *types.Struct:
		candidates = x.envelope(n, t, u, at)
	default:
		x.errorf(x.position(d.Pos), "union", "%s is neither an interface nor a struct, so it cannot be a union; remove ws:union", n.Obj().Name())
		return u
	}
	x.addVariants(u, n, candidates, at)
	return u
}

// implementations are the struct types of the package of an interface that
// implement it. An unexported one without ws:message that another embeds only
// lends it the method, and is none. A type that cannot be determined implements
// everything in go/types: whether it is a variant, its declared methods tell.
func (x *extractor) implementations(n *types.Named, iface *types.Interface, u *contract.Union, at place) []candidate {
	name := n.Obj().Name()
	pos := x.position(x.declOf(n.Obj()).Pos)
	if iface.NumMethods() == 0 {
		x.errorf(pos, "union", "the interface %s has no methods, so every struct type would be a variant; give it an unexported method, such as %s()",
			name, lowerFirst(name))
		return nil
	}
	var all []candidate
	scope := n.Obj().Pkg().Scope()
	for _, typeName := range scope.Names() {
		obj, ok := scope.Lookup(typeName).(*types.TypeName)
		if !ok || obj.IsAlias() {
			continue
		}
		t, ok := obj.Type().(*types.Named)
		if !ok || types.IsInterface(t) {
			continue
		}
		if t.Underlying() == types.Typ[types.Invalid] {
			if declares(t, iface) {
				x.reach(obj, at)
			}
			continue
		}
		value, pointer := types.Implements(t, iface), types.Implements(types.NewPointer(t), iface)
		if !value && !pointer {
			continue
		}
		decl := x.declOf(obj)
		switch {
		case t.TypeParams().Len() > 0:
			x.errorf(x.position(decl.Pos), "union", "the generic type %s implements the union %s, but a variant is one type; embed an instance of it in a struct type and give that the methods", typeName, name)
		case !isStruct(t):
			x.errorf(x.position(decl.Pos), "union", "%s implements the union %s but is not a struct; make it a struct with a field", typeName, name)
		default:
			all = append(all, candidate{named: t, pointer: !value, pos: x.position(decl.Pos), doc: decl.Doc})
		}
	}

	var kept []candidate
	for _, c := range all {
		decl := x.declOf(c.named.Obj())
		if decl.Directive("message") == nil {
			i := slices.IndexFunc(all, func(other candidate) bool { return embeds(other.named, c.named) })
			if i >= 0 && !c.named.Obj().Exported() {
				continue
			}
			if i >= 0 {
				x.errorf(c.pos, "union", "%s implements the union %s and is embedded in %s; write ws:message NAME if it is a variant itself, or else make it unexported",
					c.named.Obj().Name(), name, all[i].named.Obj().Name()).relate(all[i].pos, "%s", all[i].named.Obj().Name())
			}
		}
		x.nameVariant(&c, decl, u)
		kept = append(kept, c)
	}
	if len(all) == 0 {
		x.errorf(pos, "union", "no struct type of package %s implements the union %s; give its variants the method %s",
			n.Obj().Pkg().Name(), name, iface.Method(0).Name())
	}
	return kept
}

// declares reports whether a type declares all methods of an interface, by name.
func declares(t *types.Named, iface *types.Interface) bool {
	declared := map[string]bool{}
	for m := range t.Methods() {
		declared[m.Name()] = true
	}
	for m := range iface.Methods() {
		if !declared[m.Name()] {
			return false
		}
	}
	return true
}

// embeds reports whether the struct outer has inner as an embedded field.
func embeds(outer, inner *types.Named) bool {
	if outer == inner {
		return false
	}
	for f := range outer.Underlying().(*types.Struct).Fields() {
		if f.Embedded() && types.Identical(indirect(f.Type()), inner) {
			return true
		}
	}
	return false
}

// nameVariant gives a variant its wire name: that of ws:message, else the value
// that ws:const gives the tag, else the name of its type in snake_case.
func (x *extractor) nameVariant(c *candidate, decl *source.Decl, u *contract.Union) {
	if d := decl.Directive("message"); d != nil {
		if a := positional(d); a != nil {
			c.tag, c.pos = a.Value, x.position(a.Pos)
			c.catchall = a.Value == "*" && !a.Quoted
			return
		}
	}
	if u.Content == "" {
		if a := x.constOf(c.named, u.Tag, map[*types.Named]bool{}); a != nil {
			c.tag, c.pos = a.Value, x.position(a.Pos)
			return
		}
	}
	c.tag = snakeCase(decl.Name)
}

// constOf returns the ws:const for a key above a struct type or one it embeds.
func (x *extractor) constOf(n *types.Named, key string, seen map[*types.Named]bool) *directive.Arg {
	st, ok := n.Underlying().(*types.Struct)
	if !ok || seen[n] {
		return nil
	}
	seen[n] = true
	for _, a := range constArgs(x.declOf(n.Obj())) {
		if a.Key == key {
			return a
		}
	}
	for f := range st.Fields() {
		if inner, ok := indirect(f.Type()).(*types.Named); ok && f.Embedded() {
			if a := x.constOf(inner, key, seen); a != nil {
				return a
			}
		}
	}
	return nil
}

// snakeCase turns HTTPServerUp into http_server_up.
func snakeCase(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && runes[i-1] != '_' {
			afterLower := !unicode.IsUpper(runes[i-1])
			beforeLower := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if afterLower || beforeLower {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// addVariants adds the variants to a union, in the order of their tags.
func (x *extractor) addVariants(u *contract.Union, n *types.Named, candidates []candidate, at place) {
	slices.SortFunc(candidates, func(a, b candidate) int {
		if u.IntTag {
			i, _ := strconv.ParseInt(a.tag, 10, 64)
			j, _ := strconv.ParseInt(b.tag, 10, 64)
			return cmp.Or(cmp.Compare(i, j), cmp.Compare(a.field, b.field), cmp.Compare(typeID(a.named), typeID(b.named)))
		}
		return cmp.Or(cmp.Compare(a.tag, b.tag), cmp.Compare(a.field, b.field), cmp.Compare(typeID(a.named), typeID(b.named)))
	})
	byTag := map[string]candidate{}
	for _, c := range candidates {
		x.variants[typeID(c.named)] = true
		name := c.named.Obj().Name()
		if codec := x.codecOf(c.named); u.Content == "" && (codec.decode.name == "text" || codec.encode.name == "text") {
			x.errorf(c.pos, "union", "%s is a variant of %s but its text methods make it a string; put the variant under a key of its own with content=KEY, or wrap the type in a struct", name, n.Obj().Name())
			continue
		}
		if x.declOf(c.named.Obj()).Directive("union") != nil {
			x.errorf(c.pos, "union", "%s is a variant of %s and a union itself, which a message cannot be; wrap it in a struct with a field", name, n.Obj().Name())
			continue
		}
		in := at.variant(c.pos)
		if c.catchall {
			x.addCatchall(u, n, c, in)
			continue
		}
		if i, err := strconv.ParseInt(c.tag, 10, 64); u.IntTag && (err != nil || strconv.FormatInt(i, 10) != c.tag) {
			x.errorf(c.pos, "union", "the tag of %s is an integer, and %q, the name of %s, is none; write %s", n.Obj().Name(), c.tag, name, c.howToName("NUMBER"))
			continue
		}
		if first, ok := byTag[c.tag]; ok {
			x.errorf(c.pos, "duplicate-variant", "%s and %s are both called %q in the union %s; write %s above or beside one of them",
				first.describe(), c.describe(), c.tag, n.Obj().Name(), c.howToName("NAME")).relate(first.pos, "%s", first.describe())
			continue
		}
		byTag[c.tag] = c
		t := x.typ(c.named, in)
		u.Variants = append(u.Variants, &contract.Variant{
			Tag: c.tag, Type: t, Pointer: c.pointer, Field: c.field, Doc: c.doc, Pos: c.pos,
		})
	}
	x.checks = append(x.checks, func() { x.checkKeys(u, n) })
}

// describe names a variant in a message.
func (c candidate) describe() string {
	if c.field != "" {
		return "the field " + c.field
	}
	return c.named.Obj().Name()
}

// howToName is how the user gives a variant a name.
func (c candidate) howToName(what string) string {
	if c.field != "" {
		return fmt.Sprintf("ws:%q", what)
	}
	return "ws:message " + what
}
