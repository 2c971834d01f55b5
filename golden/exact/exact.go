// Package exact has a plain message, and messages.txt what is strict about
// reading it.
package exact

// ws:channel exact
type Exact struct {
	ClientToServer Message
}

// A Message has a bit of everything.
type Message struct {
	Text   string         `json:"text,omitzero"`
	Number int            `json:"number,omitzero"`
	Ratio  float64        `json:"ratio,omitzero"`
	Flag   bool           `json:"flag,omitzero"`
	List   []int          `json:"list,omitempty"`
	Table  map[string]int `json:"table,omitempty"`
	Inner  *Message       `json:"inner,omitempty"`
	Any    any            `json:"any,omitempty"`
}
