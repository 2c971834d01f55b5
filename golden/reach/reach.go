// Package reach has rules that reach a value by way of something else: a name, a
// key, a path to another field, or nothing at all, where the value is absent.
package reach

// ws:channel reach
type Reach struct {
	ClientToServer Message
	ServerToClient Other
}

// A Message has maps whose keys have rules, and so what is in their values.
type Message struct {
	Once     map[string]int    `json:"once,omitzero" validate:"max=1"`
	Counted  map[int]int       `json:"counted,omitzero" validate:"max=1"`
	Shapes   map[string]Shape  `json:"shapes,omitzero" validate:"dive,keys,alpha,endkeys"`
	Frames   map[string]Frame  `json:"frames,omitzero" validate:"dive,keys,alpha,endkeys"`
	Pointers map[string]*Frame `json:"pointers,omitzero" validate:"dive,keys,alpha,endkeys"`
	Points   map[string]Point  `json:"points,omitzero" validate:"dive,keys,alpha,endkeys"`
	Loose    map[string]Frame  `json:"loose,omitzero" validate:"max=2"`
}

// Other has what is decided by names, paths and absence.
type Other struct {
	Pair   Pair          `json:"pair,omitempty" validate:"dive,min=1"`
	Points Points        `json:"points,omitzero" validate:"dive"`
	Spared Points        `json:"spared,omitzero" validate:"omitempty,dive"`
	Grid   [1][3]float32 `json:"grid,omitzero" validate:"dive,eq=3"`
	Null   [1][3]float32 `json:"null,omitzero" ws:"nullable" validate:"dive,eq=3"`
	Loud   Flag          `json:"loud,omitzero"`
	Volume *int          `json:"volume,omitzero" validate:"required_if=Loud true"`
	Quiet  *string       `json:"quiet,omitzero" validate:"excluded_unless=Loud false"`
	Yes    Flag          `json:"yes,omitzero" validate:"omitempty,eq=true"`
	Home   *Place        `json:"home,omitzero"`
	Town   string        `json:"town,omitzero" validate:"omitempty,eqfield=Home.Where.Town"`
}

// A Shape is a union that is an interface; its rules are not asked in a map whose
// dive is only for keys.
//
// ws:union
type Shape interface{ shape() }

// A Frame is a union that is a struct.
//
// ws:union
type Frame struct {
	ID    int    `json:"id" validate:"max=3"`
	Point *Point `ws:"point"`
}

// A Point is a variant of both.
type Point struct {
	X int `json:"x" validate:"min=1"`
}

func (Point) shape() {}

type (
	Pair   [2]int
	Points [1]Point
	Flag   bool
)

// A Place is on the path of a rule.
type Place struct {
	Where struct {
		Town string `json:"town"`
	} `json:"where"`
}
