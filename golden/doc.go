// Package golden holds the tool to what it should emit.
//
// A case is a directory of ../testdata: a small package with one behaviour of
// the annotation language in it, and messages.txt, which says what emitted code
// must answer to which messages. The same package stands here a second time,
// copied file by file, together with what wscontract generates for it. So the
// goldens are ordinary packages of this module, and go vet ./... compiles them.
//
// # Tests
//
// The test of this package compares the copies and generates again. It must
// give the same bytes, here and in a copy of the module elsewhere.
//
//	go test ./golden -update
//
// copies, generates and records, but only what compiles. The test imports none
// of the goldens, so that it can mend them when they do not.
//
// Package behaviour, below, runs the emitted code of every case on the messages
// of the case, with encoding/json/v2 as the judge.
package golden
