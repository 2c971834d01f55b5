// Package random holds the tool to types that nobody chose: packages with
// contracts over random types, with random tags and rules.
//
//	seed ─gen→ a package ─extract, emit→ emitted code ─compile→ a program
//
// The program makes random messages, valid ones and mutants of them, and asks
// emitted code and its judges about each: encoding/json/v2, go-playground's
// validator, and the table of presence, null, enums and unions. The judges know
// the Go types by reflection, and what directives say from a file that is
// generated beside each package; nothing comes from the contract. They are the
// module in testdata/judge.
//
// Everything follows from the seed. To try others:
//
//	go test ./golden/random -seeds 200 -for 2m       seeds 1 to 200
//	go test ./golden/random -first 4711 -seeds 1     one seed
//	go test ./golden/random -messages 20000 -for 5m  more messages of each type
//
// When something fails, the generated module is kept and its directory named;
// in it, "go run . -seed N -endpoint NAME -message TEXT" asks about one message.
package random
