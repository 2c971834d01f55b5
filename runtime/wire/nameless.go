package wire

import (
	"encoding"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// The functions in this file set values of types whose names emitted code cannot
// write, such as those that another package does not export.

// MakeSlice sets *s to an empty slice that is not nil.
func MakeSlice[S ~[]T, T any](s *S) { *s = S{} }

// MakeMap sets *m to an empty map that is not nil.
func MakeMap[M ~map[K]V, K comparable, V any](m *M) { *m = M{} }

// ElemOf returns a zero value of the element type of m.
func ElemOf[M ~map[K]V, K comparable, V any](m M) (zero V) { return zero }

// SetString sets *p to s.
func SetString[T ~string, S ~string | ~[]byte](p *T, s S) { *p = T(s) }

// SetBool sets *p to b.
func SetBool[T ~bool](p *T, b bool) { *p = T(b) }

// SetNumber sets *p to n, whose range is that of T.
func SetNumber[T, S number](p *T, n S) { *p = T(n) }

type number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

// TextKeys returns the members of a map whose keys write themselves as text, in
// the order of the texts. Two keys with one text are an error.
func TextKeys[M ~map[K]V, K comparable, V any](e *Encoder, m M) iter.Seq2[string, V] {
	type member struct {
		text string
		elem V
	}
	members := make([]member, 0, len(m))
	for key, elem := range m {
		text, err := appendText(nil, &key)
		if err != nil {
			e.Fail(fmt.Errorf("wire: %T: %w", key, err))
		}
		members = append(members, member{string(text), elem})
	}
	slices.SortFunc(members, func(a, b member) int { return strings.Compare(a.text, b.text) })
	return func(yield func(string, V) bool) {
		for i, m := range members {
			if i > 0 && members[i-1].text == m.text {
				e.Fail(fmt.Errorf("wire: two keys of a map are both written %q", m.text))
			}
			if !yield(m.text, m.elem) {
				return
			}
		}
	}
}

// appendText appends what m, a pointer to a value that writes itself as text,
// makes of itself.
func appendText(b []byte, m any) ([]byte, error) {
	switch m := m.(type) {
	case encoding.TextAppender:
		return m.AppendText(b)
	case encoding.TextMarshaler:
		text, err := m.MarshalText()
		return append(b, text...), err
	}
	return b, fmt.Errorf("%T does not write itself as text", m)
}
