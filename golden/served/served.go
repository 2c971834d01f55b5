// Package served has code that uses what is emitted for it: it does not compile
// before, and generating must not mind.
package served

import (
	"errors"

	"github.com/wscontract/wscontract/runtime"
)

// ws:channel served
type Served struct {
	ClientToServer Question
	ServerToClient Answer
}

// A Question expects an Answer.
type Question struct {
	Text string `json:"text"`
}

// An Answer has a fingerprint, so that a client sees when to reload.
type Answer struct {
	Text        string `json:"text"`
	Fingerprint string `json:"fingerprint"`
}

// Check is a validator of this package.
func Check(message []byte) error {
	v, ok := Validators[RouteTable[0].Channel]
	if !ok {
		return errors.New("no such channel")
	}
	return v.ClientToServer(message)
}

// Respond reads a question and writes an answer.
func Respond(message []byte) ([]byte, error) {
	var channel runtime.Channel[Question, Answer] = Channels.Served
	q, err := channel.ClientToServer.Decode(message)
	if err != nil {
		return nil, err
	}
	return channel.ServerToClient.Append(nil, Answer{Text: "re: " + q.Text, Fingerprint: ContractFingerprint})
}
