// Package load finds the packages that declare channels, and type-checks as much of
// them as their contracts need.
//
// It asks the go command for the files of the matched packages, reads them, and
// parses only those in which a comment looks like a directive. Of these it drops
// the declarations that no contract can reach, asks the go command for the export
// data of what the rest imports, and type-checks the rest without function bodies.
// The declarations of other packages are read when somebody asks.
//
// # Our own output
//
// Generated files stand in the package of the contract, and may be stale,
// broken, half written or missing while hand-written code refers to names in
// them. So they are never parsed, an annotated package is never built, and a type
// error counts only if a contract touches it. Where a package that a contract
// imports does not build, it is loaded from source in the same way.
package load
