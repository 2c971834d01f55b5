// Package behaviour runs the emitted code of every golden.
//
// What it must do stands in testdata/CASE/messages.txt, one message a line:
//
//	# comment
//	CHANNEL client|server|handshake WANT MESSAGE
//		writes MESSAGE
//
// WANT is ok, or everything that is wrong with the message: PATH:CODE for each
// finding, in their order, with commas between, and "..." behind the last one
// when there are more than are listed. In a path, a comma, a colon or a space is
// escaped as in a URL.
//
// A message of client is one that a client sends. One of handshake holds the
// parameters of the upgrade request. A message that is ok must be written back
// byte by byte, or as the line below it says.
//
// MESSAGE is the rest of the line. Bytes that do not fit on a line are written as
// a Go string behind "quoted:". In WANT and MESSAGE, <TEXT*N> stands for N times
// TEXT.
//
// # Judges
//
// messages.txt is an opinion. It is held to encoding/json/v2: what that refuses,
// emitted code must refuse; what emitted code accepts, that decodes to the same
// value; and what emitted code writes, that would have written.
package behaviour
