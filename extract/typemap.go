package extract

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
)

// typ makes the wire type of a Go type:
//
//	typ(basic)        = its kind
//	typ([]byte)       = bytes; a slice of a named byte type is an array of numbers, as in v2
//	typ([N]byte)      = bytearray N
//	typ([]T)          = slice typ(T)
//	typ([N]T)         = array N typ(T)
//	typ(map[K]V)      = map key(K) typ(V)
//	typ(*T)           = pointer typ(T)
//	typ(any)          = any
//	typ(struct)       = its fields, inline
//	typ(type N T)     = ref N, see namedType
//
// Anything else cannot stand in JSON. That is an error, and typ returns a
// stand-in, so that other errors are found as well.
func (x *extractor) typ(t types.Type, at place) *contract.Type {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return x.namedType(t, at)
	case *types.Basic, *types.Pointer, *types.Slice, *types.Array, *types.Map, *types.Struct, *types.Interface:
		return x.literal(t, at)
	case *types.Chan:
		return x.unsupported(at, "a channel of Go cannot stand in JSON")
	case *types.Signature:
		return x.unsupported(at, "a function cannot stand in JSON")
	case *types.TypeParam:
		return x.unsupported(at, "the type parameter %s stands for no type here", t.Obj().Name())
	}
	panic(fmt.Sprintf("extract: unexpected type %T at %v", t, at.pos))
}

// literal makes the wire type of a type without regard to its name.
func (x *extractor) literal(t types.Type, at place) *contract.Type {
	switch t := t.(type) {
	case *types.Basic:
		return x.basic(t, at)
	case *types.Pointer:
		return &contract.Type{Kind: contract.Pointer, Elem: x.typ(t.Elem(), at)}
	case *types.Slice:
		if isByte(t.Elem()) {
			return &contract.Type{Kind: contract.Bytes}
		}
		return &contract.Type{Kind: contract.Slice, Elem: x.typ(t.Elem(), at.elem())}
	case *types.Array:
		if isByte(t.Elem()) {
			return &contract.Type{Kind: contract.ByteArray, Len: int(t.Len())}
		}
		return &contract.Type{Kind: contract.Array, Len: int(t.Len()), Elem: x.typ(t.Elem(), at.elem())}
	case *types.Map:
		return &contract.Type{Kind: contract.Map, Key: x.mapKey(t.Key(), at), Elem: x.typ(t.Elem(), at.elem())}
	case *types.Struct:
		if method := x.codecMethod(t); method != "" {
			return x.unsupported(at, "the struct has no name but the method %s of an embedded type, which writes a value of its own; give the embedded field a name", method)
		}
		st := x.structType(t, x.structOf(at.syntax), at, nil)
		st.Validates = x.hasMethod(t, "Validate", isValidateSignature)
		return &contract.Type{Kind: contract.Inline, Struct: st}
	case *types.Interface:
		if t.Empty() || at.writeOnly {
			return &contract.Type{Kind: contract.Any}
		}
		return x.unsupported(at, "an interface with methods is not known to be anything in JSON; name it and make it a union with ws:union, or use any or json.RawMessage")
	case *types.Chan, *types.Signature:
		return x.typ(t, at)
	}
	panic(fmt.Sprintf("extract: unexpected type %T at %v", t, at.pos))
}

var basicKinds = map[types.BasicKind]contract.Kind{
	types.Bool:    contract.Bool,
	types.String:  contract.String,
	types.Int:     contract.Int,
	types.Int8:    contract.Int8,
	types.Int16:   contract.Int16,
	types.Int32:   contract.Int32,
	types.Int64:   contract.Int64,
	types.Uint:    contract.Uint,
	types.Uint8:   contract.Uint8,
	types.Uint16:  contract.Uint16,
	types.Uint32:  contract.Uint32,
	types.Uint64:  contract.Uint64,
	types.Uintptr: contract.Uintptr,
	types.Float32: contract.Float32,
	types.Float64: contract.Float64,
}

func (x *extractor) basic(t *types.Basic, at place) *contract.Type {
	if kind, ok := basicKinds[t.Kind()]; ok {
		return &contract.Type{Kind: kind}
	}
	switch {
	case t.Kind() == types.Invalid:
		return x.invalid(at)
	case t.Info()&types.IsComplex != 0:
		return x.unsupported(at, "a complex number cannot stand in JSON")
	}
	return x.unsupported(at, "%s cannot stand in JSON", t)
}

// mapKey makes the type of the keys of a map: strings, integers, and types
// that write themselves as text.
func (x *extractor) mapKey(t types.Type, at place) *contract.Type {
	t = types.Unalias(t)
	bad := func(why string) *contract.Type {
		x.errorf(at.pos, "map-key", "%s: %s cannot be the key of a JSON object%s; use a string, an integer, or a type with MarshalText and UnmarshalText",
			at, x.typeString(t), why)
		return &contract.Type{Kind: contract.String}
	}
	if named, ok := t.(*types.Named); ok {
		if leafOf(named) != "" {
			return bad("")
		}
		if codec := x.codecMethod(named); codec != "" {
			key := x.typ(named, at)
			n := x.named[key.Name]
			if n == nil || n.Codec == nil || n.Codec.Encode != "text" || n.Codec.Decode != "text" {
				return bad(", because of its method " + codec)
			}
			return key
		}
	}
	b, ok := t.Underlying().(*types.Basic)
	if ok && b.Kind() == types.Invalid {
		return x.invalid(at)
	}
	if !ok || b.Info()&(types.IsString|types.IsInteger) == 0 {
		return bad("")
	}
	return x.typ(t, at)
}

// unsupported reports a type that JSON cannot carry, with the way out.
func (x *extractor) unsupported(at place, format string, args ...any) *contract.Type {
	why := fmt.Sprintf(format, args...)
	if !strings.Contains(why, ";") {
		if strings.Contains(at.trail, ".") {
			why += "; leave it out with `json:\"-\"`"
		} else {
			why += "; use a struct type"
		}
	}
	x.errorf(at.pos, "unsupported-type", "%s: %s", at, why)
	return &contract.Type{Kind: contract.Any}
}

// isByte reports whether t is byte itself. As in v2, a named byte type does
// not make a slice of it a byte string.
func isByte(t types.Type) bool {
	b, ok := types.Unalias(t).(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// typeString spells a type for a message, with the names of packages.
func (x *extractor) typeString(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string {
		if x.sources[p.Path()] != nil {
			return ""
		}
		return p.Name()
	})
}
