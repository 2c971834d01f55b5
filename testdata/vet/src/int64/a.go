package int64

//ws:channel numbers path=/n/{room}
type Chan struct {
	ServerToClient Event
	Params         struct {
		Room int64 `path:"room"`
	}
}

//ws:channel lists
type Lists struct { // want `values in Lists.ServerToClient may be`
	ServerToClient IDs
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
	M int64            `json:"m" validate:"max=9007199254740992"`
	N int64            `json:"n" validate:"lt=9007199254740993"`
	O int64            `json:"o" validate:"lt=9007199254740994"` // want `Event.O may be`
	P int64            `json:"p" validate:"eq=1|max=5"`
	Q int64            `json:"q" validate:"eq=1|min=5"` // want `Event.Q may be`
	R int64            `json:"r" validate:"latitude"`
	S IDs              `json:"s"` // want `values in Event.S may be`
	T IDs              `json:"t" validate:"dive,max=100"`
	U Size             `json:"u"`
	V Snowflake        `json:"v"` // want `Event.V may be`
	W Known            `json:"w"` // want `Event.W may be`
	X Page[bool]       `json:"x"`
	Y Page[ID]         `json:"y"`
	Z Page[uint64]     `json:"z"`
}

// IDs is a list with a name.
type IDs []int64

// Size is an enum of small numbers.
//
//ws:enum
type Size int64

const (
	Small Size = 1
	Large Size = 1 << 53
)

// Snowflake is an enum of large numbers.
//
//ws:enum
type Snowflake int64

const First Snowflake = 1<<53 + 1

// Known is an enum that may have other values.
//
//ws:enum open
type Known uint64

const One Known = 1

// Page is generic: what its item is decides.
type Page[T any] struct {
	Item T `json:"item"` // want `Page.Item may be`
}
