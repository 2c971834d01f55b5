package typeerrors

//ws:channel
type Chat struct {
	ServerToClient Event
	ClientToServer Missing // want `^undefined: Missing, in Chat, which channel Chat needs$`
}

type Event struct {
	A Absent // want `^undefined: Absent, in Event, which channel Chat needs$`
	B []Alias
	C Color
}

type Alias = Nowhere // want `^undefined: Nowhere, in Alias, which channel Chat needs$`

type Color string

const Red Color = 1 // want `cannot use 1 .*, in Color, which channel Chat needs$`

func (Event) Method(x Unknown) {} // want `^undefined: Unknown, in Event, which channel Chat needs$`

// What follows does not touch the channel.
func serve() { Channels.Chat.Serve() }

type unrelated struct{ F NotThere }
