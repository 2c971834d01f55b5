package duplicatechannel

//ws:channel chat
type Chat struct {
	ServerToClient Event
}

//ws:channel chat
type Talk struct { // want `^the channel chat is declared twice in package .*duplicatechannel; rename one$`
	ServerToClient Event
}

type Event struct{}
