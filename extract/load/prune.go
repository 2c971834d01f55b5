package load

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"strconv"
)

// pruned returns the file without what is not kept.
func (l *loader) pruned(f *sourceFile) *ast.File {
	file := *f.File
	file.Imports = l.needed(f)
	file.Decls = nil
	if len(file.Imports) > 0 {
		imports := &ast.GenDecl{Tok: token.IMPORT}
		for _, spec := range file.Imports {
			imports.Specs = append(imports.Specs, spec)
		}
		file.Decls = append(file.Decls, imports)
	}
	for _, decl := range f.Decls {
		if f.decls[decl] != nil && f.decls[decl].kept {
			file.Decls = append(file.Decls, decl)
		}
		if gen, ok := decl.(*ast.GenDecl); ok {
			kept := *gen
			kept.Specs = nil
			for _, spec := range gen.Specs {
				if f.decls[spec] != nil && f.decls[spec].kept {
					kept.Specs = append(kept.Specs, spec)
				}
			}
			if kept.Specs != nil {
				file.Decls = append(file.Decls, &kept)
			}
		}
	}
	return &file
}

// needed returns the imports of a file whose names occur in kept declarations.
// As long as the go command has not told the name of a package, a name that no
// import explains may be that of any import.
func (l *loader) needed(f *sourceFile) []*ast.ImportSpec {
	explained := map[string]bool{}
	for _, spec := range f.Imports {
		explained[l.importName(spec).Name] = true
	}
	unexplained := false
	for name := range f.qualifiers {
		unexplained = unexplained || !explained[name]
	}
	var needed []*ast.ImportSpec
	for _, spec := range f.Imports {
		name := l.importName(spec).Name
		if name == "." || f.qualifiers[name] || unexplained && spec.Name == nil && l.listed[importPath(spec)] == nil {
			needed = append(needed, spec)
		}
	}
	return needed
}

// importName returns the name by which a file refers to an import. Unless the
// go command has told the name of the package, it is a guess.
func (l *loader) importName(spec *ast.ImportSpec) *ast.Ident {
	if spec.Name != nil {
		return spec.Name
	}
	name := guessName(importPath(spec))
	if p := l.listed[importPath(spec)]; p != nil && p.Name != "" {
		name = p.Name
	}
	return &ast.Ident{NamePos: spec.Pos(), Name: name}
}

func importPath(spec *ast.ImportSpec) string {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return "" // a syntax error
	}
	return path
}

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

// guessName returns the name that a package most likely has.
func guessName(importPath string) string {
	if majorVersion.MatchString(path.Base(importPath)) {
		importPath = path.Dir(importPath)
	}
	return path.Base(importPath)
}
