// Package enums has named strings with constants, which are closed enums
// without being asked, wherever they stand.
package enums

// ws:channel enums
type Enums struct {
	ClientToServer Paint
}

// Paint uses its enums in every place.
type Paint struct {
	Color   Color            `json:"color"`
	Second  *Color           `json:"second,omitempty"`
	Finish  Finish           `json:"finish,omitempty"`
	Coats   []Color          `json:"coats,omitempty"`
	Pair    [2]Color         `json:"pair,omitzero"`
	Names   map[string]Color `json:"names,omitempty"`
	Amounts map[Color]int    `json:"amounts,omitempty"`
	Plain   Plain            `json:"plain,omitempty"`
	Odd     Odd              `json:"odd,omitempty"`
}

// A Color is one of the constants below, and one in another file.
type Color string

// The colors. Blue and Azure are the same.
const (
	Red         = Color("red")
	Green Color = "gre" + "en"
	Blue  Color = "blue"
	Azure       = Blue
)

// A Finish has a value that is not exported, and the empty one.
type Finish string

const (
	None  Finish = ""
	Matte Finish = "matte"
	gloss Finish = "gloss"
)

// Plain is a named string without constants, and therefore not an enum.
type Plain string

// Odd has values that must be quoted with care.
type Odd string

// The odd values.
const (
	Quote   Odd = "\"quo\\ted\""
	Comma   Odd = "a, b"
	Unicode Odd = "été\u2028"
	Percent Odd = "100%"
)

// Shiny uses the constant that is not exported.
func (f Finish) Shiny() bool { return f == gloss }
