package extract

import (
	"go/types"
)

// The signatures of methods that mean something to a contract.

func isValidateSignature(s *types.Signature) bool {
	return s.Params().Len() == 0 && s.Results().Len() == 1 && isError(s.Results().At(0).Type())
}

func isZeroSignature(s *types.Signature) bool {
	return s.Params().Len() == 0 && s.Results().Len() == 1 && s.Results().At(0).Type() == types.Typ[types.Bool]
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func isBytes(t types.Type) bool {
	return types.Identical(t, types.NewSlice(types.Typ[types.Byte]))
}

// receiverOf tells whether a type has a method: "value", "pointer" when only a
// pointer to the type has it, or "".
func (x *extractor) receiverOf(t types.Type, name string, is func(*types.Signature) bool) string {
	find := func(t types.Type) bool {
		s := x.methods.MethodSet(t).Lookup(nil, name)
		return s != nil && is(s.Type().(*types.Signature))
	}
	switch {
	case find(t):
		return "value"
	case !types.IsInterface(t) && find(types.NewPointer(t)):
		return "pointer"
	}
	return ""
}

// hasMethod tells whether a type or a pointer to it has a method.
func (x *extractor) hasMethod(t types.Type, name string, is func(*types.Signature) bool) bool {
	return x.receiverOf(t, name, is) != ""
}
