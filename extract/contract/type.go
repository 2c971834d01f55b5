package contract

// A Kind says what a [Type] is on the wire, and which of its fields apply.
type Kind string

// The kinds of types. Those from Bool to Number are leaves.
const (
	Bool    Kind = "bool"
	String  Kind = "string"
	Int     Kind = "int" // at least 32 bits, as Go's int; wire range is that of int64
	Int8    Kind = "int8"
	Int16   Kind = "int16"
	Int32   Kind = "int32"
	Int64   Kind = "int64"
	Uint    Kind = "uint"
	Uint8   Kind = "uint8"
	Uint16  Kind = "uint16"
	Uint32  Kind = "uint32"
	Uint64  Kind = "uint64"
	Uintptr Kind = "uintptr"
	Float32 Kind = "float32"
	Float64 Kind = "float64"

	Bytes    Kind = "bytes"    // []byte or a slice of a byte type: base64 in a string
	Time     Kind = "time"     // time.Time: RFC 3339 in a string
	Duration Kind = "duration" // time.Duration: integer nanoseconds
	Any      Kind = "any"      // the empty interface: any JSON value, null too
	Raw      Kind = "raw"      // json.RawMessage or jsontext.Value: any JSON value, null too
	Number   Kind = "number"   // json.Number: a JSON number of any size

	Pointer   Kind = "pointer"   // Elem
	Slice     Kind = "slice"     // Elem
	Array     Kind = "array"     // Elem, Len
	ByteArray Kind = "bytearray" // [Len]byte: base64 of exactly Len bytes
	Map       Kind = "map"       // Key, Elem
	Inline    Kind = "struct"    // Struct: a struct type without a usable name
	Ref       Kind = "ref"       // Name: a named type of the contract
)

// A Type is one node of a type expression.
type Type struct {
	Kind Kind `json:"kind"`
	// Name is the ID of a [Named], for Ref. For Raw it is the Go type where that
	// is not json.RawMessage: github.com/go-json-experiment/json/jsontext.Value.
	Name string `json:"name,omitempty"`
	// Elem is what a Pointer points to, and what a Slice, Array or Map holds.
	Elem *Type `json:"elem,omitempty"`
	// Key is the key of a Map: a string or integer kind, or a Ref to a named
	// type whose wire form is a string or an integer (also by a text codec).
	Key *Type `json:"key,omitempty"`
	// Len is the length of an Array or ByteArray.
	Len int `json:"len,omitempty"`
	// Struct is the anonymous struct of Inline. A type with a name is a Ref even
	// where Go code of another package cannot spell it, because it is not
	// exported or belongs to an internal package.
	Struct *Struct `json:"struct,omitempty"`
}

// A Named is a type with a name. At most one of Struct, Enum, Union, Codec and
// Underlying is set. None is set when no value of the type stands on the wire
// and the entry only lets Go code spell it: an argument of a generic type, or
// what an embedded pointer points to.
type Named struct {
	// ID identifies the type within the contract: import path, dot, name, type
	// arguments in brackets by their IDs, and "?tagged" for the form of the
	// type that channels with required=tagged reach.
	ID string `json:"id"`

	Package     string  `json:"package"`     // import path
	PackageName string  `json:"packageName"` // as in the package clause
	Name        string  `json:"name"`        // without type arguments
	TypeArgs    []*Type `json:"typeArgs,omitempty"`
	Tagged      bool    `json:"tagged,omitempty"` // see ID

	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Pos        Position `json:"pos,omitzero"`

	Struct *Struct `json:"struct,omitempty"`
	Enum   *Enum   `json:"enum,omitempty"`
	Union  *Union  `json:"union,omitempty"`
	Codec  *Codec  `json:"codec,omitempty"`
	// Underlying is the wire type of any other named type, such as
	// type UserID string or type Tags []string.
	Underlying *Type `json:"underlying,omitempty"`

	// Validates tells that the type, or a pointer to it, has a method
	// Validate() error, which is called after its fields passed.
	Validates bool `json:"validates,omitempty"`
	// IsZero tells that the type has a method IsZero() bool, which decides
	// what omitzero leaves out. "pointer" when the method needs a pointer receiver.
	IsZero string `json:"isZero,omitempty"` // "", "value" or "pointer"
}

// A Struct is a JSON object with known keys.
type Struct struct {
	// Fields are in the order in which they are written.
	Fields []*Field `json:"fields"`
	// Consts are keys that always have one value and no Go field.
	Consts []*Const `json:"consts,omitempty"`
	// Strict refuses unknown keys.
	Strict bool `json:"strict,omitempty"`
	// Validates is [Named.Validates] of a struct that stands inline.
	Validates bool `json:"validates,omitempty"`
	// Fallback is the field that collects unknown keys (json:",embed" on a
	// map with string keys or a raw value), or nil.
	Fallback *Field `json:"fallback,omitempty"`
}

// A Field is one key of a [Struct].
type Field struct {
	// Name is the key on the wire.
	Name string `json:"name"`
	// Go is the path of Go field names from the struct to the field: one name,
	// or more when the field is promoted from embedded structs.
	Go   []Selector `json:"go"`
	Type *Type      `json:"type"`

	// Required tells that the key must be present. Under a channel's
	// required=all, a field is required unless it is optional by omitempty,
	// omitzero or ws:"optional"; under required=tagged only if it is tagged so.
	Required bool `json:"required,omitempty"`
	// Nullable tells that null is accepted where Type alone would refuse it
	// (ws:"nullable"); the field then keeps its zero value. Pointers, any, raw
	// and JSON codecs accept null by themselves.
	Nullable bool `json:"nullable,omitempty"`

	OmitEmpty  bool `json:"omitEmpty,omitempty"`  // left out when written as null, "", [] or {}
	OmitZero   bool `json:"omitZero,omitempty"`   // left out when zero
	Quoted     bool `json:"quoted,omitempty"`     // json:",string": the number stands in a string
	IgnoreCase bool `json:"ignoreCase,omitempty"` // json:",case:ignore"

	// Const is the one value the key may have, or nil.
	Const *Const `json:"const,omitempty"`

	// Rules are the compiled validate tag, or nil.
	Rules *Rules `json:"rules,omitempty"`
	// Unruled tells that the rules of the structs in the value do not apply
	// either, because of validate:"-".
	Unruled bool `json:"unruled,omitempty"`

	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Pos        Position `json:"pos,omitzero"`
}

// A Selector is one step from a struct to a field.
type Selector struct {
	Name string `json:"name"`
	// Pointer tells that the step is an embedded pointer to a struct, which is
	// allocated when one of its keys is read, and whose keys are left out of
	// what is written while it is nil. False for the last step.
	Pointer bool `json:"pointer,omitempty"`
	// Type is the struct type the pointer points to (a Ref), for Pointer steps.
	Type *Type `json:"type,omitempty"`
}

// A Const is a key that always has the same value, and must be present.
type Const struct {
	Name string `json:"name"`
	// Value is the value as JSON: a string, an integer, or a bool.
	Value string   `json:"value"`
	Pos   Position `json:"pos,omitzero"`
}

// Rules are the rules of one value from a validate tag. Rules before a dive
// apply to the value, those after it to its elements.
type Rules struct {
	Rules []*Rule `json:"rules,omitempty"`
	Keys  *Rules  `json:"keys,omitempty"` // for the keys of a map, between keys and endkeys
	Elem  *Rules  `json:"elem,omitempty"` // after dive
}

// A Rule is one rule, in the language of github.com/go-playground/validator.
// The flow rules omitempty, omitnil and omitzero stand in order among the
// others: when their condition holds, the rules after them are not applied.
type Rule struct {
	Name  string `json:"name"`
	Param string `json:"param,omitempty"`
	// Or are the alternatives of a|b|c; Name and Param are then empty.
	Or  []*Rule  `json:"or,omitempty"`
	Pos Position `json:"pos,omitzero"`
}

// An Enum is a named string or integer type with known values.
type Enum struct {
	Base Kind `json:"base"` // String or an integer kind
	// Values are in source order.
	Values []*EnumValue `json:"values"`
	// Open tells that other values pass.
	Open bool `json:"open,omitempty"`
}

// An EnumValue is one constant of an [Enum].
type EnumValue struct {
	Go         string   `json:"go"`    // the constant's name
	Value      string   `json:"value"` // as JSON
	Doc        string   `json:"doc,omitempty"`
	Deprecated string   `json:"deprecated,omitempty"`
	Pos        Position `json:"pos,omitzero"`
}

// A Union is one of several variants, told apart by a tag.
type Union struct {
	// Tag is the key of the discriminator.
	Tag string `json:"tag"`
	// IntTag tells that the tag is a JSON integer, not a string.
	IntTag bool `json:"intTag,omitempty"`
	// Content is the key under which the variant stands, or "" when its keys
	// stand beside the tag.
	Content string `json:"content,omitempty"`
	// Variants are sorted by their tag (numerically for integer tags).
	Variants []*Variant `json:"variants"`
	// Other receives every unknown tag, or is nil in a closed union.
	Other *Catchall `json:"other,omitempty"`
	// Envelope holds the ordinary keys beside the tag when the union is a
	// struct with a pointer field per variant; nil when it is an interface.
	Envelope *Struct `json:"envelope,omitempty"`
}

// A Variant is one alternative of a [Union].
//
// When the variant stands beside the tag, its struct may have the tag's key
// among its own, as one of its Consts, or as a field with a Const. The field has
// no Const when the struct has other tags in other unions; its value is then
// that of the union all the same. The key stands once in a message.
type Variant struct {
	Tag string `json:"tag"` // the value of the tag: text, or a decimal integer
	// Type is a Ref to a struct type. One with its own JSON methods reads and
	// writes the whole object, the tag included.
	Type *Type `json:"type"`
	// Pointer tells that only a pointer to the type implements the interface.
	Pointer bool `json:"pointer,omitempty"`
	// Field is the envelope's pointer field that holds the variant, or "".
	Field string   `json:"field,omitempty"`
	Doc   string   `json:"doc,omitempty"`
	Pos   Position `json:"pos,omitzero"`
}

// A Catchall is the variant of ws:message *.
type Catchall struct {
	Type    *Type `json:"type"` // a Ref to a struct type
	Pointer bool  `json:"pointer,omitempty"`
	// Field is the envelope's pointer field, or "" for an interface.
	Field string `json:"field,omitempty"`
	// Raw is the Go name of the json.RawMessage field that receives the whole
	// object, TagField that of the field that receives the tag, or "".
	Raw      string   `json:"raw"`
	TagField string   `json:"tagField,omitempty"`
	Pos      Position `json:"pos,omitzero"`
}

// A Codec is how a type with its own marshal methods stands on the wire.
type Codec struct {
	// Text tells that encoding.TextMarshaler or TextUnmarshaler is used: the
	// value is a JSON string. Otherwise the JSON methods decide.
	Text bool `json:"text,omitempty"`
	// Decode and Encode tell which methods the type has for each direction:
	// "json" (UnmarshalJSON, MarshalJSON), "json2" (UnmarshalJSONFrom,
	// MarshalJSONTo), "text" (UnmarshalText, MarshalText or AppendText), or ""
	// when it has none, and Fallback applies to that direction.
	Decode string `json:"decode,omitempty"`
	Encode string `json:"encode,omitempty"`
	// Appends tells that the text method for encoding is AppendText, because
	// the type has no MarshalText.
	Appends bool `json:"appends,omitempty"`
	// EncodePointer tells that the marshal method needs a pointer receiver.
	EncodePointer bool `json:"encodePointer,omitempty"`
	// Fallback is the wire type of the direction without methods, or nil.
	Fallback *Type `json:"fallback,omitempty"`

	// Wire is what the type is for schemas and TypeScript: "string", "integer",
	// "number", "boolean", "object", "array", or "" when it is not known.
	Wire string `json:"wire,omitempty"`
	// Format narrows Wire as in JSON Schema, such as "uuid" or "ipv4".
	Format string `json:"format,omitempty"`
}
