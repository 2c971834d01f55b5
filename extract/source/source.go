package source

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/directive"
)

// A Package is one type-checked package: what both go/packages and an
// analysis.Pass can supply, so that generating and checking run the same code.
// Pkg and Info may lack declarations that no contract can reach; see
// [Program.Declared] for all names of a package.
type Package struct {
	Fset  *token.FileSet
	Files []*ast.File
	Pkg   *types.Package
	Info  *types.Info
	// Errors are the type errors of the package, sorted by position. Most do
	// not matter: the rest of the package may refer to names that are about to
	// be generated. Those that touch a contract do.
	Errors []types.Error
}

// A Program is the set of packages whose channels are extracted, and the means
// to read the declarations of every other package they reach.
type Program struct {
	// Packages are the packages that declare channels, sorted by import path.
	Packages []*Package
	// Prefix begins the route of a channel whose contract states none; "" means /ws.
	Prefix string
	// Dir returns the directory of the package with the given import path.
	Dir func(path string) string
	// Local tells that a package belongs to the main module (or the workspace).
	Local func(path string) bool
	// Decls returns the package-level declarations of any package the sources
	// reach, read from its syntax alone and only when asked for. It never
	// returns nil; a package whose source is not at hand has no declarations.
	Decls func(path string) *Decls
	// Errors returns the type errors of a package that was type-checked from
	// source, whether it is one of Packages or only imported by one.
	Errors func(path string) []types.Error
	// Declared says where each package-level name of a package is declared,
	// also in its test files and in files for other build constraints, but not
	// in wscontract's own output. Emitted code must not declare these again.
	// Imports says the same of the names that its files have for other packages.
	Declared func(path string) (decls, imports map[string]contract.Position)
	// Position makes a position that is the same on every machine. In a
	// workspace, File is relative to the module of the file, and begins with the
	// module's path if two modules have a file of that name.
	Position func(token.Pos) contract.Position
	// Filename turns the File of such a position, or an absolute path, into a
	// path for the user: relative to the working directory where that is shorter.
	Filename func(file string) string
	// Mistakes returns what is wrong with the directives of packages that were
	// read by Decls, apart from what loading has already reported.
	Mistakes func() diag.List
	// Outputs are the files that an earlier run wrote into the matched
	// packages, as absolute paths, sorted.
	Outputs []string
}

// Decls are the declarations of one package, as comments and syntax say them.
type Decls struct {
	// Doc is the package comment.
	Doc string
	// Types are the declared types by name.
	Types map[string]*Decl
	// Values are the declared constants by name; ValueOrder lists them as they stand in the source
	// (files by name).
	Values     map[string]*Decl
	ValueOrder []string
	// Ignores are the ws:ignore of the package, wherever they stand.
	Ignores []directive.Ignore
}

// A Decl is one declaration.
type Decl struct {
	Name string
	// Doc is the doc comment (or else the comment on the line) without directives.
	Doc        string
	Deprecated string // the text after "Deprecated: ", if any
	Directives []directive.Directive
	Pos        token.Pos
	// Type is the right-hand side of a type declaration, and of a constant the
	// type that is stated. Value is the value of a constant that has its own.
	Type  ast.Expr
	Value ast.Expr
}

// Directive returns the directive with the given name on a declaration, or nil.
func (d *Decl) Directive(name string) *directive.Directive {
	for i := range d.Directives {
		if d.Directives[i].Name == name {
			return &d.Directives[i]
		}
	}
	return nil
}
