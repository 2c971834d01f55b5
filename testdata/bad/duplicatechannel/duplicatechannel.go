package duplicatechannel

//ws:channel chat
type Chat struct {
	ServerToClient Event
}

//ws:channel chat
type Talk struct { // want:6 `^the channel chat is declared twice in package .*duplicatechannel; rename one$`
	ServerToClient Event
}

type Event struct{}
