package judge

import (
	"reflect"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"
)

// What directives say is not in the types, so the package that was generated
// with a random package tells it.
var (
	unions = map[reflect.Type]*union{}
	enums  = map[reflect.Type][]any{}
	strict = map[reflect.Type]bool{}
	consts = map[reflect.Type]Consts{}
	beside = map[reflect.Type][]*field{} // of variants that stand beside their tag: that, and the keys of their envelope

	constWriters []*jsonv2.Marshalers
	constReaders []*jsonv2.Unmarshalers
)

// Enum tells that T has the directive ws:enum, or has it without being asked.
func Enum[T any](values ...T) {
	for _, v := range values {
		enums[reflect.TypeFor[T]()] = append(enums[reflect.TypeFor[T]()], v)
	}
}

// Strict tells that T has the directive ws:strict.
func Strict[T any]() { strict[reflect.TypeFor[T]()] = true }

// Variants are values of the types of the variants of a union, by tag, or "*". A
// variant that only a pointer implements is a pointer.
type Variants map[string]any

// isEnum reports whether v, whose type is an enum, is one of its values.
func isEnum(values []any, v reflect.Value) bool { return slices.Contains(values, v.Interface()) }
