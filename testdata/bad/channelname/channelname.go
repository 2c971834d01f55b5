package channelname

//ws:channel
type Größe struct { // want `Größe cannot be the name of a channel: .*; write ws:channel NAME`
	ServerToClient Event
}

type Event struct{}
