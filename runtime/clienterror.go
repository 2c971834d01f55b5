package runtime

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
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
}

func (e *HandshakeError) Error() string {
	return fmt.Sprintf("runtime: channel %q: the server answered %d %s: %s", e.Channel, e.Status, http.StatusText(e.Status), strings.TrimSpace(e.Body))
}

// Is makes 401 and 403 the errors that the server's hook had returned.
func (e *HandshakeError) Is(target error) bool {
	return target == ErrUnauthenticated && e.Status == http.StatusUnauthorized ||
		target == ErrForbidden && e.Status == http.StatusForbidden
}

func handshakeError(channel string, resp *http.Response, err error) error {
	if resp == nil {
		return fmt.Errorf("runtime: channel %q: %w", channel, err)
	}
	body, _ := io.ReadAll(resp.Body) // the beginning, already in memory
	e := &HandshakeError{Channel: channel, Status: resp.StatusCode, Body: string(body)}
	if f := parseErrorFrame(body); f != nil {
		e.Findings = f.Findings
	}
	return e
}
