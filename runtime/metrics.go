package runtime

import (
	"errors"
	"time"
)

// Metrics is told what happens on a server; see [Options.Metrics]. The methods
// are called from many goroutines, mostly for each message: they must be quick,
// and must not wait or call the server. No lock is held while they run. A panic
// is logged, and disturbs nobody.
//
// The strings they get are from small sets, and safe as labels: channel is the
// name of a channel that is served, or empty when a client asked for another,
// and what a client may choose freely does not appear.
//
// More methods may come. An implementation that embeds [NoMetrics] has them.
type Metrics interface {
	// Refused counts an upgrade request that did not become a connection.
	Refused(channel string, why Refusal)
	// Opened counts a connection, before its OnConnect. Closed is called once
	// for each of them; the difference is how many there are.
	Opened(channel string)
	Closed(channel string, end Ending)
	// Received counts a message of a client, after it was handled.
	Received(channel string, m Receipt)
	// Delivered counts messages that were handed to the network in one write,
	// and their bytes on the wire, those of pings and the like among them.
	Delivered(channel string, messages, bytes int)
	// Dropped counts messages that were sent and will not be delivered.
	Dropped(channel string, messages int, why DropReason)
	// Broadcast counts a broadcast, with how many connections it was queued for.
	Broadcast(channel string, recipients int)
	// Pinged measures the time from a ping to its answer.
	Pinged(channel string, roundTrip time.Duration)
	// Panicked counts a panic of the user's code, such as OnMessage.
	Panicked(channel, where string)
}

// NoMetrics does nothing. Embed it to implement a part of [Metrics].
type NoMetrics struct{}

// The methods of Metrics.
func (NoMetrics) Refused(string, Refusal)         {}
func (NoMetrics) Opened(string)                   {}
func (NoMetrics) Closed(string, Ending)           {}
func (NoMetrics) Received(string, Receipt)        {}
func (NoMetrics) Delivered(string, int, int)      {}
func (NoMetrics) Dropped(string, int, DropReason) {}
func (NoMetrics) Broadcast(string, int)           {}
func (NoMetrics) Pinged(string, time.Duration)    {}
func (NoMetrics) Panicked(string, string)         {}

// A Refusal says why an upgrade request did not become a connection.
type Refusal string

// The values of Refusal.
const (
	RefusedHandshake       Refusal = "handshake"         // it was not a WebSocket handshake, or could not be answered
	RefusedOrigin          Refusal = "origin"            // from a page of another origin
	RefusedUnknownChannel  Refusal = "unknown_channel"   // there is no channel at the path
	RefusedUnauthenticated Refusal = "unauthenticated"   // Authenticate said so, or auth=required
	RefusedForbidden       Refusal = "forbidden"         // Authenticate said so
	RefusedParameters      Refusal = "parameters"        // of path or query
	RefusedMaxConnections  Refusal = "max_connections"   // Options.MaxConnections
	RefusedMaxPerIP        Refusal = "max_per_ip"        // Options.MaxPerIP
	RefusedMaxPerPrincipal Refusal = "max_per_principal" // Options.MaxPerPrincipal
	RefusedDraining        Refusal = "draining"          // the server is shutting down
	RefusedTimeout         Refusal = "timeout"           // Authenticate took too long
	RefusedError           Refusal = "error"             // a hook failed or panicked
)

// An Ending says how a connection ended.
type Ending struct {
	// Code is the close code as a label: a number, or "other" for one that a
	// client sent and that is not in the table of [CloseCodes].
	Code string
	// Remote tells that the client ended it, by a close frame or by being gone.
	Remote bool
	// Slow tells that it was closed because the client did not read.
	Slow bool
	// Lasted is the time since it was opened.
	Lasted time.Duration
}

// A Receipt says what became of a message of a client.
type Receipt struct {
	// Bytes is the length of the message, decompressed.
	Bytes int
	// Outcome is what became of it.
	Outcome Outcome
	// Took is the time for decoding, checking and handling it.
	Took time.Duration
}

// An Outcome is what became of a message of a client.
type Outcome string

// The values of Outcome.
const (
	OutcomeHandled  Outcome = "handled"  // OnMessage returned nil
	OutcomeInvalid  Outcome = "invalid"  // it was not JSON, or broke its contract
	OutcomeFailed   Outcome = "failed"   // OnMessage returned an error
	OutcomePanicked Outcome = "panicked" // OnMessage panicked
	OutcomeRefused  Outcome = "refused"  // one message too many, or binary where that is refused
)

// A DropReason says why a message was not delivered.
type DropReason string

// The values of DropReason.
const (
	DroppedSlow   DropReason = "close"       // the client read too slowly, and was closed for it
	DroppedOldest DropReason = "drop-oldest" // by the overflow policy of that name
	DroppedNewest DropReason = "drop-newest" // by the overflow policy of that name
	DroppedEnded  DropReason = "ended"       // its connection ended first
)

// dropReason returns why an overflow policy drops.
func dropReason(policy Overflow) DropReason {
	switch policy {
	case OverflowDropOldest:
		return DroppedOldest
	case OverflowDropNewest:
		return DroppedNewest
	}
	return DroppedSlow
}

// ending describes the end of a connection that lasted so long.
func (i CloseInfo) ending(lasted time.Duration) Ending {
	e := Ending{Code: i.Code.number(), Remote: i.Remote, Slow: errors.Is(i.Err, ErrSlow), Lasted: lasted}
	if i.Remote && i.Code.Info().Name == e.Code {
		e.Code = "other"
	}
	return e
}
