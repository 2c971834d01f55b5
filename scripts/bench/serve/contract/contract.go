// Package contract has the one message of the benchmark, which clients and
// server both send.
package contract

// Bench is the channel that is measured.
//
//ws:channels
type Bench struct {
	Room room `ws:"room"`
}

type room struct {
	ClientToServer Say
	ServerToClient Say
}

// Say is a message of five fields.
type Say struct {
	Type   string `json:"type" validate:"required,max=20"`
	Room   string `json:"room" validate:"required,max=64"`
	Text   string `json:"text" validate:"required,max=2000"`
	Seq    int64  `json:"seq" validate:"min=0"`
	Urgent bool   `json:"urgent"`
}
