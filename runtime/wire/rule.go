package wire

import (
	"reflect"
	"slices"
	"time"
	"unicode/utf8"
)

// The functions in this file are the rules of validate tags about values of any
// type. They mean what github.com/go-playground/validator does; those about
// strings are in package rule.

// Forgive takes back what Fail has recorded since [Decoder.Findings] returned n.
// Under omitempty, the rules within a struct do not apply when it turns out to
// be zero.
func (d *Decoder) Forgive(n int) {
	if d.count > len(d.findings) {
		return // some were not kept, and cannot be told apart
	}
	kept := slices.DeleteFunc(d.findings[n:], func(f finding) bool { return f.rule })
	d.findings = d.findings[:n+len(kept)]
	d.count = len(d.findings)
}

// Longer reports whether s has more than n characters. Each has one to four bytes.
func Longer[S ~string](s S, n int) bool {
	return len(s) > n && utf8.RuneCountInString(string(s)) > n
}

// Shorter reports whether s has fewer than n characters.
func Shorter[S ~string](s S, n int) bool {
	return len(s) <= 4*(n-1) && utf8.RuneCountInString(string(s)) < n
}

// HasValue reports whether v is what the rule required asks for, for types whose
// kind emitted code does not know. Slices, maps, pointers and interfaces have a
// value when they are not nil, structs always, and others when they are not
// zero.
func HasValue[T any](v *T) bool {
	switch r := reflect.ValueOf(v).Elem(); r.Kind() {
	case reflect.Slice, reflect.Map, reflect.Pointer, reflect.Interface, reflect.Func, reflect.Chan:
		return !r.IsNil()
	case reflect.Struct:
		return !r.Type().ConvertibleTo(reflect.TypeFor[time.Time]()) || !r.IsZero()
	default:
		return !r.IsZero()
	}
}

// Unique reports whether no two elements of s are equal.
func Unique[S ~[]T, T comparable](s S) bool {
	seen := make(map[T]struct{}, len(s))
	for _, elem := range s {
		seen[elem] = struct{}{}
	}
	return len(seen) == len(s)
}

// UniqueValues is Unique for the values of a map.
func UniqueValues[M ~map[K]V, K, V comparable](m M) bool {
	seen := make(map[V]struct{}, len(m))
	for _, value := range m {
		seen[value] = struct{}{}
	}
	return len(seen) == len(m)
}

// UniquePointers is Unique for what the elements point to. Nil equals nil.
func UniquePointers[S ~[]*T, T comparable](s S) bool {
	return UniqueBy(s, func(p **T) any { return Deref(*p) })
}

// UniquePointerValues is UniquePointers for the values of a map.
func UniquePointerValues[M ~map[K]*V, K, V comparable](m M) bool {
	seen := make(map[any]struct{}, len(m))
	for _, value := range m {
		seen[Deref(value)] = struct{}{}
	}
	return len(seen) == len(m)
}

// UniqueBy reports whether no two elements of s have the same key.
func UniqueBy[S ~[]T, T any](s S, key func(*T) any) bool {
	seen := make(map[any]struct{}, len(s))
	for i := range s {
		seen[key(&s[i])] = struct{}{}
	}
	return len(seen) == len(s)
}

// UniquePointersBy is UniqueBy for elements that are pointers, whose keys are in
// what they point to. Nil has the key nil.
func UniquePointersBy[S ~[]*T, T any](s S, key func(*T) any) bool {
	return UniqueBy(s, func(p **T) any {
		if *p == nil {
			return nil
		}
		return key(*p)
	})
}

// Deref returns what p points to, or nil.
func Deref[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}
