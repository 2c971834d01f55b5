// Package embedded has embedded structs, whose keys are promoted by the rules
// of encoding/json/v2.
package embedded

import "encoding/json"

// ws:channel embedded
type Embedded struct {
	ClientToServer Outer
}

// Outer promotes from four structs.
type Outer struct {
	Base
	*Extra
	hidden
	Named `json:"named"`
	First
	Second

	Title   string  `json:"title"` // hides that of Base
	Inlined Inlined `json:",embed"`
}

// Base gives three keys, of which Outer hides one.
type Base struct {
	Deep
	ID    string `json:"id" validate:"max=3"`
	Title int    `json:"title"`
}

// Deep is embedded two levels down. Its id is hidden by that of Base.
type Deep struct {
	ID    int    `json:"id"`
	Depth int    `json:"depth"`
	Skip  string `json:"-"`
}

// Extra is embedded by a pointer. Its keys are absent while that is nil, and
// may be absent for that reason.
type Extra struct {
	More  string   `json:"more"`
	Lists []string `json:"lists,omitempty"`
}

// hidden is not exported, but its fields are.
type hidden struct {
	Visible bool `json:"visible"`
	secret  string
}

// Named is embedded under a key of its own.
type Named struct {
	Value int `json:"value"`
}

// First and Second both have an Other, so that Outer has none, and a Tag, which
// only Second gives the name by a tag.
type First struct {
	Other string
	Tag   string
}

// Second is the other one.
type Second struct {
	Other  int
	Tagged string `json:"Tag"`
}

// Inlined is promoted by an option, not by embedding.
type Inlined struct {
	Raw json.RawMessage `json:"raw,omitempty"`
}

// Reveal uses what no message can reach.
func (h hidden) Reveal() string { return h.secret }
