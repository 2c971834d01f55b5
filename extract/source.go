package extract

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
)

// A Source is one type-checked package: what both go/packages and an
// analysis.Pass can supply, so that generating and checking run the same code.
type Source struct {
	Fset  *token.FileSet
	Files []*ast.File
	Pkg   *types.Package
	Info  *types.Info
}

// A Program is the set of packages whose channels are extracted, and the means
// to read the declarations of every other package they reach.
type Program struct {
	// Sources are the packages that declare channels, sorted by import path.
	Sources []*Source
	// Dir returns the directory of the package with the given import path.
	Dir func(path string) string
	// Local tells that a package belongs to the main module (or the workspace).
	Local func(path string) bool
	// Decls returns the package-level declarations of any package the sources
	// reach, read from its syntax alone and only when asked for. It never
	// returns nil; a package whose source is not at hand has no declarations.
	Decls func(path string) *Decls
	// Position makes a position that is the same on every machine.
	Position func(token.Pos) contract.Position
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
}

// A Decl is one declaration.
type Decl struct {
	Name string
	// Doc is the doc comment (or else the comment on the line) without directives.
	Doc        string
	Deprecated string // the text after "Deprecated: ", if any
	Directives []directive.Directive
	Pos        token.Pos
	// Type is the right-hand side of a type declaration.
	Type ast.Expr
	// Fields are, for a struct type, the docs of its fields by Go name
	// (fields of anonymous structs inside it by dotted path).
	Fields map[string]*Decl
}
