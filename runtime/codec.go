package runtime

import (
	"bytes"
	"encoding/json"

	"github.com/wscontract/wscontract/runtime/wire"
)

// A ValidationError says everything that is wrong with a message.
type ValidationError = wire.Error

// A Finding is one way in which a message breaks its contract.
type Finding = wire.Finding

// RefuseMessage refuses any message. It is the validator of a direction
// without messages.
func RefuseMessage([]byte) error {
	return &ValidationError{Findings: []Finding{{
		Code:    wire.CodeDirection,
		Message: "this channel has no messages in this direction",
	}}}
}

// NoMessages returns the codec of a direction without messages: it refuses
// everything.
func NoMessages() Codec[None] {
	return Codec[None]{
		Decode:   func(data []byte) (None, error) { return None{}, RefuseMessage(data) },
		Append:   func(b []byte, _ None) ([]byte, error) { return b, RefuseMessage(nil) },
		Validate: RefuseMessage,
	}
}

// rawCodec returns the codec of messages that stay JSON. A nil check accepts
// everything that is JSON.
func rawCodec(check func([]byte) error) Codec[json.RawMessage] {
	validate := func(data []byte) error {
		if !json.Valid(data) {
			return &ValidationError{Findings: []Finding{{Code: wire.CodeSyntax, Message: "not valid JSON"}}}
		}
		if check == nil {
			return nil
		}
		return check(data)
	}
	return Codec[json.RawMessage]{
		Decode: func(data []byte) (json.RawMessage, error) {
			if err := validate(data); err != nil {
				return nil, err
			}
			return bytes.Clone(data), nil
		},
		Append: func(b []byte, v json.RawMessage) ([]byte, error) {
			if err := validate(v); err != nil {
				return b, err
			}
			return append(b, v...), nil
		},
		Validate: validate,
	}
}
