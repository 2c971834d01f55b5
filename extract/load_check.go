package extract

import (
	"fmt"
	"go/ast"
	"go/types"
	"go/version"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/directive"
)

// checkUnits type-checks the units, each after those that it imports.
func (l *loader) checkUnits() {
	exports := newExports(l.fset)
	l.findCycles()
	units := l.sortedUnits()
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, u := range units {
		go func() {
			defer close(u.checked)
			paths, _ := l.imports(u)
			for _, path := range paths {
				if imported := l.units[path]; imported != nil && !u.cyclic[path] {
					<-imported.checked
				}
			}
			free <- struct{}{}
			defer func() { <-free }()
			l.checkUnit(u, exports)
		}()
	}
	for _, u := range units {
		<-u.checked
		l.diagnostics = append(l.diagnostics, u.misplaced(l)...)
	}
}

// checkUnit type-checks the declarations of a package. Function bodies are of no
// interest, and neither are most errors.
func (l *loader) checkUnit(u *unit, exports *exports) {
	u.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{},
		Defs:  map[*ast.Ident]types.Object{},
		Uses:  map[*ast.Ident]types.Object{},
	}
	config := types.Config{
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Sizes:            l.sizes(),
		Importer: importerFunc(func(path string) (*types.Package, error) {
			if u.cyclic[path] {
				return nil, fmt.Errorf("import cycle")
			}
			if imported := l.units[path]; imported != nil {
				return imported.pkg, nil
			}
			return exports.read(path, l.listed[path])
		}),
		Error: func(err error) {
			if err, ok := err.(types.Error); ok {
				u.errors = append(u.errors, err)
			}
		},
	}
	if m := u.meta.Module; m != nil && m.GoVersion != "" {
		// A newer version than that of go/types would be an error.
		if v := "go" + m.GoVersion; version.Compare(v, runtime.Version()) <= 0 {
			config.GoVersion = v
		}
	}
	files := make([]*ast.File, len(u.sources))
	for i, f := range u.sources {
		files[i] = l.pruned(f)
	}
	u.pkg, _ = config.Check(u.meta.PkgPath, l.fset, files, u.info)
	slices.SortStableFunc(u.errors, func(a, b types.Error) int { return int(a.Pos - b.Pos) })
}

// sizes returns the sizes of types on the target, which constants depend on.
func (l *loader) sizes() types.Sizes {
	arch := runtime.GOARCH
	env := l.cfg.Env
	if env == nil {
		env = os.Environ()
	}
	for _, v := range env {
		if value, ok := strings.CutPrefix(v, "GOARCH="); ok && value != "" {
			arch = value
		}
	}
	return types.SizesFor("gc", arch)
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

// misplaced reports the directives of a matched package that stand on a type
// of the wrong kind, where only the type checker can tell, and removes them.
func (u *unit) misplaced(l *loader) diag.List {
	var list diag.List
	if !u.matched {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(u.decls.Types)) {
		decl := u.decls.Types[name]
		obj, ok := u.pkg.Scope().Lookup(name).(*types.TypeName)
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
				list = append(list, mistakes([]directive.Error{*err}, l.names.position)...)
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
