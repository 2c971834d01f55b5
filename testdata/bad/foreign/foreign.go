package foreign

import "os"

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	File *os.File // want:2 `^channel Chat: Event.File: file is an embedded pointer to an unexported type, which decoding cannot allocate`
}
