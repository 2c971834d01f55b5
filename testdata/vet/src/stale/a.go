package stale

//ws:channel chat
type Chat struct { // want `^the contract has changed since ws_channels.gen.go was generated; run wscontract generate$`
	ServerToClient Event
}

type Event struct{ Text string }
