package directivetoofew

//ws:channel
type Chat struct {
	ServerToClient Event
}

//ws:union
type Event interface{ event() }

//ws:message
type Say struct { // want@-1:1 `^ws:message needs a NAME: the value of the tag, or \* for all values that no other variant has$`
	Text string
}

//ws:const
type Join struct { // want@-1:1 `^ws:const needs KEY=VALUE$`
	Who string
}

func (Say) event()  {}
func (Join) event() {}
