package extract

import (
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// A codecKind is one of the ways in which a type can write or read itself, in
// the order in which they are preferred. Where a type has both of the JSON
// methods, encoding/json/v2 would call the one with the Encoder or Decoder; its
// documentation asks that both do the same, and the other one is in the
// standard library of every Go version.
type codecKind struct {
	name   string // as in contract.Codec
	method string
	is     func(*types.Signature) bool
}

var encoders = []codecKind{
	{"json", "MarshalJSON", isMarshalSignature},
	{"json2", "MarshalJSONTo", isStreamSignature("Encoder")},
	{"text", "MarshalText", isMarshalSignature},
	{"text", "AppendText", isAppendSignature},
}

var decoders = []codecKind{
	{"json", "UnmarshalJSON", isUnmarshalSignature},
	{"json2", "UnmarshalJSONFrom", isStreamSignature("Decoder")},
	{"text", "UnmarshalText", isUnmarshalSignature},
}

// isMarshalSignature is func() ([]byte, error).
func isMarshalSignature(s *types.Signature) bool {
	return s.Params().Len() == 0 && s.Results().Len() == 2 &&
		isBytes(s.Results().At(0).Type()) && isError(s.Results().At(1).Type())
}

// isAppendSignature is func([]byte) ([]byte, error).
func isAppendSignature(s *types.Signature) bool {
	return s.Params().Len() == 1 && isBytes(s.Params().At(0).Type()) && s.Results().Len() == 2 &&
		isBytes(s.Results().At(0).Type()) && isError(s.Results().At(1).Type())
}

// isUnmarshalSignature is func([]byte) error.
func isUnmarshalSignature(s *types.Signature) bool {
	return s.Params().Len() == 1 && isBytes(s.Params().At(0).Type()) &&
		s.Results().Len() == 1 && isError(s.Results().At(0).Type())
}

// isStreamSignature is func(*jsontext.Encoder) error, or with a Decoder, where
// jsontext is the package of the standard library or its predecessor.
func isStreamSignature(name string) func(*types.Signature) bool {
	return func(s *types.Signature) bool {
		if s.Params().Len() != 1 || s.Results().Len() != 1 || !isError(s.Results().At(0).Type()) {
			return false
		}
		n, ok := indirect(s.Params().At(0).Type()).(*types.Named)
		if !ok || !isPointer(s.Params().At(0).Type()) || n.Obj().Name() != name || n.Obj().Pkg() == nil {
			return false
		}
		path := n.Obj().Pkg().Path()
		return path == "encoding/json/jsontext" || path == "github.com/go-json-experiment/json/jsontext"
	}
}

// A codecPair is how a type reads and writes itself. A direction without a
// method has the zero codecKind.
type codecPair struct {
	decode, encode codecKind
	encodePointer  bool // the method that writes needs a pointer receiver
}

// method returns the name of one of the methods, or "" if there is none.
func (p codecPair) method() string {
	if p.encode.method != "" {
		return p.encode.method
	}
	return p.decode.method
}

// codecOf finds the methods with which t reads and writes itself. Those of
// pointer types are never called.
func (x *extractor) codecOf(t types.Type) codecPair {
	t = types.Unalias(t)
	if _, ok := t.Underlying().(*types.Pointer); ok {
		return codecPair{}
	}
	p, ok := x.codecs[t]
	if !ok {
		p.decode, _ = x.findCodec(t, decoders)
		p.encode, p.encodePointer = x.findCodec(t, encoders)
		x.codecs[t] = p
	}
	return p
}

// findCodec returns the first of kinds that t or a pointer to it has, and
// whether it needs a pointer.
func (x *extractor) findCodec(t types.Type, kinds []codecKind) (codecKind, bool) {
	for _, k := range kinds {
		if receiver := x.receiverOf(t, k.method, k.is); receiver != "" {
			return k, receiver == "pointer"
		}
	}
	return codecKind{}, false
}

// codecMethod returns the name of a method with which t reads or writes itself,
// or "".
func (x *extractor) codecMethod(t types.Type) string { return x.codecOf(t).method() }

// wellKnown are the types with their own JSON methods whose wire form is known.
// What writes itself as text is a string without being here.
var wellKnown = map[string]contract.Codec{
	"math/big.Int":                   {Wire: "integer"},
	"github.com/google/uuid.UUID":    {Wire: "string", Format: "uuid"},
	"github.com/gofrs/uuid.UUID":     {Wire: "string", Format: "uuid"},
	"github.com/gofrs/uuid/v5.UUID":  {Wire: "string", Format: "uuid"},
	"github.com/satori/go.uuid.UUID": {Wire: "string", Format: "uuid"},
}

// codec returns how a type with its own marshal methods stands on the wire, or
// nil for a type without them. A direction without a method falls back to what
// the type would be without any.
func (x *extractor) codec(n *types.Named, decl *source.Decl, at place) *contract.Codec {
	if types.IsInterface(n) {
		return nil
	}
	p := x.codecOf(n)
	decode, encode := p.decode, p.encode
	if p.method() == "" {
		return nil
	}
	for _, name := range []string{"union", "enum", "const", "strict"} {
		x.refuse(decl, name, "%s has the method %s, so ws:%s has no effect on it; remove one of them", n.Obj().Name(), p.method(), name)
	}
	c := &contract.Codec{
		Text:          decode.name != "json" && decode.name != "json2" && encode.name != "json" && encode.name != "json2",
		Decode:        decode.name,
		Encode:        encode.name,
		Appends:       encode.method == "AppendText",
		EncodePointer: p.encodePointer,
	}
	if decode.name == "" || encode.name == "" {
		at.writeOnly = encode.name == ""
		c.Fallback = x.fallback(n, at)
	}
	known := wellKnown[typeID(n)]
	c.Wire, c.Format = known.Wire, known.Format
	if c.Text && c.Fallback == nil {
		c.Wire = "string"
	}
	x.setWire(c, n, decl)
	return c
}

// fallback is what a type with methods for one direction is in the other.
func (x *extractor) fallback(n *types.Named, at place) *contract.Type {
	if _, ok := n.Underlying().(*types.Struct); ok {
		return &contract.Type{Kind: contract.Inline, Struct: x.structType(n, x.structOf(at.syntax), at, nil)}
	}
	return x.literal(n.Underlying(), at)
}

// setWire applies ws:type.
func (x *extractor) setWire(c *contract.Codec, n *types.Named, decl *source.Decl) {
	d := decl.Directive("type")
	if d == nil {
		return
	}
	kind := positional(d)
	if kind == nil {
		return
	}
	if c.Text && c.Fallback == nil && kind.Value != "string" {
		x.errorf(x.position(kind.Pos), "type", "%s is written by a text marshaler, which is always a string, not %s; write ws:type string",
			n.Obj().Name(), kind.Value)
		return
	}
	c.Wire, c.Format = kind.Value, ""
	if format, ok := d.Lookup("format"); ok {
		c.Format = format.Value
	}
}
