package directivewords

//ws:channel a auth=optional overflow=drop-oldst required=most
type A struct { // want@-1:21 `^auth=optional: unknown value; write required or none$` // want@-1:39 `^overflow=drop-oldst: unknown value; did you mean drop-oldest\?$` // want@-1:59 `^required=most: unknown value; write all or tagged$`
	ServerToClient Event
}

//ws:type int
type Event struct { // want@-1:11 `^int: unknown value; write string or integer or number or boolean or object or array$`
	Text string
}

func (Event) MarshalText() ([]byte, error)     { return nil, nil }
func (*Event) UnmarshalText(text []byte) error { return nil }

//ws:enum closed
type Level string // want@-1:11 `^closed: unknown value; write open$`

const Low Level = "low"
