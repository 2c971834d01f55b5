// Package source is what contracts are extracted from: type-checked packages, and
// what their comments and syntax say and types do not know, which are docs,
// directives and the order of constants.
//
// A [Program] can be made by whoever has packages: package load makes one of the
// answers of the go command, and package check one of an analysis.Pass, so that
// generating and checking run the same code.
package source
