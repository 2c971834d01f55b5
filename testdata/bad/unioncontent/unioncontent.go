package unioncontent

//ws:channel
type Chat struct {
	ServerToClient Event
}

//ws:union tag=type content=type
// want@-1:1 `^tag and content are both "type"; choose two keys$`
type Event interface{ event() }

type Said struct{}

func (Said) event() {}
