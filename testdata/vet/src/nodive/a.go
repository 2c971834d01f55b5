package nodive

//ws:channel book path=/book
type Chan struct {
	ClientToServer Event
}

// Orders is a list as a message: it has no tag, and its elements keep their rules.
//
//ws:channel orders path=/orders
type Orders struct {
	ClientToServer []Level
	ServerToClient Levels
}

type Level struct {
	Price float64 `json:"price" validate:"gt=0"`
}

type Levels []Level

// Grid has rules for its rows, and none below them.
type Grid [][]Level

type Plain struct {
	X, Y int
}

// Empty has only words about rules, and rules that nothing breaks.
type Empty struct {
	Text string   `json:"text" validate:"omitempty"`
	Tags []string `json:"tags" validate:"required"`
	At   Plain    `json:"at" validate:"required"`
	Kind Kind     `json:"kind" validate:"required"`
	Off  Level    `json:"off" validate:"-"`
	More []Level  `json:"more" validate:"-"`
}

type Kind string

const (
	Ask Kind = "ask"
	Bid Kind = "bid"
)

type Event struct {
	A []Level          `json:"a"`                    // want `^the rules of Level never apply to what Event.A holds; write validate:"dive", or say with ws:ignore nodive why not$`
	B []Level          `json:"b" validate:"max=100"` // want `^the rules of Level never apply to what Event.B holds; end its validate tag with dive, or say`
	C []Level          `json:"c" validate:"max=100,dive"`
	D []*Level         `json:"d"` // want `what Event.D holds`
	E map[string]Level `json:"e"` // want `what Event.E holds`
	F [2]Level         `json:"f"` // want `what Event.F holds`
	G Levels           `json:"g"` // want `what Event.G holds`
	H Levels           `json:"h" validate:"dive"`
	I [][]Level        `json:"i"`                                    // want `what Event.I holds; write validate:"dive,dive", or`
	J [][]Level        `json:"j" validate:"dive,max=3"`              // want `what Event.J holds; end its validate tag with dive, or`
	K Grid             `json:"k" validate:"dive"`                    // want `what Event.K holds`
	L *[]Level         `json:"l"`                                    // want `what Event.L holds; write validate:"omitnil,dive", or`
	M *[]Level         `json:"m" validate:"max=3"`                   // want `what Event.M holds; end its validate tag with dive, or`
	N map[string]Level `json:"n" validate:"dive,keys,alpha,endkeys"` // the library dives here
	O map[string]Part  `json:"o" validate:"dive,keys,alpha,endkeys"` // and would not take another dive
	P map[string]Pairs `json:"p" validate:"dive,keys,alpha,endkeys"` // want `what Event.P holds; end its validate tag with dive`
	Q []Part           `json:"q"`                                    // want `the rules of Say never apply to what Event.Q holds`
	R []Plain          `json:"r"`                                    // no rules
	S []Empty          `json:"s"`                                    // none that count
	T []string         `json:"t" validate:"max=9"`                   // no struct
	U []Level          `json:"u" validate:"-"`                       // said so
	V []Level          `json:"v"`                                    //ws:ignore nodive "the exchange sends prices of 0 and less"
	W []struct {       // want `the rules of the struct never apply to what Event.W holds`
		N []Level `json:"n"` // want `the rules of Level never apply to what Event.W.N holds`
		M int     `json:"m" validate:"min=1"`
	} `json:"w"`
	X, Y []Level     // want `Event.X` `Event.Y`
	Z    []Nested    // want `the rules of Level never apply to what Event.Z holds`
	AA   []Outer     // want `the rules of Level never apply to what Event.AA holds`
	AB   []Diving    // want `the rules of Level never apply to what Event.AB holds`
	AC   []Tree      // want `the rules of Tree never apply to what Event.AC holds`
	AD   []Custom    // what it is made of is not on the wire
	AE   []Tagged    // want `the rules of Tagged never apply to what Event.AE holds`
	AF   Box[Level]  `json:"af"`
	AG   Box[Plain]  `json:"ag"`
	AH   One[Levels] `json:"ah"`
	AI   One[Plain]  `json:"ai"`
	AJ   []Null      `json:"aj"`                            // want `the rules of Null never apply`
	AK   []Level     `bson:"ak"`                            // want `what Event.AK holds`
	AL   []Level     `vaildate:"max=3"`                     // want `what Event.AL holds`
	AM   []Level     "json:\"am\""                          // want `what Event.AM holds`
	AN   []Level     `json:"an" validate:""`                // want `what Event.AN holds`
	AO   []Level     ``                                     // want `what Event.AO holds`
	AP   []Loose     `json:"ap"`                            // want `the rules of Loose never apply`
	AQ   *[]Level    `json:"aq" validate:"required_with=A"` // want `what Event.AQ holds; end its validate tag with omitnil,dive`
	AR   []Keyed     `json:"ar"`                            // want `the rules of Keyed never apply`
	AS   []Of        `json:"as"`                            // want `the rules of Of never apply`
	AT   []Silent
	AU   []Made // its list cannot be mended
	Inner
}

// Inner is embedded.
type Inner struct {
	Deep []Level `json:"deep"` // want `what Event.Deep holds`
}

// Null asks for a value where null may stand.
type Null struct {
	N *int `json:"n" validate:"required"`
}

// Loose asks for a list that may be absent.
type Loose struct {
	Tags []string `json:"tags,omitempty" validate:"required"`
}

type Keyed struct {
	M map[string]int `json:"m" validate:"dive,keys,alpha,endkeys"`
}

type Of struct {
	Tags []string `json:"tags" validate:"dive,min=1"`
}

type Pairs []Level

// Nested has a struct with rules in it.
type Nested struct {
	Level *Level `json:"level"`
}

type Outer struct {
	List []Level `json:"list"` // want `what Outer.List holds`
}

// Silent has a list that somebody has looked at.
type Silent struct {
	List []Level `json:"list"` //ws:ignore nodive "prices may be anything"
}

type Diving struct {
	List []Level `json:"list" validate:"dive"`
}

type Tree struct {
	Kids []Tree `json:"kids"` // want `the rules of Tree never apply to what Tree.Kids holds`
	Name string `json:"name" validate:"max=9"`
}

// Custom has a codec of its own.
type Custom struct {
	Level Level `json:"level"`
	N     int   `validate:"min=1"`
}

func (Custom) MarshalText() ([]byte, error) { return nil, nil }

func (*Custom) UnmarshalText([]byte) error { return nil }

// Part is a union.
//
//ws:union
type Part interface{ part() }

//ws:message say
type Say struct {
	Text string `json:"text" validate:"max=9"`
}

func (Say) part() {}

// Tagged is a union as a struct.
//
//ws:union
type Tagged struct {
	N   int  `json:"n" validate:"min=1"`
	Say *Say `ws:"say"`
}

type Box[T any] struct {
	Items []T `json:"items"` // want `the rules of Level never apply to what Box.Items holds`
}

// One is a list for one type, and a struct for another: it cannot have dive.
type One[T any] struct {
	Value T `json:"value"`
}
