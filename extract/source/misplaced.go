package source

import (
	"go/token"
	"go/types"
	"maps"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/directive"
)

// Misplaced reports the directives of a package that stand on a type of the wrong
// kind, where only the type checker can tell, and removes them.
func Misplaced(pkg *types.Package, decls *Decls, position func(token.Pos) contract.Position) diag.List {
	var list diag.List
	for _, name := range slices.Sorted(maps.Keys(decls.Types)) {
		decl := decls.Types[name]
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || decl.Directives == nil {
			continue
		}
		on := directive.Target{Name: name, Kind: kindOf(obj.Type()), Alias: obj.IsAlias()}
		if named, ok := obj.Type().(*types.Named); ok {
			on.Generic = named.TypeParams().Len() > 0
		}
		decl.Directives = slices.DeleteFunc(decl.Directives, func(d directive.Directive) bool {
			err := directive.CheckPlace(&d, on)
			if err != nil {
				list = append(list, Diagnostics([]directive.Error{*err}, position)...)
			}
			return err != nil
		})
	}
	return list
}

// kindOf returns the kind of a type, as directives see it.
func kindOf(t types.Type) directive.Place {
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return directive.Struct
	case *types.Interface:
		return directive.Interface
	case *types.Basic:
		switch {
		case u.Kind() == types.Invalid:
			return directive.AnyType
		case u.Info()&types.IsString != 0:
			return directive.String
		case u.Info()&types.IsInteger != 0:
			return directive.Integer
		}
	}
	return directive.Other
}
