package runtime

import (
	"encoding/json"
	"errors"
	"unicode/utf8"

	"github.com/wscontract/wscontract/runtime/wire"
)

// An errorFrame is what the server says by itself: the answer to a message
// that was refused, or whose handler failed.
type errorFrame struct {
	Type      string          `json:"type"`
	ID        json.RawMessage `json:"id,omitempty"`
	Code      string          `json:"code,omitempty"`
	Message   string          `json:"message,omitempty"`
	Errors    []Finding       `json:"errors,omitempty"`
	Truncated bool            `json:"truncated,omitempty"`
}

// The values of errorFrame.Type.
const (
	frameError      = "error"
	frameValidation = "validation_error"
)

// handlerFailed is all that a client learns of an error that is not for it.
const handlerFailed = "message handler error"

// maxFindingText bounds path and message of a finding in a frame, in bytes:
// both can contain keys of the message. With 16 findings a frame stays small.
const maxFindingText = 256

// refusalFrame answers a message that is not JSON, or breaks its contract.
//
//	{"type":"error","message":"malformed message: …"}
//	{"type":"validation_error","id":7,"errors":[{"path":"/text","code":"required","message":"…"}]}
func refusalFrame(err error, data []byte) []byte {
	f := errorFrame{Type: frameValidation}
	invalid, ok := errors.AsType[*ValidationError](err)
	switch {
	case !ok: // a validator that somebody registered has errors of its own
		f.Errors = []Finding{{Code: wire.CodeInvalid, Message: short(err.Error())}}
	case invalid.Malformed():
		f.Type = frameError
		f.Message = "malformed message: " + malformation(invalid)
	default:
		f.Truncated = invalid.Truncated || len(invalid.Findings) > wire.MaxFindings
		for _, finding := range invalid.Findings[:min(len(invalid.Findings), wire.MaxFindings)] {
			finding.Path, finding.Message = short(finding.Path), short(finding.Message)
			f.Errors = append(f.Errors, finding)
		}
	}
	return f.encode(data)
}

// failureFrame answers a message whose handler returned err.
func failureFrame(err error, data []byte) []byte {
	f := errorFrame{Type: frameError, Message: handlerFailed}
	if e, ok := errors.AsType[*Error](err); ok {
		f.Code, f.Message = e.Code, e.Message
	}
	return f.encode(data)
}

// encode makes the frame the answer to a message.
func (f *errorFrame) encode(message []byte) []byte {
	if id, ok := wire.MessageID(message); ok && json.Valid(id) {
		f.ID = id
	}
	b, err := json.Marshal(f)
	if err != nil { // strings always have a JSON form, and the id is one
		panic("runtime: cannot encode an error frame: " + err.Error())
	}
	return b
}

// malformation returns what the message is not.
func malformation(err *ValidationError) string {
	for _, f := range err.Findings {
		if f.Code == wire.CodeSyntax || f.Code == wire.CodeUTF8 {
			return short(f.Message)
		}
	}
	return "not JSON"
}

// short cuts s between two characters.
func short(s string) string {
	if len(s) <= maxFindingText {
		return s
	}
	n := maxFindingText
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}
