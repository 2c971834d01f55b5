package contradiction

//ws:channel rules
type Chan struct {
	ServerToClient Event
}

// Level is an enum.
type Level string

const (
	Info Level = "info"
	Warn Level = "warn"
)

type Event struct {
	A int      `validate:"min=18,max=5"` // want `^no value keeps both min=18 and max=5 of Event.A, so every message with it is refused; change one of them$`
	B string   `validate:"len=6,max=4"`  // want `both len=6 and max=4 of Event.B`
	C float64  `validate:"gt=1,lt=1"`    // want `both gt=1 and lt=1`
	D float64  `validate:"gte=1,lte=1"`
	E []string `validate:"min=1,dive,min=5,max=2"` // want `both min=5 and max=2 of Event.E`
	F Level    `validate:"oneof=info debug"`       // want `^"debug" is not a value of the enum of Event.F, so the rule oneof never sees it; the values are info, warn$`
	G Level    `validate:"eq=warn"`
	H string   `validate:"len=3|len=5"`
	I *Level   `validate:"omitempty,oneof=warn none"` // want `"none" is not a value`
}
