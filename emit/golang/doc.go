// Package golang emits Go: for every package that declares channels, three
// files in that package.
//
//	ws_validators.gen.go   Validators, and the functions that read and check messages
//	ws_route_table.gen.go  RouteTable
//	ws_channels.gen.go     Channels, ContractFingerprint, and the functions that write messages
//
// # What is printed
//
// A message type T gets unmarshalT and validateT, and appendT. They call decodeT
// and encodeT, of which there is one for each named struct, union and enum that
// messages reach. Slices, maps, pointers and structs without a name are read and
// written where they stand, as plain loops, so that emitted code nests as deep
// as what a person wrote. What two messages would repeat is a method of
// [wire.Decoder] or [wire.Encoder].
//
// Types of other packages get functions as well, not methods, and types that the
// package cannot name, such as structs without a name, are filled field by field
// through generic functions of package wire.
//
// # Rules
//
// A decode function checks the validate tags of the fields it reads, as
// go-playground/validator does. That library checks the structs in a slice or
// map only where the tag says dive; a struct that is reached both ways has a
// second function, decodeTUnruled, which checks presence and types but no rules.
//
// # Names
//
// All names are worked out before anything is printed; see [names]. A name of
// ours that nobody else writes gives way to the package's own declarations. The
// exported ones are promises and do not: a clash is reported at the declaration.
//
// [wire.Decoder]: https://pkg.go.dev/github.com/wscontract/wscontract/runtime/wire#Decoder
// [wire.Encoder]: https://pkg.go.dev/github.com/wscontract/wscontract/runtime/wire#Encoder
package golang
