package contradiction

import "time"

//ws:channel rules
type Chan struct {
	ServerToClient Event
	Query          struct {
		Limit int `query:"limit" validate:"min=10,max=5"` // want `both min=10 and max=5 of Chan.Query.Limit, so every handshake with it is refused`
	}
}

// Level is an enum.
type Level string

const (
	Info Level = "info"
	Warn Level = "warn"
)

type Event struct {
	A int               `validate:"min=18,max=5"` // want `^no value keeps both min=18 and max=5 of Event.A, so every message with it is refused; change one of them$`
	B string            `validate:"len=6,max=4"`  // want `both len=6 and max=4 of Event.B`
	C float64           `validate:"gt=1,lt=1"`    // want `both gt=1 and lt=1`
	D float64           `validate:"gte=1,lte=1"`
	E []string          `validate:"min=1,dive,min=5,max=2"` // want `^no value keeps both min=5 and max=2 of the elements of Event.E; change one of them$`
	F Level             `validate:"oneof=info debug"`       // want `^"debug" is not a value of the enum of Event.F, so the rule oneof never sees it; the values are info, warn$`
	G Level             `validate:"eq=warn"`
	H string            `validate:"len=3|len=5"`
	I *Level            `validate:"omitempty,oneof=warn none"` // want `"none" is not a value`
	J int               `validate:"omitempty,min=18,max=5"`    // want `both min=18 and max=5 of Event.J, so only what omitempty lets pass is accepted; change one of them`
	K int               `validate:"min=010,max=9"`             // octal, as the library reads it
	L int               `validate:"gt=1,lt=2"`                 // want `both gt=1 and lt=2`
	M string            `validate:"gt=1,lt=2"`                 // want `both gt=1 and lt=2`
	N float64           `validate:"gt=1,lt=2"`
	O time.Duration     `validate:"min=10s,max=5s"`                               // want `both min=10s and max=5s`
	P map[string]int    `validate:"dive,keys,min=5,max=2,endkeys,gt=2"`           // want `of the keys of Event.P; change`
	Q map[Level][]Level `validate:"dive,keys,oneof=none,endkeys,dive,oneof=none"` // want `"none" is not a value of the enum of the keys of Event.Q` `of the elements of the elements of Event.Q`
	R Size              `validate:"eq=0x2"`
	S Size              `validate:"eq=3"`               // want `"3" is not a value`
	T Level             `validate:"oneofci=INFO Debug"` // want `"Debug" is not a value`
	U int               `validate:"eq=5,max=3"`         // want `both eq=5 and max=3`
	V string            `validate:"eq=5,max=3"`
	W **Names           `validate:"min=3,max=2"` // want `both min=3 and max=2`
	X int               `validate:"min=3|max=2"`
}

// Size is an enum of numbers.
//
//ws:enum
type Size int

const (
	Small Size = 1
	Large Size = 2
)

type Names []string
