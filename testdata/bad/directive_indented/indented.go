package directiveindented

// Chat is the room.
//
//	ws:channel
type Chat struct { // want@-1:1 `^//\tws:channel is not read as a directive; write //ws:channel$`
	ServerToClient string
}

// Open is documented with a code block:
//
//	ws:channel chat
func Open() {}
