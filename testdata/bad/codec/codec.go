package codec

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	OneWay OneWay
	Inline struct{ // want:2 `^channel Chat: Event.Inline: the struct has no name but the method MarshalText of an embedded type`
		Stamp
		N int
	}
}

// OneWay writes itself, but nothing reads it.
type OneWay struct { // the field of the fallback
	C chan int // want:2 `^channel Chat: Event.OneWay.C: a channel of Go cannot stand in JSON`
}

func (OneWay) MarshalJSON() ([]byte, error) { return nil, nil }

type Stamp struct{}

func (Stamp) MarshalText() ([]byte, error) { return nil, nil }

func (*Stamp) UnmarshalText([]byte) error { return nil }
