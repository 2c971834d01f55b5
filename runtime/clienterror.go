package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A ServerError is what the server says when it has refused a message, or
// failed at it. The connection stays open.
type ServerError struct {
	// ID is the id of the message, as JSON, or empty when it had none.
	ID string
	// Code and Message are those of an [Error], if the handler returned one.
	Code    string
	Message string
	// Findings say how the message breaks the contract.
	Findings []Finding
}

func (e *ServerError) Error() string {
	var b strings.Builder
	b.WriteString("server: ")
	switch {
	case len(e.Findings) > 0:
		b.WriteString((&ValidationError{Findings: e.Findings}).Error())
	case e.Code != "":
		b.WriteString(e.Code + ": " + e.Message)
	default:
		b.WriteString(e.Message)
	}
	if e.ID != "" {
		b.WriteString(" (message " + e.ID + ")")
	}
	return b.String()
}

// parseErrorFrame returns nil for what is not an error frame.
func parseErrorFrame(data []byte) *ServerError {
	var f errorFrame
	if json.Unmarshal(data, &f) != nil || f.Type != frameError && f.Type != frameValidation {
		return nil
	}
	return &ServerError{ID: string(f.ID), Code: f.Code, Message: f.Message, Findings: f.Errors}
}

// A HandshakeError tells that the server has answered an upgrade request with
// something else.
type HandshakeError struct {
	Channel string
	// Status is the HTTP status, such as 401.
	Status int
	// Body is the beginning of what the server said.
	Body string
	// Findings say what is wrong with the parameters, if that is the reason.
	Findings []Finding
	// RetryAfter is how long the server asks to wait before the next attempt,
	// or 0 when it does not say.
	RetryAfter time.Duration
}

func (e *HandshakeError) Error() string {
	said := strings.TrimSpace(e.Body)
	if len(e.Findings) > 0 {
		said = (&ValidationError{Findings: e.Findings}).Error()
	}
	return fmt.Sprintf("runtime: channel %q: the server answered %d %s: %s", e.Channel, e.Status, http.StatusText(e.Status), said)
}

// Is makes 401 and 403 the errors that the server's hook had returned.
func (e *HandshakeError) Is(target error) bool {
	return target == ErrUnauthenticated && e.Status == http.StatusUnauthorized ||
		target == ErrForbidden && e.Status == http.StatusForbidden
}

// Reconnect says what a client should do: come back with back-off when the
// server is busy or broken (408, 425, 429 and 5xx, but for 501), and else not.
func (e *HandshakeError) Reconnect() Reconnect {
	switch e.Status {
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return ReconnectBackoff
	case http.StatusNotImplemented:
		return ReconnectNever
	}
	if e.Status >= 500 {
		return ReconnectBackoff
	}
	return ReconnectNever
}

// Reconnect says what a client should do, as the table of [CloseCodes] has it.
func (e *CloseError) Reconnect() Reconnect { return e.Code.Info().Reconnect }

// A misdialed wraps what is wrong with the address or parameters of a client.
type misdialed struct{ error }

func (e *misdialed) Unwrap() error      { return e.error }
func (*misdialed) Reconnect() Reconnect { return ReconnectNever }

// ReconnectAfter says what a client should do after an error of [Dial], or after
// the one that has ended its connection: as the table of [CloseCodes] or the
// HTTP status says, never for wrong parameters, [ErrUnauthenticated] and
// [ErrForbidden], and with back-off when there was no answer.
func ReconnectAfter(err error) Reconnect {
	if advice, ok := errors.AsType[interface {
		error
		Reconnect() Reconnect
	}](err); ok {
		return advice.Reconnect()
	}
	if errors.Is(err, ErrUnauthenticated) || errors.Is(err, ErrForbidden) {
		return ReconnectNever
	}
	return ReconnectBackoff
}

// parseRetryAfter reads the header, which has seconds or a date (RFC 9110,
// 10.2.3).
func parseRetryAfter(text string) time.Duration {
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(date))
	}
	return 0
}

func handshakeError(channel string, resp *http.Response, err error) error {
	if resp == nil {
		return fmt.Errorf("runtime: channel %q: %w", channel, err)
	}
	body, _ := io.ReadAll(resp.Body) // the beginning, already in memory
	e := &HandshakeError{
		Channel:    channel,
		Status:     resp.StatusCode,
		Body:       string(body),
		RetryAfter: parseRetryAfter(resp.Header.Get("Retry-After")),
	}
	if f := parseErrorFrame(body); f != nil {
		e.Findings = f.Findings
	}
	return e
}
