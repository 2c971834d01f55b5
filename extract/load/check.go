package load

import (
	"errors"
	"fmt"
	"go/ast"
	"go/types"
	"go/version"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/source"
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
			if u.declaresChannels() {
				u.taken, u.others = l.takenBy(u), nil
			}
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
	failed := map[string]error{} // imports
	config := types.Config{
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Sizes:            l.sizes(),
		Importer: importerFunc(func(path string) (*types.Package, error) {
			pkg, err := l.importFor(u, path, exports)
			if err != nil {
				failed[path] = err
			}
			return pkg, err
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
	var files []*ast.File
	for _, f := range u.sources {
		files = append(files, l.pruned(f))
	}
	u.pkg, _ = config.Check(u.meta.PkgPath, l.fset, files, u.info)
	for _, file := range files {
		u.errors = append(u.errors, l.explainInvalid(file, failed)...)
	}
	slices.SortStableFunc(u.errors, func(a, b types.Error) int { return int(a.Pos - b.Pos) })
}

// importFor returns a package that a unit imports.
func (l *loader) importFor(u *unit, path string, exports *exports) (*types.Package, error) {
	if u.cyclic[path] {
		return nil, errors.New("import cycle")
	}
	if imported := l.units[path]; imported != nil {
		return imported.pkg, nil
	}
	return exports.read(path, l.listed[path])
}

// explainInvalid returns an error wherever a file names a type of a package that
// cannot be imported. The type checker complains only about the import and is
// silent where the type is used, which is what a contract touches.
func (l *loader) explainInvalid(file *ast.File, failed map[string]error) []types.Error {
	why := map[string]string{} // by the name of the import
	for _, spec := range file.Imports {
		path := importPath(spec)
		if err := failed[path]; err != nil {
			why[l.importName(spec).Name] = fmt.Sprintf("could not import %s (%v)", path, err)
		} else if path == "C" {
			why["C"] = "a type of C has no wire form; use a type of Go"
		}
	}
	if len(why) == 0 {
		return nil
	}
	var errs []types.Error
	for _, decl := range file.Decls {
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BlockStmt:
				return false
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && why[x.Name] != "" {
					errs = append(errs, types.Error{Fset: l.fset, Pos: n.Pos(), Msg: why[x.Name]})
				}
			}
			return true
		})
	}
	return errs
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

// misplaced is [source.Misplaced] of a matched package.
func (u *unit) misplaced(l *loader) diag.List {
	if !u.matched {
		return nil
	}
	return source.Misplaced(u.pkg, u.decls, l.names.position)
}
