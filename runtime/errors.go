package runtime

import (
	"errors"
	"fmt"
)

// Errors of sending.
var (
	// ErrClosed tells that the connection is closed or closing.
	ErrClosed = errors.New("runtime: connection is closed")
	// ErrSlow tells that the client reads too slowly, and that the channel's
	// overflow policy closed the connection for it.
	ErrSlow = errors.New("runtime: client reads too slowly")
	// ErrDropped tells that the client reads too slowly, and that the channel's
	// overflow policy dropped the message for it.
	ErrDropped = errors.New("runtime: message dropped: client reads too slowly")
)

// Errors for [Options.Authenticate] to return, alone or wrapped.
var (
	// ErrUnauthenticated answers 401: the client has to sign in first.
	ErrUnauthenticated = errors.New("runtime: not authenticated")
	// ErrForbidden answers 403: the client is known and may not enter.
	ErrForbidden = errors.New("runtime: forbidden")
)

// An Error is for the client to see. A handler returns one, alone or wrapped,
// to answer a message with
//
//	{"type":"error","id":…,"code":"…","message":"…"}
//
// where id is that of the message, if it has one, and an empty code is left
// out. The connection stays open.
type Error struct {
	Code    string
	Message string
}

func (e *Error) Error() string {
	if e.Code == "" {
		return e.Message
	}
	return e.Code + ": " + e.Message
}

// A CloseError tells that a connection has ended: it is the cause of the end of
// a connection's context, and what a [Client] returns.
type CloseError struct {
	Code   CloseCode
	Reason string
}

func (e *CloseError) Error() string {
	if e.Reason == "" {
		return "runtime: connection closed: " + e.Code.String()
	}
	return fmt.Sprintf("runtime: connection closed: %s: %s", e.Code, e.Reason)
}

// Is makes every CloseError an [ErrClosed].
func (e *CloseError) Is(target error) bool { return target == ErrClosed }

// A RejectError ends a connection: OnConnect or OnMessage returns one, alone or
// wrapped, to close the connection with its code and reason. It is not a
// [CloseError], so that a handler which is itself a client of another server
// does not pass on that it was closed.
type RejectError struct {
	Code   CloseCode
	Reason string
}

func (e *RejectError) Error() string {
	return fmt.Sprintf("runtime: rejected with %s: %s", e.Code, e.Reason)
}

// Reject returns a [RejectError].
func Reject(code CloseCode, reason string) error {
	return &RejectError{Code: code, Reason: reason}
}

// A refusal wraps what a message was refused for, so that it is not taken for
// an error of the handler.
type refusal struct{ err error }

func (r *refusal) Error() string { return r.err.Error() }
func (r *refusal) Unwrap() error { return r.err }
