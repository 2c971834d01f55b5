// Package graphqlws is a contract for graphql-transport-ws, the subprotocol in which
// GraphQL runs over WebSockets.
//
// Some messages go both ways, so the two directions share types. The judge is the code
// of the protocol's reference implementation for JavaScript, in the file beside this one.
package graphqlws

import "encoding/json"

// GraphQL is one connection.
//
// ws:channel graphql path=/graphql
type GraphQL struct {
	ClientToServer Request
	ServerToClient Response
}

// A Request is what a client sends.
//
// ws:union tag=type
type Request struct {
	ConnectionInit *Details   `ws:"connection_init"`
	Ping           *Details   `ws:"ping"`
	Pong           *Details   `ws:"pong"`
	Subscribe      *Subscribe `ws:"subscribe"`
	Complete       *Complete  `ws:"complete"`
}

// A Response is what the server sends.
//
// ws:union tag=type
type Response struct {
	ConnectionAck *Details  `ws:"connection_ack"`
	Ping          *Details  `ws:"ping"`
	Pong          *Details  `ws:"pong"`
	Next          *Next     `ws:"next"`
	Error         *Error    `ws:"error"`
	Complete      *Complete `ws:"complete"`
}

// Details can say more, in words that the two sides agree on.
type Details struct {
	Payload map[string]json.RawMessage `json:"payload,omitempty" ws:"nullable"`
}

// Subscribe begins an operation.
type Subscribe struct {
	ID      string `json:"id" validate:"required"`
	Payload struct {
		OperationName *string                    `json:"operationName,omitempty"`
		Query         string                     `json:"query"`
		Variables     map[string]json.RawMessage `json:"variables,omitempty" ws:"nullable"`
		Extensions    map[string]json.RawMessage `json:"extensions,omitempty" ws:"nullable"`
	} `json:"payload"`
}

// Next is a result of an operation.
type Next struct {
	ID      string                     `json:"id" validate:"required"`
	Payload map[string]json.RawMessage `json:"payload"`
}

// An Error ends an operation that cannot go on.
type Error struct {
	ID      string    `json:"id" validate:"required"`
	Payload []Mistake `json:"payload" validate:"min=1"`
}

// A Mistake is one thing that is wrong with an operation.
type Mistake struct {
	Message    string                     `json:"message"`
	Locations  json.RawMessage            `json:"locations,omitempty"`
	Path       json.RawMessage            `json:"path,omitempty"`
	Extensions map[string]json.RawMessage `json:"extensions,omitempty"`
}

// Complete says that an operation is at its end, or is to end.
type Complete struct {
	ID string `json:"id" validate:"required"`
}
