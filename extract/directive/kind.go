package directive

import (
	"go/ast"
	"strings"
)

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

// kinds tells from the syntax of a package what its types may be.
type kinds map[string]*ast.TypeSpec

func newKinds(files []*ast.File) kinds {
	k := kinds{}
	for _, file := range files {
		for _, decl := range file.Decls {
			if gen, ok := decl.(*ast.GenDecl); ok {
				for _, spec := range gen.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok {
						k[spec.Name.Name] = spec
					}
				}
			}
		}
	}
	return k
}

// Target returns what is known of a declaration.
func (k kinds) Target(spec *ast.TypeSpec) Target {
	return Target{
		Name:    spec.Name.Name,
		Kind:    k.kind(spec.Type, len(k)),
		Generic: spec.TypeParams != nil,
		Alias:   spec.Assign.IsValid(),
	}
}

// kind returns the kind of a type expression. It follows at most so many
// names, which is enough unless the declaration is a cycle.
func (k kinds) kind(expr ast.Expr, names int) Place {
	switch e := expr.(type) {
	case *ast.StructType:
		return Struct
	case *ast.InterfaceType:
		return Interface
	case *ast.ParenExpr:
		return k.kind(e.X, names)
	case *ast.IndexExpr:
		return k.kind(e.X, names)
	case *ast.IndexListExpr:
		return k.kind(e.X, names)
	case *ast.SelectorExpr:
		return AnyType
	case *ast.Ident:
		if spec := k[e.Name]; spec != nil {
			if names == 0 {
				return AnyType
			}
			return k.kind(spec.Type, names-1)
		}
		return builtin(e.Name)
	}
	return Other
}

// builtin returns the kind of a predeclared type. Other names are those of a
// type parameter or a dot import.
func builtin(name string) Place {
	switch name {
	case "string":
		return String
	case "int", "int8", "int16", "int32", "int64", "rune",
		"uint", "uint8", "uint16", "uint32", "uint64", "uintptr", "byte":
		return Integer
	case "bool", "float32", "float64", "complex64", "complex128":
		return Other
	case "any", "error", "comparable":
		return Interface
	}
	return AnyType
}
