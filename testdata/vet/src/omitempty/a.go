package omitempty

import "time"

//ws:channel omit
type Chan struct {
	ServerToClient Event
	ClientToServer Command
}

type Level int

type Point struct{ X, Y int }

type Options struct {
	Name string `json:"name,omitempty"`
}

type Event struct {
	Count   int       `json:"count,omitempty"` // want `^omitempty never leaves out Event.Count, whose type is never written as null, "", \[\] or {}; write omitzero$`
	Done    bool      `json:"done,omitempty"`  // want `Event.Done`
	Ratio   float64   `json:",omitempty"`      // want `Event.Ratio`
	Level   Level     `json:"level,omitempty"` // want `Event.Level`
	At      time.Time `json:"at,omitempty"`    // want `Event.At`
	Where   Point     `json:"where,omitempty"` // want `Event.Where`
	Fixed   [2]int    `json:"fixed,omitempty"` // want `Event.Fixed`
	Text    string    `json:"text,omitempty"`
	List    []int     `json:"list,omitempty"`
	Pointer *int      `json:"pointer,omitempty"`
	Zero    int       `json:"zero,omitzero"`
	Both    int       `json:"both,omitempty,omitzero"`
	Options Options   `json:"options,omitempty"`
	Kept    int       `json:"kept,omitempty"`                                                    //ws:ignore omitempty "other programs with encoding/json v1 read the tag"
	Ruled   int       `json:"ruled,omitempty" bson:"ruled,omitempty" validate:"omitempty,min=1"` // want `Event.Ruled`
	Wide    Wide      `json:"wide,omitempty"`                                                    // want `Event.Wide`
	Loose   Loose     `json:"loose,omitempty"`
	Pointers
	Base
}

// Pointers are left out also when they are set.
type Pointers struct {
	A *Empty          `json:"a,omitempty"`                     // want `^omitempty leaves out Event.A also where it points to what is written as {}; write omitzero, which leaves out only nil$`
	B *string         `json:"b,omitempty"`                     // want `Event.B also where it points to what is written as "";`
	C *[]int          `json:"c,omitempty"`                     // want `Event.C .* as \[\];`
	D *map[string]int `json:"d,omitempty"`                     // want `Event.D .* as {};`
	E **int           `json:"e,omitempty"`                     // want `Event.E .* as null;`
	F *Options        `json:"f,omitempty"`                     // want `Event.F .* as {};`
	G *Text           `json:"g,omitempty" validate:"max=3"`    // want `Event.G .* as "";`
	H *[]byte         `json:"h,omitempty"`                     // want `Event.H .* as "";`
	I *struct{}       `json:"i,omitempty"`                     // want `Event.I .* as {};`
	J *Loose          `json:"j,omitempty"`                     // want `Event.J .* as {};`
	K *Mood           `json:"k,omitempty"`                     // want `Event.K .* as "";`
	L P               `json:"l,omitempty"`                     // want `Event.L .* as "";`
	M *string         `json:"m,omitempty" validate:"required"` // want `Event.M .* as "";`
	N *string         `json:"n,omitzero"`
	O *string         `json:"o,omitempty,omitzero"`
	Q *string         `json:"q,omitempty" validate:"omitempty,min=1"` // "" is refused
	R *[]int          `json:"r,omitempty" validate:"min=1"`
	S *Point          `json:"s,omitempty"` // always has keys
	T *Kind           `json:"t,omitempty"` // never ""
	U *Sure           `json:"u,omitempty"` // {} is refused
	V *Checked        `json:"v,omitempty"` // who knows
	W *Zero           `json:"w,omitempty"` // omitzero would ask the method
	X *Coded          `json:"x,omitempty"` // who knows
	Y *time.Time      `json:"y,omitempty"`
	Z *[2]int         `json:"z,omitempty"`

	AA *string    `json:"aa,omitempty"` //ws:ignore omitempty "no text is the same as none"
	AB *any       `json:"ab,omitempty"`
	AC *Wide      `json:"ac,omitempty"` // the option of its field has no effect
	AD *Versioned `json:"ad,omitempty"` // has a key that is always the same
	AE *Optional  `json:"ae,omitempty"` // want `Event.AE .* as {};`
}

type Empty struct{}

type Text string

type P *string

type Mood string

const (
	Calm Mood = ""
	Glad Mood = "glad"
)

type Kind string

const Ask Kind = "ask"

// Sure cannot be {}.
type Sure struct {
	Name string `json:"name,omitempty" validate:"required"`
}

// Optional can.
type Optional struct {
	Name string `json:"name,omitempty" validate:"omitempty,min=3"`
	Note string `json:"note,omitempty" validate:"max=3"`
}

type Checked struct{}

func (Checked) Validate() error { return nil }

type Zero struct{}

func (Zero) IsZero() bool { return true }

type Coded struct{}

func (Coded) MarshalText() ([]byte, error) { return nil, nil }

func (*Coded) UnmarshalText([]byte) error { return nil }

//ws:const v=2
type Versioned struct{}

// Base is part of both messages.
type Base struct {
	Seq int `json:"seq,omitempty"` // want `Event.Seq`
}

// Wide is never {}, since the option of its field has no effect.
type Wide struct {
	N int `json:"n,omitempty"` // want `Wide.N`
}

// Loose is {} while the pointer is nil.
type Loose struct {
	*Point
}

// Command is only sent by clients: omitempty says that a key may be absent.
type Command struct {
	Limit int     `json:"limit,omitempty"`
	Name  *string `json:"name,omitempty"`
	Base
}
