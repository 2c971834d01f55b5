package embedding

//ws:channel
type Chat struct {
	ServerToClient Event
	ClientToServer Tagged
}

type Event struct {
	Level                         // want:2 `^Level is embedded but not a struct; give it a name with .json:"NAME".$`
	*hidden                       // want:2 `^hidden is an embedded pointer to an unexported type, which decoding cannot allocate`
	Base  `json:",omitempty"`     // want:2 `^Base is embedded and cannot have a name or another option in its json tag`
	Stamp                         // want:2 `^Stamp cannot be embedded, because its type has the method MarshalText`
	Tags  []string `json:",embed"` // want:2 `^Tags cannot collect the keys that have no field`
}

type Tagged struct {
	Left  `ws:"optional"` // want:13 `^a ws tag has no effect on Left; remove it$`
	Right `validate:"required,max=3"` // want:19 `^Right is embedded, so rules have no effect on it; put them on its fields$`
}

type Left struct{ L int }

type Right struct{ R int }

type Level int

type hidden struct{ H int }

type Base struct{ B int }

type Stamp struct{}

func (Stamp) MarshalText() ([]byte, error) { return nil, nil }

func (*Stamp) UnmarshalText([]byte) error { return nil }

// The methods of Stamp would be promoted.
func (Event) MarshalText()   {}
func (Event) UnmarshalText() {}
