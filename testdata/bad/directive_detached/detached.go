package directivedetached

//ws:channel

// Chat is the room.
type Chat struct { // want@-3:1 `^ws:channel belongs on a struct type, directly above it; remove the blank line between it and type Chat$`
	ServerToClient string
}
