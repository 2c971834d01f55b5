package runtime

import (
	"cmp"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// DialOptions configure [Dial]. The zero value is in order for a channel
// without parameters.
type DialOptions struct {
	// Handshake is a value of the contract's channel struct, whose Params and
	// Query go into the URL. Nil when the channel has neither.
	Handshake any
	// Header is sent with the upgrade request.
	Header http.Header
	// Token is sent as "Authorization: Bearer TOKEN".
	Token string
	// Subprotocols are offered in this order.
	Subprotocols []string

	// TLS is for wss. Default: that of crypto/tls.
	TLS *tls.Config
	// NetDial opens the network connection. Default: that of net.Dialer.
	NetDial func(ctx context.Context, network, addr string) (net.Conn, error)

	// HandshakeTimeout bounds the opening of the connection. Default 10 s.
	HandshakeTimeout time.Duration
	// WriteTimeout bounds each Send. Default 10 s.
	WriteTimeout time.Duration
	// HeartbeatInterval is how long the server may be silent before it is sent
	// a ping. Default 30 s; a negative value sends none.
	HeartbeatInterval time.Duration
	// HeartbeatTimeout is how long the server may take to answer a ping. The
	// connection to a slower one ends with [CloseAbnormal]. Default 10 s, also
	// when negative.
	HeartbeatTimeout time.Duration
	// CloseTimeout is how long Close waits for the server to answer. Default
	// 5 s, also when negative.
	CloseTimeout time.Duration
	// MaxMessageSize bounds the server's messages in bytes. Default 1,048,576;
	// a negative value means any.
	MaxMessageSize int64
	// Compression asks the server to compress messages (see
	// [Options.Compression]), and compresses those of at least 512 bytes.
	// Default false.
	Compression bool
	// ValidateOutgoing holds what is sent against the contract first, so that a
	// mistake shows where it was made. Default false: the server looks.
	ValidateOutgoing bool
}

// withDefaults fills in the defaults, and makes every limit that is off 0.
func (o DialOptions) withDefaults() DialOptions {
	limit(&o.HandshakeTimeout, 10*time.Second)
	limit(&o.WriteTimeout, 10*time.Second)
	limit(&o.HeartbeatInterval, 30*time.Second)
	limit(&o.MaxMessageSize, 1<<20)
	o.HeartbeatTimeout = cmp.Or(max(0, o.HeartbeatTimeout), 10*time.Second)
	o.CloseTimeout = cmp.Or(max(0, o.CloseTimeout), 5*time.Second)
	return o
}

// header returns the headers of the upgrade request.
func (o *DialOptions) header() http.Header {
	header := o.Header.Clone()
	if o.Token != "" {
		if header == nil {
			header = http.Header{}
		}
		header.Set("Authorization", "Bearer "+o.Token)
	}
	return header
}
