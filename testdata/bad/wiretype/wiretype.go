package wiretype

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	ID   ID
	Code Code
}

//ws:type string format=uuid
// want@-1:1 `^ID has no marshal methods of its own, so it stands on the wire as what it is; remove ws:type$`
type ID string

//ws:type integer
// want@-1:11 `^Code is written by a text marshaler, which is always a string, not integer; write ws:type string$`
type Code int

func (c Code) MarshalText() ([]byte, error) { return nil, nil }

func (c *Code) UnmarshalText([]byte) error { return nil }
