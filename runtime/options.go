package runtime

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
)

// Options configure a [Server]. The zero value is safe: every limit is on,
// but for the connections of one address or principal. In
// each number, 0 means the default and a negative value turns the limit off.
type Options struct {
	// Prefix is the path under which routes without a path stand, as
	// Prefix/CHANNEL. Default "/ws". Routes of a contract have their path.
	Prefix string

	// Authenticate says who a client is, from its upgrade request: a cookie, a
	// header, a token. It is called once for each connection to a channel
	// whose contract does not say auth=none, before the upgrade. The principal
	// is what [Conn.Principal] returns. A nil principal without an error is an
	// anonymous client, whom channels with auth=required refuse.
	//
	// [ErrUnauthenticated] answers 401 and [ErrForbidden] 403; any other error
	// answers 500 and goes to the log, as does a panic. The request's context
	// ends after HandshakeTimeout, which answers 503.
	Authenticate func(*http.Request) (principal any, err error)
	// PrincipalID tells one principal from others, for MaxPerPrincipal,
	// [Manager.Principal] and [Manager.ClosePrincipal]; "" is nobody. Default:
	// what the principal's method PrincipalID() string returns; without one, the
	// principal itself if its type is a string or an integer; else "".
	PrincipalID func(principal any) string
	// PrincipalExpiry says when a principal's session ends; the zero time is
	// never. Within a second after, the connection is closed with 4401; a
	// session that has ended already is answered 401. Default: what the
	// principal's method ExpiresAt() time.Time returns; without one, never. See
	// also ExpireAt of [Peer].
	PrincipalExpiry func(principal any) time.Time
	// ConnContext says what values the context of a connection has: those of
	// the context that it returns, whose end does not matter. Default: those of the
	// request's context. They live as long as the connection: the request's
	// own cost about 350 bytes, which context.Background() does not.
	ConnContext func(*http.Request) context.Context
	// RequireAuth makes auth=required the rule for channels whose contract does
	// not say auth. Default false.
	RequireAuth bool
	// RejectAfterUpgrade answers a client that is not authenticated, is
	// forbidden, or has bad parameters with a WebSocket that is closed at once,
	// with 4401, 4403 or 1008. Browsers show a script the close code, but not
	// the HTTP status. Default false.
	RejectAfterUpgrade bool

	// AllowedOrigins are the web origins that may connect beside the server's
	// own, such as "https://app.example.com", or "https://*.example.com" for
	// every subdomain, or "*" for all. A request without Origin is not from
	// a browser, and passes.
	AllowedOrigins []string
	// CheckOrigin decides instead of AllowedOrigins when it is not nil.
	CheckOrigin func(*http.Request) bool

	// Subprotocols are offered to clients in this order.
	Subprotocols []string
	// TokenSubprotocol is the name, such as "bearer", of a subprotocol with
	// which a page in a browser hands over a token, for [Token] to return:
	//
	//	new WebSocket(url, ["bearer", token])
	//	new WebSocket(url, ["chat.v1", "bearer", token])
	//	new WebSocket(url, ["chat.v1", "bearer."+token])
	//
	// The token must be of letters, digits and -._~, as JSON Web Tokens are. The
	// server answers with one of Subprotocols, else with this name, and never
	// with the token; browsers refuse a connection without an answer, so
	// "bearer."+token needs another beside it. Default "": none.
	TokenSubprotocol string

	// HandshakeTimeout bounds Authenticate, and the sending of the answer.
	// Default 10 s. What happens before, the [http.Server] has to bound with
	// its ReadHeaderTimeout.
	HandshakeTimeout time.Duration
	// MaxConnections bounds the connections of the server; more are answered
	// 503. Default 10,000.
	MaxConnections int
	// MaxPerIP bounds the connections from one address; more are answered 503
	// with Retry-After. Addresses of IPv6 count by their first 64 bits, and
	// clients whose address is not known count together. Default: any number,
	// for behind a proxy all clients have its address, unless ClientIP says
	// better.
	MaxPerIP int
	// ClientIP says where a request comes from, for a server behind a proxy:
	// from a header that the proxy sets, and overwrites if the client has sent
	// it. An invalid address means that of the network connection, as does nil.
	ClientIP func(*http.Request) netip.Addr
	// MaxPerPrincipal bounds the connections of one principal that has an id;
	// more are answered 503 with Retry-After, or 4429 after the upgrade.
	// Default: any number.
	MaxPerPrincipal int

	// MaxMessageSize bounds a client's message in bytes, where the contract
	// does not say max-size; a larger one closes the connection with 1009.
	// Default 65,536.
	MaxMessageSize int64
	// MessageRate bounds the messages per second of one client, where the
	// contract does not say rate; bursts of two seconds' worth are in order.
	// More closes the connection with 4429. Default 100.
	MessageRate float64
	// InvalidRate bounds the invalid messages per minute of one client. More
	// closes the connection with 1008. Default 60.
	InvalidRate float64
	// ControlRate bounds the pings and pongs per second of one client, with
	// bursts of ten seconds' worth. More closes the connection with 1008.
	// Default 10.
	ControlRate float64
	// ReadTimeout is the time from the first to the last byte of one message.
	// A slower client is closed with 4408. Default 30 s.
	ReadTimeout time.Duration
	// RefuseBinary closes a connection that gets a binary message with 1003.
	// Default false: JSON is JSON in a binary message too.
	RefuseBinary bool

	// Compression agrees to compress messages with clients that ask for it, by
	// permessage-deflate (RFC 7692), without memory of earlier messages. It
	// costs both sides time, and it can give away a secret that stands in one
	// message beside text that an attacker chooses. Default false.
	Compression bool
	// CompressionThreshold is the size in bytes from which messages are
	// compressed. A broadcast is compressed once. Default 512; a negative value
	// compresses all.
	CompressionThreshold int

	// QueueBytes bounds the bytes that wait to be sent to one client. A
	// message that finds an empty queue always fits. Default 262,144.
	QueueBytes int
	// QueueAge bounds how long a message waits to be sent to one client.
	// Default 10 s.
	QueueAge time.Duration
	// Overflow is what happens at these bounds, where the contract does not
	// say overflow. Default [OverflowClose].
	Overflow Overflow
	// WriteTimeout bounds one write to the network, of up to 64 KiB or one
	// larger message. A slower client is closed with 4408. Of several writes in
	// a row, one may get an eighth less. Default 10 s.
	WriteTimeout time.Duration
	// CloseTimeout is how long a client may take to answer a close frame.
	// Default 5 s, also when negative.
	CloseTimeout time.Duration
	// SendBuffer is the size of the kernel's send buffer of one connection in
	// bytes. It is memory that QueueBytes does not count: by default Linux
	// grows it to some megabytes for a client that does not read. Default: the
	// system's.
	SendBuffer int

	// HeartbeatInterval is the time between pings. Default 30 s.
	HeartbeatInterval time.Duration
	// HeartbeatTimeout is how long a client may take to answer a ping. A
	// slower one is closed with 4408. Default 10 s, also when negative.
	HeartbeatTimeout time.Duration

	// Drain says how fast Shutdown sends clients away.
	Drain Drain

	// ValidateOutgoing holds also what the server sends against the contract.
	// It costs time; it is for tests and staging. Default false.
	ValidateOutgoing bool

	// Middleware stands around the handling of each message, on all channels.
	Middleware []Middleware

	// Metrics is told what happens. Default: nothing is.
	Metrics Metrics
	// Logger receives what goes wrong. Tokens, queries and messages never go
	// to it. Of what clients can cause, a few lines of each kind go to it in a
	// minute; the others are for [slog.LevelDebug], and are counted, as "more",
	// in the next line of that kind. Default [slog.Default].
	Logger *slog.Logger
}

// withDefaults fills in the defaults, and makes every limit that is off 0.
func (o Options) withDefaults() Options {
	o.Prefix = "/" + strings.Trim(cmp.Or(o.Prefix, "/ws"), "/")
	o.AllowedOrigins = slices.Clone(o.AllowedOrigins)
	o.Subprotocols = slices.Clone(o.Subprotocols)
	o.Middleware = slices.Clone(o.Middleware)
	o.Overflow = cmp.Or(o.Overflow, OverflowClose)
	o.Logger = cmp.Or(o.Logger, slog.Default())
	if o.Metrics == nil {
		o.Metrics = NoMetrics{}
	}

	limit(&o.HandshakeTimeout, 10*time.Second)
	limit(&o.MaxConnections, 10_000)
	limit(&o.MaxPerIP, 0)
	limit(&o.MaxPerPrincipal, 0)
	limit(&o.MaxMessageSize, 64<<10)
	limit(&o.MessageRate, 100)
	limit(&o.InvalidRate, 60)
	limit(&o.ControlRate, 10)
	limit(&o.ReadTimeout, 30*time.Second)
	limit(&o.CompressionThreshold, 512)
	limit(&o.QueueBytes, 256<<10)
	limit(&o.QueueAge, 10*time.Second)
	limit(&o.WriteTimeout, 10*time.Second)
	limit(&o.SendBuffer, 0)
	limit(&o.HeartbeatInterval, 30*time.Second)
	o.Drain = o.Drain.withDefaults()
	o.CloseTimeout = cmp.Or(max(0, o.CloseTimeout), 5*time.Second)
	o.HeartbeatTimeout = cmp.Or(max(0, o.HeartbeatTimeout), 10*time.Second)
	return o
}

// protocols returns the subprotocols that may be answered, in order.
func (o *Options) protocols() []string {
	if o.TokenSubprotocol == "" {
		return o.Subprotocols
	}
	return append(slices.Clone(o.Subprotocols), o.TokenSubprotocol)
}

// limit makes a number that is not set the default, and one that is off 0.
func limit[T int | int64 | float64 | time.Duration](v *T, byDefault T) {
	switch {
	case *v == 0:
		*v = byDefault
	case *v < 0:
		*v = 0
	}
}
