// Package conform asks a WebSocket server some hundred questions about RFC 6455
// and RFC 7692, over the network, and compares the answers with what the RFCs
// want.
//
// The cases were written from the text of the two RFCs, and of RFC 3629 for
// UTF-8. They are not those of the Autobahn|Testsuite, and passing them is not
// passing that. Each case names the section it is about.
//
// # What a server must do
//
// It sends back every message. The driver sends what the case says, then, where
// the case does not close by itself, a close frame with 1000, and reads to the
// end. What came is compared in three parts:
//
//   - The messages: those that were sent, in order; where the server has to fail the
//     connection, as many of them as it had time for. A binary message may come
//     back as text.
//   - The pongs: to the last ping at least (RFC 6455, 5.5.3). A pong may
//     overtake messages.
//   - The end: the code of the close frame, 1005 for one without a code, 1006
//     for a stream that ended without one.
//
// Whatever the case, the server's own frames must be in order: no mask, no
// reserved bits that were not agreed on, short control frames, fragments in
// sequence, text in UTF-8, nothing behind the close frame, and then the end of
// the TCP connection.
//
// # Verdicts
//
// A case passes when the server did what it wants. Often the RFC leaves a
// server free to do something else, such as to end a failed connection without
// a close frame; then the case says so, and the verdict is "tolerated". Anything
// else is "differs".
package conform
