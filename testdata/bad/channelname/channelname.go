package channelname

//ws:channel
type Größe struct { // want:6 `Größe cannot be the name of a channel: .*; write ws:channel NAME`
	ServerToClient Event
}

type Event struct{}
