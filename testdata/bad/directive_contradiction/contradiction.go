package directivecontradiction

//ws:channel
//ws:union
type Chat struct { // want@-1:1 `^ws:union contradicts ws:channel on the same type; remove one of them, or declare two types$`
	ServerToClient Event
}

//ws:type string
//ws:strict
type Event struct { // want@-1:1 `^ws:strict contradicts ws:type on the same type`
	Text string
}

func (Event) MarshalText() ([]byte, error)     { return nil, nil }
func (*Event) UnmarshalText(text []byte) error { return nil }
