// Package nostr is a contract for Nostr, in which people publish signed notes over
// relays: of what a client and a relay say to each other (NIP-01).
//
// Messages are arrays: a label, and behind it what the label asks for. The language has
// no message that is an array of different things, so a message has methods of its
// own, and keeps what is behind the label as it came. The notes in it are a channel
// of their own, and are decoded in a second step.
package nostr

import (
	"encoding/json"
	"errors"
	"slices"
)

// Relay is one connection to a relay.
//
// ws:channel relay path=/ max-size=512KiB
type Relay struct {
	ClientToServer Message
	ServerToClient Message
}

// Notes is the second step: the note in a message. Nothing serves this channel, its
// codec is called for the messages of [Relay].
//
// ws:channel notes
type Notes struct {
	ClientToServer Note
}

// A Message is an array that begins with its label.
//
// ws:type array
type Message struct {
	Label string
	Args  []json.RawMessage
}

// labels has, for each label, how many things can stand behind it, at least and
// at most.
var labels = map[string][2]int{
	"EVENT": {1, 2}, "REQ": {2, 100}, "CLOSE": {1, 1}, "AUTH": {1, 1}, "COUNT": {2, 100},
	"OK": {3, 3}, "EOSE": {1, 1}, "CLOSED": {2, 2}, "NOTICE": {1, 1},
}

// MarshalJSON implements [json.Marshaler].
func (m Message) MarshalJSON() ([]byte, error) {
	label, err := json.Marshal(m.Label)
	if err != nil {
		return nil, err
	}
	return json.Marshal(slices.Concat([]json.RawMessage{label}, m.Args))
}

// UnmarshalJSON implements [json.Unmarshaler].
func (m *Message) UnmarshalJSON(data []byte) error {
	var all []json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	if len(all) == 0 {
		return errors.New("no label")
	}
	if err := json.Unmarshal(all[0], &m.Label); err != nil {
		return err
	}
	m.Args = all[1:]
	if n, ok := labels[m.Label]; !ok || len(m.Args) < n[0] || len(m.Args) > n[1] {
		return errors.New("not a message of NIP-01")
	}
	return nil
}

// A Note is what somebody has signed. The signature is not looked at.
type Note struct {
	ID     string `json:"id" validate:"len=64,hexadecimal,lowercase"`
	PubKey string `json:"pubkey" validate:"len=64,hexadecimal,lowercase"`
	// ws:ignore int64 "seconds since 1970"
	CreatedAt int64      `json:"created_at" validate:"min=0"`
	Kind      int        `json:"kind" validate:"min=0,max=65535"`
	Tags      [][]string `json:"tags" validate:"max=2000,dive,min=1"`
	Content   string     `json:"content"`
	Sig       string     `json:"sig" validate:"len=128,hexadecimal,lowercase"`
}
