package golang

import "strings"

// The functions in this file put together Go expressions for places in a
// message. A place that is reached through a pointer begins with a star.

// address returns the address of a place.
func address(place string) string {
	if pointer, ok := strings.CutPrefix(place, "*"); ok {
		return pointer
	}
	return "&" + place
}

// deref returns what a place points to.
func deref(place string) string { return "*" + place }

// field returns a field of the struct in a place; Go follows a pointer to it.
func field(place, name string) string {
	if pointer, ok := strings.CutPrefix(place, "*"); ok && !strings.HasPrefix(pointer, "*") {
		return pointer + "." + name
	}
	return parenthesized(place) + "." + name
}

// index returns an element of the slice, array or map in a place.
func index(place, i string) string { return parenthesized(place) + "[" + i + "]" }

// parenthesized returns a place so that a selector, an index or a call may follow.
func parenthesized(place string) string {
	if strings.HasPrefix(place, "*") {
		return "(" + place + ")"
	}
	return place
}
