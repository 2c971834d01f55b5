package extract

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// enum returns the known values of a named string or integer type, or nil:
//
//	string type of the main module   closed, if it has constants
//	string type of another module    open, if it has constants
//	with ws:enum                     closed, also an integer type
//	with ws:enum open                open
func (x *extractor) enum(n *types.Named, b *types.Basic, decl *source.Decl, at place) *contract.Enum {
	d := decl.Directive("enum")
	if b.Info()&types.IsString == 0 && (d == nil || b.Info()&types.IsInteger == 0) {
		return nil
	}
	values := x.constants(n)
	if len(values) == 0 {
		if d != nil {
			x.errorf(x.position(d.Pos), "enum", "%s has no constants, so no value would be accepted; declare some in its package, or remove ws:enum", n.Obj().Name())
		}
		return nil
	}
	e := &contract.Enum{Base: basicKinds[b.Kind()], Values: values}
	if d != nil {
		e.Open = positional(d) != nil
	} else {
		e.Open = !x.prog.Local(n.Obj().Pkg().Path())
	}
	return e
}

// constants returns the constants of exactly the type n that its package
// declares, in source order. A second name for a value is left out.
func (x *extractor) constants(n *types.Named) []*contract.EnumValue {
	pkg := n.Obj().Pkg()
	decls := x.prog.Decls(pkg.Path())
	names := decls.ValueOrder
	if len(names) == 0 {
		names = pkg.Scope().Names()
	}
	var values []*contract.EnumValue
	for _, name := range names {
		decl := decls.Values[name]
		val, pos := x.constant(n, name, decl)
		if val == nil {
			continue
		}
		v := &contract.EnumValue{Go: name, Pos: x.position(pos)}
		switch val.Kind() {
		case constant.String:
			v.Value = quoteJSON(constant.StringVal(val))
		case constant.Int:
			v.Value = val.ExactString()
		default:
			continue // a type error, which is reported as such
		}
		if enumHas(&contract.Enum{Values: values}, v.Value) {
			continue
		}
		if decl != nil {
			v.Doc, v.Deprecated, v.Pos = decl.Doc, decl.Deprecated, x.position(decl.Pos)
		}
		values = append(values, v)
	}
	return values
}

// constant returns the value of a constant of the package of n, or nil if the
// constant is of another type. Export data leaves out unexported constants;
// those are read from their declarations.
func (x *extractor) constant(n *types.Named, name string, decl *source.Decl) (constant.Value, token.Pos) {
	pkg := n.Obj().Pkg()
	switch obj := pkg.Scope().Lookup(name).(type) {
	case *types.Const:
		if t, ok := types.Unalias(obj.Type()).(*types.Named); ok && typeID(t) == typeID(n) {
			return obj.Val(), obj.Pos()
		}
		return nil, 0
	case nil:
	default:
		return nil, 0
	}
	if decl == nil || decl.Value == nil {
		return nil, 0
	}
	if decl.Type != nil {
		if id, ok := decl.Type.(*ast.Ident); !ok || id.Name != n.Obj().Name() {
			return nil, 0
		}
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	if types.CheckExpr(token.NewFileSet(), pkg, token.NoPos, decl.Value, info) != nil {
		return nil, 0
	}
	value := info.Types[decl.Value]
	if t, ok := value.Type.(*types.Named); decl.Type == nil && (!ok || typeID(t) != typeID(n)) {
		return nil, 0
	}
	return value.Value, decl.Pos
}

func enumHas(e *contract.Enum, value string) bool {
	return slices.ContainsFunc(e.Values, func(v *contract.EnumValue) bool { return v.Value == value })
}

// quoteJSON returns s as a JSON string.
func quoteJSON(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // every string has a JSON form
	}
	return string(bytes.TrimSpace(b.Bytes()))
}
