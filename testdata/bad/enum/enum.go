package enum

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	Level Level
	Color Color
}

//ws:enum
// want@-1:1 `^Level has no constants, so no value would be accepted; declare some in its package, or remove ws:enum$`
type Level int

const Debug = 1 // has no type

//ws:enum
// want@-1:1 `^Color has the method MarshalText, so ws:enum has no effect on it; remove one of them$`
type Color string

const Red Color = "red"

func (c Color) MarshalText() ([]byte, error) { return []byte(c), nil }

func (c *Color) UnmarshalText(b []byte) error { return nil }
