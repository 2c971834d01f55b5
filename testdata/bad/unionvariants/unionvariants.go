package unionvariants

//ws:channel
type Chat struct {
	ClientToServer Command
}

//ws:union
type Command interface{ command() }

type Tick int // want:6 `^Tick implements the union Command but is not a struct; make it a struct with a field$`

func (Tick) command() {}

type Page[T any] struct{ Item T } // want:6 `^the generic type Page implements the union Command, but a variant is one type`

func (Page[T]) command() {}

type Base struct{ ID int } // want:6 `^Base implements the union Command and is embedded in Say; write ws:message NAME if it is a variant itself, or else make it unexported$`

func (Base) command() {}

type Say struct {
	Base
	Text string
}

type Code struct{} // want:6 `^Code is a variant of Command but its text methods make it a string; put the variant under a key of its own with content=KEY`

func (Code) command() {}

func (Code) MarshalText() ([]byte, error) { return nil, nil }

func (*Code) UnmarshalText([]byte) error { return nil }
