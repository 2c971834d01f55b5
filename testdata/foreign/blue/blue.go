// Package blue has types that its users can name, and some that they cannot.
package blue

// An Item is blue.
type Item struct {
	Name string `json:"name" validate:"min=1"`
}

// A Box has fields whose types are not exported.
type Box struct {
	Corner  corner           `json:"corner"`
	Corners []corner         `json:"corners,omitempty"`
	ByName  map[string]*size `json:"byName,omitempty"`
	Pair    [2]corner        `json:"pair,omitzero"`
	Level   level            `json:"level,omitempty"`
	hidden  int
}

// Hide uses what nobody sees.
func (b Box) Hide() int { return b.hidden }

type corner struct {
	X int   `json:"x"`
	S *size `json:"s,omitempty"`
}

type size struct {
	W, H int
}

type level string

// Promoted has the fields of a struct that cannot be named.
type Promoted struct {
	size
	Name string `json:"name,omitempty"`
}

// Embedded is embedded by another package.
type Embedded struct {
	Extra level `json:"extra,omitempty"`
}

// A Color is an enum of the module itself.
type Color string

// The colors.
const (
	Navy Color = "navy"
	Cyan Color = "cyan"
)

// Area uses the fields.
func (p Promoted) Area() int { return p.W * p.H }
