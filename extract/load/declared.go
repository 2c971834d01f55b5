package load

import (
	"go/ast"
	"go/parser"
	"os"
	"path/filepath"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// taken are the names that a package has taken; see [source.Program.Declared].
type taken struct{ decls, imports map[string]contract.Position }

// declared returns the names that a package with channels has taken.
func (l *loader) declared(path string) (decls, imports map[string]contract.Position) {
	if u := l.units[path]; u != nil {
		return u.taken.decls, u.taken.imports
	}
	return nil, nil
}

// takenBy finds the names that a package has taken.
func (l *loader) takenBy(u *unit) taken {
	decls, imports := map[string]contract.Position{}, map[string]contract.Position{}
	take := func(taken map[string]contract.Position, name *ast.Ident) {
		if _, ok := taken[name.Name]; !ok && name.Name != "_" && name.Name != "." {
			taken[name.Name] = l.names.position(name.Pos())
		}
	}
	files := slices.Concat(u.syntax, u.others)
	for _, file := range files {
		if file.Name.Name != files[0].Name.Name {
			continue // an external test, or a file that is ignored
		}
		for _, decl := range file.Decls {
			for _, name := range declaredNames(decl) {
				take(decls, name)
			}
		}
		for _, spec := range file.Imports {
			take(imports, l.importName(spec))
		}
	}
	return taken{decls, imports}
}

// declaredNames returns the package-level names that a declaration declares.
func declaredNames(decl ast.Decl) []*ast.Ident {
	var names []*ast.Ident
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil && decl.Name.Name != "init" {
			names = append(names, decl.Name)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name)
			case *ast.ValueSpec:
				names = append(names, spec.Names...)
			}
		}
	}
	return names
}

// othersOf returns the Go files in the directory of a package that are not part of
// the build, but for wscontract's own.
func (l *loader) othersOf(u *unit) []*ast.File {
	var files []*ast.File
	built := map[string]bool{}
	for _, file := range u.syntax {
		built[l.fset.File(file.FileStart).Name()] = true
	}
	entries, _ := os.ReadDir(u.meta.Dir)
	for _, entry := range entries {
		filename := filepath.Join(u.meta.Dir, entry.Name())
		if filepath.Ext(filename) != ".go" || built[filename] {
			continue
		}
		src, ok := l.cfg.Overlay[filename]
		if !ok {
			src, _ = os.ReadFile(filename)
		}
		if source.IsOutputText(filename, src) {
			continue
		}
		if file, err := parser.ParseFile(l.fset, filename, src, parser.SkipObjectResolution); err == nil {
			files = append(files, file)
		}
	}
	return files
}
