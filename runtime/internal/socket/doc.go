// Package socket is the one place that knows github.com/gorilla/websocket.
//
// gorilla does the handshake, and it reads: frames, masks, fragments and the
// rules of RFC 6455 about them. Version 1.5.3 is the last one and has holes.
// They are closed from outside, by a [net.Conn] of our own (type stream) that
// stands between gorilla and the network from the moment of hijacking:
//
//   - A first frame that arrives together with the handshake is kept. gorilla
//     drops the connection without an answer.
//   - A message may use only so many bytes on the wire, however many empty
//     fragments it is cut into. gorilla counts payload only.
//   - A message must be complete some time after it began.
//   - Middleware may wrap the ResponseWriter, if it has an Unwrap method.
//   - Text must be UTF-8. gorilla does not look.
//   - A length must be in its shortest form, and a close frame that is not empty
//     must have a whole code. gorilla lets both pass; see type headers.
//   - A length with its highest bit set is answered with 1002. gorilla hangs up.
//   - Subprotocols may stand in several header lines. gorilla reads one.
//
// # Compression
//
// gorilla takes any offer of permessage-deflate, bounds what is compressed and
// not what comes of it, and holds a decompressor from the first byte of a
// message to the last. So it only gets to write the answer to an offer that was
// looked at before, and to read frames without the mark of compression. A
// message is read whole, up to the limit, and then decompressed, up to the same
// limit. Neither side keeps its window, so a [Message] is compressed once for
// all, and a connection between two messages has no more memory than others.
//
// # Writing
//
// The server's frames are not masked, so a frame is a header of at most
// [HeaderRoom] bytes and the payload. They are made by [Seal], once for any
// number of receivers, and [Conn.Write] puts any number of them on the network
// at once. There is one writer: also what gorilla wants to say by itself, which
// is only ever a close frame, does not reach the network; it becomes the
// [Fault] that ends the read.
//
// # Concurrency
//
// One goroutine reads, one goroutine writes. Everything else may be called
// from anywhere.
package socket
