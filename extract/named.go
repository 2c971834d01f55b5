package extract

import (
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
)

// leaves are the named types that have a kind of their own.
var leaves = map[string]contract.Kind{
	"time.Time":                    contract.Time,
	"time.Duration":                contract.Duration,
	"encoding/json.RawMessage":     contract.Raw,
	"encoding/json.Number":         contract.Number,
	"encoding/json/jsontext.Value": contract.Raw,
	"github.com/go-json-experiment/json/jsontext.Value": contract.Raw,
}

// leafOf returns the kind of a named type that has a kind of its own, or "".
func leafOf(n *types.Named) contract.Kind {
	obj := n.Obj()
	if obj.Pkg() == nil {
		return ""
	}
	return leaves[obj.Pkg().Path()+"."+obj.Name()]
}

// isRaw reports whether t is json.RawMessage or jsontext.Value.
func isRaw(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && leafOf(n) == contract.Raw
}

// namedType makes the wire type of a named type: a reference to its entry in
// the contract, which is made the first time.
func (x *extractor) namedType(n *types.Named, at place) *contract.Type {
	if kind := leafOf(n); kind != "" {
		t := &contract.Type{Kind: kind}
		// The one of the standard library is json.RawMessage by another name.
		if path := n.Obj().Pkg().Path(); kind == contract.Raw && path == "github.com/go-json-experiment/json/jsontext" {
			t.Name = path + ".Value"
		}
		return t
	}
	if at.writeOnly && types.IsInterface(n) && x.declOf(n.Obj()).Directive("union") == nil {
		return &contract.Type{Kind: contract.Any}
	}
	if n.Obj().Pkg() == nil { // error
		return x.unsupported(at, "%s is an interface with methods, which is not known to be anything in JSON; use a string or a struct", n)
	}
	id := typeID(n)
	if at.tagged && x.hasStruct(n) {
		id += taggedSuffix
	}
	if x.named[id] == nil {
		x.addNamed(n, id, at)
	}
	return &contract.Type{Kind: contract.Ref, Name: id}
}

// taggedSuffix marks the ID of a type in the form that channels with
// required=tagged reach.
const taggedSuffix = "?tagged"

// addNamed adds the entry of a named type. It is added before it is filled, so
// that a recursive type finds itself.
func (x *extractor) addNamed(n *types.Named, id string, at place) {
	defer x.enter(n, at)()
	out := x.newNamed(n, id, at)
	x.named[id] = out
	x.reach(n.Obj(), at)
	syntax := x.syntaxOf(n)
	in := at.named(n.Obj().Name(), syntax)
	decl := syntax.decl

	if out.Codec = x.codec(n, decl, in); out.Codec != nil {
		return
	}
	x.refuse(decl, "type", "%s has no marshal methods of its own, so it stands on the wire as what it is; remove ws:type", n.Obj().Name())
	if d := decl.Directive("union"); d != nil {
		out.Union = x.union(n, d, in)
		return
	}
	switch u := n.Underlying().(type) {
	case *types.Struct:
		out.Struct = x.structType(n, x.structOf(syntax), in, nil)
		out.Struct.Strict = decl.Directive("strict") != nil
	case *types.Interface:
		if u.Empty() {
			out.Underlying = &contract.Type{Kind: contract.Any}
			break
		}
		out.Underlying = x.unsupported(in, "the interface %s has methods and is not a union, so nothing can be decoded into it; write ws:union above its declaration, or use any or json.RawMessage",
			x.typeString(n))
	case *types.Basic:
		if out.Enum = x.enum(n, u, decl, in); out.Enum == nil {
			out.Underlying = x.basic(u, in)
		}
	default:
		out.Underlying = x.literal(u, in)
	}
}

// newNamed makes the entry of a named type with all but what it is on the wire.
func (x *extractor) newNamed(n *types.Named, id string, at place) *contract.Named {
	obj, decl := n.Obj(), x.declOf(n.Obj())
	out := &contract.Named{
		ID:          id,
		Package:     obj.Pkg().Path(),
		PackageName: obj.Pkg().Name(),
		Name:        obj.Name(),
		Tagged:      len(id) > len(typeID(n)),
		Doc:         decl.Doc,
		Deprecated:  decl.Deprecated,
		Pos:         x.position(decl.Pos),
		Validates:   x.hasMethod(n, "Validate", isValidateSignature),
		IsZero:      x.receiverOf(n, "IsZero", isZeroSignature),
	}
	at.tagged = out.Tagged
	for i := range n.TypeArgs().Len() {
		out.TypeArgs = append(out.TypeArgs, x.spell(n.TypeArgs().At(i), at))
	}
	return out
}

// hasStruct reports whether the wire form of t has an object with known keys
// anywhere, which is where required=tagged makes a difference.
func (x *extractor) hasStruct(t types.Type) bool { return x.holdsStruct(t, map[string]bool{}) }

func (x *extractor) holdsStruct(t types.Type, seen map[string]bool) bool {
	t = types.Unalias(t)
	if n, ok := t.(*types.Named); ok {
		id := typeID(n)
		if seen[id] || leafOf(n) != "" || n.Obj().Pkg() == nil {
			return false
		}
		seen[id] = true
		if p := x.codecOf(n); p.decode.method != "" && p.encode.method != "" {
			return false
		}
		if x.declOf(n.Obj()).Directive("union") != nil {
			return true
		}
		t = n.Underlying()
	}
	switch t := t.(type) {
	case *types.Struct:
		return true
	case *types.Pointer:
		return x.holdsStruct(t.Elem(), seen)
	case *types.Slice:
		return x.holdsStruct(t.Elem(), seen)
	case *types.Array:
		return x.holdsStruct(t.Elem(), seen)
	case *types.Map:
		return x.holdsStruct(t.Elem(), seen)
	}
	return false
}

// spell returns a type expression that Go code can be written from, for a type
// of which no value may stand on the wire: named types that the contract does
// not have for another reason get an entry without a wire form.
func (x *extractor) spell(t types.Type, at place) *contract.Type {
	out := &contract.Type{}
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		if kind := leafOf(t); kind != "" {
			return &contract.Type{Kind: kind}
		}
		out.Kind, out.Name = contract.Ref, typeID(t)
		if at.tagged && x.hasStruct(t) {
			out.Name += taggedSuffix
		}
		if t.Obj().Pkg() == nil { // error
			return x.unspellable(t, at)
		}
		x.spelled = append(x.spelled, spelling{t, out.Name, at})
	case *types.Basic:
		return x.basic(t, at)
	case *types.Pointer:
		out.Kind, out.Elem = contract.Pointer, x.spell(t.Elem(), at)
	case *types.Slice:
		if isByte(t.Elem()) {
			return &contract.Type{Kind: contract.Bytes}
		}
		out.Kind, out.Elem = contract.Slice, x.spell(t.Elem(), at)
	case *types.Array:
		if isByte(t.Elem()) {
			return &contract.Type{Kind: contract.ByteArray, Len: int(t.Len())}
		}
		out.Kind, out.Len, out.Elem = contract.Array, int(t.Len()), x.spell(t.Elem(), at)
	case *types.Map:
		out.Kind, out.Key, out.Elem = contract.Map, x.spell(t.Key(), at), x.spell(t.Elem(), at)
	case *types.Interface:
		if !t.Empty() {
			return x.unspellable(t, at)
		}
		return &contract.Type{Kind: contract.Any}
	default:
		return x.unspellable(t, at)
	}
	return out
}

// unspellable notes an argument of a generic type that a contract has no
// expression for.
func (x *extractor) unspellable(t types.Type, at place) *contract.Type {
	x.unspelled = append(x.unspelled, func() {
		x.errorf(at.pos, "type-argument", "%s: %s cannot be the argument of a generic type here; give it a name with a type declaration", at, x.typeString(t))
	})
	return &contract.Type{Kind: contract.Any}
}

// A spelling is a named type that was spelled, and the ID of its entry.
type spelling struct {
	named *types.Named
	id    string
	at    place
}

// addSpelled adds the entries of types that are only spelled.
func (x *extractor) addSpelled() {
	for i := 0; i < len(x.spelled); i++ { // newNamed may spell more
		if s := x.spelled[i]; x.named[s.id] == nil {
			x.named[s.id] = x.newNamed(s.named, s.id, s.at)
		}
	}
}
