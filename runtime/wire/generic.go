package wire

import (
	"cmp"
	"reflect"
	"slices"
)

// The functions in this file let emitted code handle types whose names it
// cannot write, and keep it short where it can.

// SortedKeys returns the keys of m in order, so that equal messages are written
// as equal bytes.
func SortedKeys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	if len(m) == 0 {
		return nil
	}
	keys := make([]K, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// New sets *p to a new zero value and returns it.
func New[T any](p **T) *T {
	*p = new(T)
	return *p
}

// Append appends a zero element to *s and returns it.
func Append[S ~[]T, T any](s *S) *T {
	if cap(*s) == 0 {
		*s = make(S, 0, 4) // few lists have one element
	}
	*s = append(*s, *new(T))
	return &(*s)[len(*s)-1]
}

// AppendUpTo is Append for a list that is refused if it has as many elements as
// that. Those beyond are read over the last: however many a client sends, they
// take no more memory.
func AppendUpTo[S ~[]T, T any](s *S, most int) *T {
	if len(*s) < most {
		return Append(s)
	}
	last := &(*s)[most-1]
	*last = *new(T)
	return last
}

// IsZero reports whether *v is the zero value of its type.
func IsZero[T any](v *T) bool { return reflect.ValueOf(v).Elem().IsZero() }
