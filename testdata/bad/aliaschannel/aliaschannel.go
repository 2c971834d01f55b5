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
	Stop  chan bool // want:2 `^channel Chat: ServerToClient.Mood.Stop: a channel of Go`
}
