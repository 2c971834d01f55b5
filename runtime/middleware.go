package runtime

import "context"

// An Inbound is a message of a client on its way to OnMessage.
type Inbound struct {
	// Peer is the connection it came from.
	Peer Peer
	// Data is the message as it was sent, not yet checked. It is used again for
	// another message once the middleware has returned. A middleware may set
	// other data for those behind it to read.
	Data []byte
	// Message is what Data was decoded to, of the channel's type. It is set
	// before OnMessage is called, and nil before that; a middleware sees it
	// when next has returned.
	Message any
}

// A MessageFunc handles a message. Its error is what became of it: nil, a
// *[ValidationError] of a message that broke its contract and never reached
// OnMessage, or what OnMessage returned.
type MessageFunc func(ctx context.Context, m *Inbound) error

// A Middleware stands around the handling of messages: it calls next, or
// returns an error without. It runs in the place of OnMessage, with the same
// promises: in order, for one connection one at a time (or
// [Handler.Concurrency]), and a panic ends the connection with 1011.
//
// The ctx that it gives to next is what OnMessage gets. The error that it
// returns is answered as one of OnMessage is. It may pass on that of next, or
// return another in its place.
//
//	func timed(next runtime.MessageFunc) runtime.MessageFunc {
//		return func(ctx context.Context, m *runtime.Inbound) error {
//			start := time.Now()
//			err := next(ctx, m)
//			slog.InfoContext(ctx, "message", "channel", m.Peer.Channel(), "type", fmt.Sprintf("%T", m.Message), "took", time.Since(start), "error", err)
//			return err
//		}
//	}
//
// The first in a list is the outermost: it is the first to see a message, and the
// last to see its error. [Options.Middleware] stands around [Handler.Middleware].
type Middleware func(next MessageFunc) MessageFunc

// wrap puts middleware around the innermost function.
func wrap(inner MessageFunc, outer ...Middleware) MessageFunc {
	for i := len(outer) - 1; i >= 0; i-- {
		inner = outer[i](inner)
	}
	return inner
}
