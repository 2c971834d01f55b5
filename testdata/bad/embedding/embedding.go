package embedding

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	Level                         // want `^Level is embedded but not a struct; give it a name with .json:"NAME".$`
	*hidden                       // want `^hidden is an embedded pointer to an unexported type, which decoding cannot allocate`
	Base  `json:",omitempty"`     // want `^Base is embedded and cannot have a name or another option in its json tag`
	Stamp                         // want `^Stamp cannot be embedded, because its type has the method MarshalText`
	Tags  []string `json:",embed"` // want `^Tags cannot collect the keys that have no field`
}

type Level int

type hidden struct{ H int }

type Base struct{ B int }

type Stamp struct{}

func (Stamp) MarshalText() ([]byte, error) { return nil, nil }

func (*Stamp) UnmarshalText([]byte) error { return nil }

// The methods of Stamp would be promoted.
func (Event) MarshalText()   {}
func (Event) UnmarshalText() {}
