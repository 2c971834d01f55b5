package unionnames

//ws:channel
type Chat struct {
	ClientToServer Command
	ServerToClient Event
}

//ws:union
type Command interface{ command() }

//ws:message say
type Say struct{}

func (Say) command() {}

//ws:message say
// want@-1:14 `^Say and Shout are both called "say" in the union Command; write ws:message NAME above or beside one of them$`
type Shout struct{}

func (Shout) command() {}

//ws:union tagtype=int
type Event interface{ event() }

//ws:message 1
type Joined struct{}

func (Joined) event() {}

type Left struct{} // want:6 `^the tag of Event is an integer, and "left", the name of Left, is none; write ws:message NUMBER$`

func (Left) event() {}

//ws:message 007
// want@-1:14 `the tag of Event is an integer, and "007", the name of Bond, is none`
type Bond struct{}

func (Bond) event() {}
