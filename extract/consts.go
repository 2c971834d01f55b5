package extract

import (
	"go/types"
	"strconv"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/source"
)

// addConsts gives a struct the keys of ws:const, of its own and of those of
// embedded structs. As among fields, what is less deep wins: a constant of an
// embedded struct yields to a field or constant around it. A constant whose key
// is that of a field is the one value the field may have; otherwise it is a key
// without a field.
func (x *extractor) addConsts(out *contract.Struct, t types.Type, found members, at place) {
	var sources []embedding
	pos := at.pos
	if n, ok := t.(*types.Named); ok {
		sources = append(sources, embedding{n, 0})
		pos = x.position(x.declOf(n.Obj()).Pos)
	}
	sources = append(sources, found.embedded...)

	type origin struct {
		depth int
		c     *contract.Const
	}
	taken := map[string]origin{}
	for _, s := range sources {
		for _, a := range constArgs(x.declOf(s.named.Obj())) {
			value, err := directive.ParseConst(*a)
			if err != nil {
				continue // reported where directives are read
			}
			c := &contract.Const{Name: a.Key, Value: value, Pos: x.position(a.Pos)}
			if other, ok := taken[a.Key]; ok {
				if other.depth == s.depth && other.c.Value != c.Value {
					x.errorf(pos, "const", "two embedded structs of %s give the key %q the values %s and %s; write ws:const above it, or remove one",
						x.typeString(t), a.Key, other.c.Value, value).
						relate(other.c.Pos, "one value").relate(c.Pos, "the other value")
				}
				continue
			}
			taken[a.Key] = origin{s.depth, c}
			i := fieldIndex(found.list, a.Key)
			if i < 0 {
				out.Consts = append(out.Consts, c)
				continue
			}
			if len(found.list[i].steps) < s.depth {
				continue // a field around the embedded struct has this key
			}
			if f := fieldNamed(out, a.Key); f != nil {
				if x.fitConst(c, a, found.list[i], f.Type) {
					f.Const = c
				}
			}
		}
	}
}

// constArgs are the arguments KEY=VALUE of all ws:const above a declaration.
func constArgs(d *source.Decl) []*directive.Arg {
	var args []*directive.Arg
	for i := range d.Directives {
		if d.Directives[i].Name != "const" {
			continue
		}
		for j := range d.Directives[i].Args {
			if a := &d.Directives[i].Args[j]; a.Key != "" {
				args = append(args, a)
			}
		}
	}
	return args
}

func fieldIndex(list []*member, key string) int {
	for i, m := range list {
		if m.name == key {
			return i
		}
	}
	return -1
}

func fieldNamed(st *contract.Struct, key string) *contract.Field {
	for _, f := range st.Fields {
		if f.Name == key {
			return f
		}
	}
	return nil
}

// fitConst gives the value of a constant the JSON kind of its Go field, and
// reports a value that the field, whose wire type is t, cannot have.
func (x *extractor) fitConst(c *contract.Const, a *directive.Arg, m *member, t *contract.Type) bool {
	typ := types.Unalias(m.v.Type())
	if p, ok := typ.(*types.Pointer); ok {
		typ, t = types.Unalias(p.Elem()), t.Elem
	}
	if t.Kind == contract.Any {
		return true
	}
	b, ok := typ.Underlying().(*types.Basic)
	if !ok || m.quoted || x.classOf(typ) == unknown {
		x.errorf(c.Pos, "const", "the key %q has the field %s of %s, which cannot have a constant; use a field that is a string, an integer or a bool",
			c.Name, m.v.Name(), x.typeString(m.v.Type())).relate(m.syntax.pos, "the field")
		return false
	}
	fits := false
	switch info := b.Info(); {
	case info&types.IsString != 0:
		if !a.Quoted && c.Value == a.Value { // a bare integer or bool: the text is meant
			c.Value = quoteJSON(a.Value)
		}
		fits = true
	case a.Quoted:
	case info&types.IsBoolean != 0:
		fits = a.Value == "true" || a.Value == "false"
	case info&types.IsUnsigned != 0:
		_, err := strconv.ParseUint(a.Value, 10, bitSize(b))
		fits = err == nil
	case info&types.IsInteger != 0:
		_, err := strconv.ParseInt(a.Value, 10, bitSize(b))
		fits = err == nil
	}
	if n := x.named[t.Name]; fits && n != nil && n.Enum != nil {
		fits = n.Enum.Open || enumHas(n.Enum, c.Value)
	}
	if !fits {
		x.errorf(c.Pos, "const", "%s is not a value of the field %s, which is %s; write a value it can have",
			c.Value, m.v.Name(), x.typeString(m.v.Type())).relate(m.syntax.pos, "the field")
	}
	return fits
}

// bitSize is the width of an integer on the wire, where that of int is 64.
func bitSize(b *types.Basic) int {
	return 8 * int(types.SizesFor("gc", "amd64").Sizeof(b))
}
