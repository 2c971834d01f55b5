package int64

//ws:channel numbers path=/n/{room}
type Chan struct {
	ServerToClient Event
	Params         struct {
		Room int64 `path:"room"`
	}
}

// ID is a number.
type ID int64

type Event struct {
	A int64            `json:"a"` // want "^JavaScript rounds integers beyond 2\\^53, which Event.A may be; write `json:\"a,string\"`, bound it with max, or say with ws:ignore int64 why it stays small$"
	B uint64           `json:"b"` // want `Event.B may be`
	C int64            `json:"c,string"`
	D int64            `json:"d" validate:"max=9007199254740991"`
	E int64            `json:"e" validate:"max=9007199254740993"` // want `Event.E may be`
	F int              `json:"f"`
	G []int64          `json:"g"` // want `^JavaScript rounds integers beyond 2\^53, which values in Event.G may be; use strings`
	H map[string]int64 `json:"h" validate:"dive,lt=100"`
	I *ID              `json:"i"` // want `Event.I may be`
	J int64            `json:"j" validate:"oneof=1 2 3"`
	K int32            `json:"k"`
	L int64            `json:"l"` //ws:ignore int64 "counts the messages of a day"
}
