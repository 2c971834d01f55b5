package runtime

import (
	"fmt"
	"strconv"
)

// A CloseCode says why a connection was closed.
type CloseCode uint16

// The close codes that this package sends or reports. [CloseCodes] has what
// each means and what a client should do.
const (
	CloseNormal          CloseCode = 1000
	CloseGoingAway       CloseCode = 1001
	CloseProtocolError   CloseCode = 1002
	CloseUnsupported     CloseCode = 1003
	CloseNoStatus        CloseCode = 1005 // never sent
	CloseAbnormal        CloseCode = 1006 // never sent
	CloseInvalidUTF8     CloseCode = 1007
	ClosePolicy          CloseCode = 1008
	CloseTooBig          CloseCode = 1009
	CloseInternal        CloseCode = 1011
	CloseRestart         CloseCode = 1012
	CloseOverload        CloseCode = 1013
	CloseUnknownChannel  CloseCode = 4004
	CloseUnauthenticated CloseCode = 4401
	CloseForbidden       CloseCode = 4403
	CloseTooSlow         CloseCode = 4408
	CloseTooMany         CloseCode = 4429
)

// A Reconnect is what a client should do after a connection was closed.
type Reconnect string

// The values of Reconnect.
const (
	ReconnectNever   Reconnect = "never"   // the same again would be refused again
	ReconnectBackoff Reconnect = "backoff" // after a random time that grows with each attempt
	ReconnectNow     Reconnect = "now"     // at once, then with back-off
)

// A CloseCodeInfo is one row of the table of close codes.
type CloseCodeInfo struct {
	Code      CloseCode
	Name      string
	Meaning   string
	Reconnect Reconnect
}

// closeCodes is the table: in code, in the docs and in the clients. In order.
var closeCodes = []CloseCodeInfo{
	{CloseNormal, "normal", "the work is done", ReconnectNever},
	{CloseGoingAway, "going away", "the server is shutting down, or the user left the page", ReconnectBackoff},
	{CloseProtocolError, "protocol error", "a frame broke RFC 6455", ReconnectNever},
	{CloseUnsupported, "unsupported data", "a binary message, where the server was told to refuse them", ReconnectNever},
	{CloseNoStatus, "no status", "the other side closed without a code", ReconnectBackoff},
	{CloseAbnormal, "abnormal", "the connection broke without a close frame", ReconnectBackoff},
	{CloseInvalidUTF8, "invalid UTF-8", "a text message was not UTF-8", ReconnectNever},
	{ClosePolicy, "policy", "too many invalid messages, frames or pings, or bad parameters", ReconnectNever},
	{CloseTooBig, "too big", "a message was larger than the channel allows", ReconnectNever},
	{CloseInternal, "internal error", "the server failed, or a callback did", ReconnectBackoff},
	{CloseRestart, "restart", "the server restarts", ReconnectBackoff},
	{CloseOverload, "overload", "the server has too much to do", ReconnectBackoff},
	{CloseUnknownChannel, "unknown channel", "there is no channel at this path", ReconnectNever},
	{CloseUnauthenticated, "not authenticated", "the client has to sign in first", ReconnectNever},
	{CloseForbidden, "forbidden", "the client may not use this channel", ReconnectNever},
	{CloseTooSlow, "too slow", "the client did not read, send or answer a ping in time", ReconnectNow},
	{CloseTooMany, "too many", "more messages per second, or connections, than a client may have", ReconnectBackoff},
}

// CloseCodes returns the table of close codes, in order.
func CloseCodes() []CloseCodeInfo { return append([]CloseCodeInfo(nil), closeCodes...) }

// Info returns the row of the table. A code that is not in the table has its
// number as the name, and a client should come back with back-off.
func (c CloseCode) Info() CloseCodeInfo {
	for _, info := range closeCodes {
		if info.Code == c {
			return info
		}
	}
	return CloseCodeInfo{Code: c, Name: c.number(), Reconnect: ReconnectBackoff}
}

// number returns the number as text.
func (c CloseCode) number() string { return strconv.Itoa(int(c)) }

// String returns the number and the name, such as "1001 going away".
func (c CloseCode) String() string {
	number := c.number()
	if name := c.Info().Name; name != number {
		return number + " " + name
	}
	return number
}

// sendable reports whether a close frame may carry c (RFC 6455, 7.4).
func (c CloseCode) sendable() bool {
	switch {
	case c >= 3000 && c <= 4999:
		return true
	case c == 1004, c == CloseNoStatus, c == CloseAbnormal:
		return false
	}
	return c >= 1000 && c <= 1014
}

// orInternal returns c, or 1011 in place of what no close frame may carry: who has
// to go, goes.
func (c CloseCode) orInternal() CloseCode {
	if !c.sendable() {
		return CloseInternal
	}
	return c
}

// A CloseInfo says how a connection ended.
type CloseInfo struct {
	Code   CloseCode
	Reason string
	// Remote tells that the client ended it, by a close frame or by being gone.
	Remote bool
	// Err is what went wrong underneath, such as an error of the network or of
	// a callback, or an [ErrSlow]. Nil when nothing did.
	Err error
}

func (i CloseInfo) String() string {
	side := "server"
	if i.Remote {
		side = "client"
	}
	s := fmt.Sprintf("closed by %s with %s", side, i.Code)
	if i.Reason != "" {
		s += ": " + i.Reason
	}
	return s
}
