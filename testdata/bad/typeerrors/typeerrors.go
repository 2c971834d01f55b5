package typeerrors

//ws:channel
type Chat struct {
	ServerToClient Event
	ClientToServer Missing // want:17 `^undefined: Missing, in Chat, which channel Chat needs$`
}

type Event struct {
	A      Absent // want:9 `^undefined: Absent, in Event, which channel Chat needs$`
	B      []Alias
	C      Color
	NoBase // want:2 `^undefined: NoBase, in Event, which channel Chat needs$`
}

type Alias = Nowhere // want:14 `^undefined: Nowhere, in Alias, which channel Chat needs$`

type Color string

const Red Color = 1 // want:19 `cannot use 1 .*, in Color, which channel Chat needs$`

func (Event) Method(x Unknown) {} // want:23 `^undefined: Unknown, in Event, which channel Chat needs$`

//ws:channel
type Gone Elsewhere // want:11 `^undefined: Elsewhere, in Gone, which channel Gone needs$`

//ws:channels
type API struct {
	Lost Vanished // want:7 `^undefined: Vanished, in API, which channel lost needs$`
}

//ws:channel
type News struct {
	ServerToClient Item
	ClientToServer Loop
}

//ws:union
type Item interface{ item() }

type Known struct{ A int }

func (Known) item() {}

type Lostvariant Nothing // want:18 `^undefined: Nothing, in Lostvariant, which channel News needs$`

func (Lostvariant) item() {}

type Loop struct{ Next Loop } // want:6 `^invalid recursive type: Loop refers to itself, in Loop, which channel News needs$`

// What follows does not touch the channel.
func serve() { Channels.Chat.Serve() }

type unrelated struct{ F NotThere }
