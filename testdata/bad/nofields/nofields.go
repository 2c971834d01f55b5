package nofields

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	State state // want:2 `^channel Chat: Event.State: state has no exported fields, so nothing of it would be sent; export some`
}

type state struct{ n int }
