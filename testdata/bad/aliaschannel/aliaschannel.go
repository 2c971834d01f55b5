package aliaschannel

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event = struct {
	Text string
	Mood Mood
}

type Mood = struct {
	Level int
	Stop  chan bool // want `^channel Chat: .Mood.Stop: a channel of Go`
}
