// Package emit turns a contract into files, and puts them on disk.
//
// # Emitters
//
// An [Emitter] is a function from a contract to files. It sees nothing else: not
// go/types, not the source, not what is on disk. So it can be tested with a
// contract that is written down as a Go literal, and what it does today it does
// next year with the contract that was saved today.
//
// An emitter decides names and content of its files, the same for the same
// contract, to the byte. What a user can mend, such as a name that is already
// taken, it reports as a diagnostic at the declaration to mend; an error is a
// mistake in the emitter itself.
//
// To add one:
//
//  1. Write a package emit/NAME with a function
//     Emit(*contract.Contract) ([]code.Output, diag.List, error). For Go, the
//     package emit/code prints it; data formats are structs that encoding/json
//     prints.
//  2. Add a line to the table in emit.go, with the base names of the files that
//     it may write. Only files with these names are ever removed.
//  3. Test it with a judge from outside: a compiler, a validator, another
//     implementation.
//
// # Files
//
// A [Plan] compares what should be there with what is. It can be shown as a
// diff, and applied, which changes all files or none. A file that is as it should
// be is not touched. A file at one of our places that we did not write is never
// overwritten.
package emit
