// Package quoted has numbers that stand in strings: json:",string".
package quoted

// ws:channel quoted
type Quoted struct {
	ClientToServer Numbers
}

// Numbers are quoted because browsers lose digits beyond 2^53.
type Numbers struct {
	ID      int64    `json:"id,string"`
	Small   uint8    `json:"small,string,omitzero"`
	Ratio   float64  `json:"ratio,string,omitzero"`
	Half    float32  `json:"half,string,omitzero"`
	Pointer *uint64  `json:"pointer,string,omitempty"`
	Named   Amount   `json:"named,string,omitzero"`
	Plain   *float64 `json:"plain,omitzero"`
}

// Amount is a named number.
type Amount int32
