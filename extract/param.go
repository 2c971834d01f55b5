package extract

import (
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
)

// params makes the type of the field Params or Query of a channel struct. It
// stands inline, since its keys are those of its path or query tags, and not
// that the same type would have in a message.
func (x *extractor) params(d channelDecl, v *types.Var, key string, at place) (*contract.Type, bool) {
	t := types.Unalias(v.Type())
	out := &contract.Type{Kind: contract.Inline, Struct: &contract.Struct{Fields: []*contract.Field{}}}
	at.start = false
	switch {
	case isInvalid(t):
		x.invalid(at)
		return out, false
	case !isStruct(t):
		x.errorf(at.pos, "channel-field", "%s of channel %s is %s; make it a struct with a field for each parameter", v.Name(), d.name, x.typeString(t))
		return out, false
	case d.named.TypeArgs().Len() > 0:
		x.errorf(at.pos, "channel-field", "a generic channel struct cannot have %s; declare a struct type for the channel %s", v.Name(), d.name)
		return out, false
	}
	syntax := x.structOf(at.syntax)
	if n, ok := t.(*types.Named); ok {
		syntax = x.structOf(x.syntaxOf(n))
		out.Struct.Strict = key == "query" && x.declOf(n.Obj()).Directive("strict") != nil
	}
	out.Struct.Validates = x.hasMethod(t, "Validate", isValidateSignature)
	for _, m := range x.membersOf(t, syntax, at, key, nil).list {
		f := x.field(m, at, key)
		if !x.isParam(f.Type, key == "query") {
			x.errorf(f.Pos, "params", "%s is %s, which is not written as one text in a %s; use a string, a number, a bool, a time, or a type with MarshalText and UnmarshalText",
				m.v.Name(), x.typeString(m.v.Type()), key)
		}
		out.Struct.Fields = append(out.Struct.Fields, f)
	}
	return out, true
}

// isParam reports whether a value of type t is one text. In a query, a
// parameter may be absent and may be repeated.
func (x *extractor) isParam(t *contract.Type, query bool) bool {
	switch t.Kind {
	case contract.Bool, contract.String, contract.Int, contract.Int8, contract.Int16, contract.Int32, contract.Int64,
		contract.Uint, contract.Uint8, contract.Uint16, contract.Uint32, contract.Uint64, contract.Uintptr,
		contract.Float32, contract.Float64, contract.Time, contract.Duration:
		return true
	case contract.Pointer, contract.Slice:
		return query && x.isParam(t.Elem, false)
	case contract.Ref:
		n := x.named[t.Name]
		switch {
		case n == nil:
			return false
		case n.Enum != nil:
			return true
		case n.Codec != nil:
			return n.Codec.Decode == "text" && n.Codec.Encode == "text"
		case n.Underlying != nil:
			return x.isParam(n.Underlying, query)
		}
	}
	return false
}
