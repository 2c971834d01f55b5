package chat

//ws:channel chat
type Chat struct {
	ClientToServer Command
	ServerToClient Event
}

//ws:union
type Command interface{ command() }

type Say struct{ Text string }

type Join struct{ Room string }

type Leave struct{ Room string }

func (Say) command()   {}
func (*Join) command() {}
func (Leave) command() {}

//ws:union
type Event interface{ event() }

type Said struct{ Text string }

type hidden struct{ Text string }

func (Said) event()   {}
func (hidden) event() {}

func own(e Event) {
	switch e.(type) { // want `^this switch over the union Event forgets hidden; add the case, or a default$`
	case Said:
	}
}
