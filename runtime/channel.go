package runtime

// A Route is what the route table says of one channel. The generated variable
// RouteTable lists the routes of a package in the order of their names.
type Route struct {
	// Channel is the name of the channel.
	Channel string
	// Path is the URL path, in which {name} stands for one segment.
	Path string
	// ServerToClientType and ClientToServerType name the Go types of the
	// messages, or are empty in a direction without messages.
	ServerToClientType string
	ClientToServerType string

	// Auth is what the contract says: required, none, or nothing.
	Auth Auth
	// MaxSize is the largest message in bytes that a client may send; 0 means
	// the server's default.
	MaxSize int64
	// Rate is how many messages a client may send per second; 0 means the
	// server's default.
	Rate float64
	// Overflow is what happens when a client reads too slowly; empty means
	// the server's default.
	Overflow Overflow
}

// Auth says whether a channel needs an authenticated client.
type Auth string

// The values of the contract's auth key. AuthDefault leaves the decision to
// the server.
const (
	AuthDefault  Auth = ""
	AuthRequired Auth = "required"
	AuthNone     Auth = "none"
)

// Overflow says what happens to a message for a client whose queue is full.
type Overflow string

// The values of the contract's overflow key.
const (
	OverflowDefault    Overflow = ""
	OverflowClose      Overflow = "close"       // close the connection with 4408
	OverflowDropOldest Overflow = "drop-oldest" // forget the messages that wait longest
	OverflowDropNewest Overflow = "drop-newest" // forget the new message
)

// Validators check messages of one channel without decoding them for use. A
// nil error means that the message keeps the contract. Neither function is nil:
// in a direction without messages, every message is refused.
type Validators struct {
	ServerToClient func([]byte) error
	ClientToServer func([]byte) error
}

// A Channel is one channel of a contract, typed both ways: In is what clients
// send and the server receives, Out what the server sends. Channels are
// generated; see the variable Channels of the contract's package.
type Channel[In, Out any] struct {
	Route

	// ClientToServer and ServerToClient read and write the messages of each
	// direction. In a direction without messages the type is [None].
	ClientToServer Codec[In]
	ServerToClient Codec[Out]

	// Handshake reads and writes the path and query parameters.
	Handshake Handshake
}

// None is the type of the messages in a direction that has none.
type None struct{}

// A Codec reads and writes messages of type T.
type Codec[T any] struct {
	// Decode reads one message and checks it against the contract, in one
	// pass. The error is a [*ValidationError]. It does not keep data, which is
	// used again for another message.
	Decode func(data []byte) (T, error)
	// Append appends the JSON form of a message to b. An error means that the
	// value has no JSON form, such as a NaN, invalid UTF-8 or a nil union; b is then
	// returned as it was.
	Append func(b []byte, v T) ([]byte, error)
	// Validate is Decode without the value.
	Validate func(data []byte) error
}

// A Handshake describes the parameters that a client gives with the upgrade
// request. Its functions work on a JSON object {"params":{…},"query":{…}},
// into which the server puts the segments of the path and the query.
type Handshake struct {
	// Params lists the parameters of path and query.
	Params []Param
	// Decode returns a value of the contract's channel struct, with Params and
	// Query set and checked. Nil when the channel has neither.
	Decode func(data []byte) (any, error)
	// Append is the reverse of Decode.
	Append func(b []byte, v any) ([]byte, error)
}

// A Param is one parameter of a [Handshake].
type Param struct {
	Name string
	// Query tells that it stands in the query, not in the path.
	Query bool
	// Literal tells that its text is a JSON number or boolean, not a string.
	Literal bool
	// Many tells that it may be repeated, and is an array in JSON.
	Many bool
}
