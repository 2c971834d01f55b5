// Package casefold has keys that match whatever their case, and with dashes and
// underscores left out: case:ignore.
package casefold

// ws:channel casefold
type Casefold struct {
	ClientToServer Message
	ServerToClient Clash
}

// A Message has folded keys beside a strict one.
type Message struct {
	ReplyTo string `json:"replyTo,case:ignore"`
	Strict  string `json:"strict,omitempty"`
	Kelvin  int    `json:"k,case:ignore,omitzero"`
	Dashed  int    `json:"a-b_c,case:ignore,omitzero"`
	Umlaut  int    `json:"größe,case:ignore,omitzero"`
}

// A Clash has two keys that fold to the same; an exact match goes first.
//
//ws:strict
type Clash struct {
	Exact  string `json:"name"`
	Folded string `json:"NAME,case:ignore"`
}
