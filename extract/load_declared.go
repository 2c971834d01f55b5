package extract

import (
	"go/ast"
	"go/parser"
	"os"
	"path/filepath"

	"github.com/wscontract/wscontract/extract/contract"
)

// declared returns the names that a package has taken; see [Program.Declared].
func (l *loader) declared(path string) map[string]contract.Position {
	p := l.listed[path]
	if p == nil {
		return nil
	}
	taken := map[string]contract.Position{}
	take := func(name *ast.Ident) {
		if _, ok := taken[name.Name]; !ok && name.Name != "_" {
			taken[name.Name] = l.names.position(name.Pos())
		}
	}
	files := l.filesOf(path)
	for _, file := range files {
		if file.Name.Name != files[0].Name.Name {
			continue // an external test, or a file that is ignored
		}
		for _, decl := range file.Decls {
			takeNames(decl, take)
		}
		// A name cannot be declared in a package and in one of its files.
		for _, spec := range file.Imports {
			take(l.importName(spec))
		}
	}
	return taken
}

// takeNames calls take for each package-level name that a declaration declares.
func takeNames(decl ast.Decl, take func(*ast.Ident)) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil && decl.Name.Name != "init" {
			take(decl.Name)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				take(spec.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					take(name)
				}
			}
		}
	}
}

// filesOf returns all Go files in the directory of a package but wscontract's
// own, those that are part of the build first.
func (l *loader) filesOf(path string) []*ast.File {
	var files []*ast.File
	seen := map[string]bool{}
	if u := l.units[path]; u != nil {
		for _, file := range u.files {
			files = append(files, file)
			seen[l.fset.File(file.FileStart).Name()] = true
		}
	}
	dir := l.listed[path].Dir
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		filename := filepath.Join(dir, entry.Name())
		if filepath.Ext(filename) != ".go" || seen[filename] {
			continue
		}
		src, ok := l.cfg.Overlay[filename]
		if !ok {
			src, _ = os.ReadFile(filename)
		}
		if isOutput(filename, src) {
			continue
		}
		if file, err := parser.ParseFile(l.fset, filename, src, parser.SkipObjectResolution); err == nil {
			files = append(files, file)
		}
	}
	return files
}
