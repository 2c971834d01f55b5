// Package extract makes a [contract.Contract] of annotated Go source, or says what
// is wrong with it and where.
//
//	patterns ─load.Packages→ source.Program ─Extract→ contract.Contract
//
// [Extract] walks from each channel struct through all types it reaches and
// describes them as plain data. Emitters, the comparison for breaking changes
// and other people's tools see only that. What it walks over is a
// [source.Program]: the type-checked packages that declare channels, and what
// comments and syntax say and types do not know. Package load makes one of what
// patterns match, and package check one of an analysis.Pass.
//
// All of them collect everything that is wrong in a [diag.List]. An error means
// that there is nothing to look at.
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
// The packages of this directory import one another only in this order
// (scripts/imports holds them to it):
//
//	contract   plain data; the standard library without go/...
//	diag       contract
//	directive  go/ast and go/token
//	source     all of these, go/...
//	extract    all of these
//	load       all of these, go/packages
package extract
