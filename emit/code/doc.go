// Package code prints source code.
//
// A [File] is one Go file. Its body is written with [File.P], one line of the
// target at a time, in order:
//
//	f.P("func validate%s(data []byte) error {", name)
//	f.P("	_, err := unmarshal%s(data)", name)
//	f.P("	return err")
//	f.P("}")
//
// so that the code that is emitted can be read in the code that emits it. P
// hands its arguments to fmt unchanged, and go vet checks them as it checks
// those of fmt.Printf.
//
// # Layout
//
// A file is as gofmt prints it, without being parsed and printed again, which
// took longer than everything else. Spaces within a line are written as gofmt has
// them. The tabs before it are those of the brackets around it, and the ones in
// the call of P are for the reader. Where gofmt puts something into columns, which
// depend on all lines together, [File.Columns] asks it. The tests of emitters hold
// their files against gofmt.
//
// # Imports
//
// A package is imported because it is used, never before and never in vain:
// [File.Use] notes the import and returns the name to write before the dot.
// [Imports] hands out those names. It is shared by the files of one package, so
// that a package has one name in all of them, and knows what other names are
// taken there.
package code
