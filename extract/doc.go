// Package extract reads annotated Go source and makes a [contract.Contract] of
// it, or says what is wrong with it and where.
//
// # Pipeline
//
//	patterns ─Load→ Program ─Extract→ contract.Contract
//
// [Load] finds the packages that declare channels. It asks the go command for
// the files of the matched packages, reads them, and parses only those in which
// a comment looks like a directive. Of these it drops the declarations that no
// contract can reach, asks the go command for the export data of what the rest
// imports, and type-checks the rest without function bodies. The result is a
// [Program]: a [Source] for each package with channels, and [Decls], which are
// what comments and syntax say and types do not know: docs, directives, the order
// of constants. The declarations of other packages are read when somebody asks.
//
// [Extract] walks from each channel struct through all types it reaches and
// describes them as plain data. Emitters, the comparison for breaking changes
// and other people's tools see only that.
//
// Both collect everything that is wrong in a [diag.List]. An error means that
// there is nothing to look at.
//
// # Our own output
//
// Generated files stand in the package of the contract, and may be stale,
// broken, half written or missing while hand-written code refers to names in
// them. So they are never parsed, an annotated package is never built, and a type
// error counts only if a contract touches it. Where a package that a contract
// imports does not build, it is loaded from source in the same way.
//
// # Directives
//
// A directive is one line in the doc comment of a type, in either form:
//
//	//ws:NAME argument key=value
//	// ws:NAME argument key="a value"
//
// Package [directive] has the grammar and the table of all directives, and says
// what it does about comments that are nearly one.
//
// # Imports
//
// The packages of this directory import one another only in this order, and
// nothing else of the module (scripts/imports holds them to it):
//
//	contract   plain data; the standard library without go/...
//	diag       contract
//	directive  go/ast and go/token
//	extract    all of these, go/..., golang.org/x/tools
package extract
