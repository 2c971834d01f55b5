package directive

import "strings"

// A Place is a set of kinds of types on which a directive may stand. A type
// whose kind the syntax does not tell is in all of them.
type Place uint8

// The kinds of types, by their underlying type.
const (
	Struct Place = 1 << iota
	Interface
	String
	Integer
	Other // slices, maps, floats, functions and the rest

	AnyType = Struct | Interface | String | Integer | Other
)

// String returns the place as it reads after "on": "a struct type".
func (p Place) String() string {
	if p == AnyType {
		return "any type"
	}
	if p == AnyType&^Interface {
		return "a type that is not an interface"
	}
	var names []string
	for _, n := range []struct {
		place Place
		name  string
	}{
		{Struct, "a struct type"},
		{Interface, "an interface type"},
		{String, "a named string type"},
		{Integer, "a named integer type"},
		{Other, "a type of another kind"},
	} {
		if p&n.place != 0 {
			names = append(names, n.name)
		}
	}
	return strings.Join(names, " or ")
}
