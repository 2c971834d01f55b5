// Package breaking compares two contracts and says what a change does to the
// people on the other side.
//
// # Who reads decides
//
// Clients and servers are not replaced in the same moment. While they are not,
// old clients talk to the new server:
//
//	client to server   the old contract writes, the new contract reads
//	server to client   the new contract writes, the old contract reads
//
// A change breaks when the side that writes may write something that the side
// that reads refuses. So the same edit can break one direction and not the
// other: a new required field is missing in what old clients send, and is an
// unknown key, which nobody minds, in what they receive. A type that travels both
// ways is compared both ways.
//
// # Rules
//
// Each kind of change is a [Rule] with an id, its effect in each direction, and
// its documentation, from which docs/breaking.md is printed. A rule is a row in
// the table of one of the files of this package, with the function that finds the
// change. Its argument says what it looks at:
//
//	func(*channels)   a channel, or one that was added or removed
//	func(*values)     what stands at one place of a message
//	func(*objects)    an object with known keys
//	func(*fields)     a key that both contracts have
//	func(*enums)      the values of an enum
//	func(*unions)     the variants of a union
//	func(*limits)     the rules of a validate tag about one value
//
// To add a rule is to add a row with its function, its id to the table of package
// directive, and edits to the corpus in testdata/corpus. The test of the corpus
// runs the decoders of both contracts on messages of both, so that a rule which
// claims too much or too little fails. So does a test with random edits.
//
// # In doubt
//
// Where a contract does not tell what is refused, a change is taken to break. That
// can be too much:
//
//	a codec of another type    it may read and write the same
//	required on a codec        asks nothing of one that is a struct in Go
//	one format for another     only some are known to keep others
//	an object or a map         one with optional keys only takes most of the other
//
// What clients are free to send besides, such as keys that the old contract does
// not have, is taken to mean nothing to the new one.
//
// # Names
//
// What has a name only in Go, such as types and fields, is not compared: peers
// never see it. Types are compared where messages use them. The name of a
// channel is not on the wire either, but its path is.
package breaking
