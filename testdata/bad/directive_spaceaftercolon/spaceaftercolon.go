package directivespaceaftercolon

// ws: channel chat path=/chat
type Chat struct { // want@-1:1 `^// ws: channel is not read as a directive; write //ws:channel$`
	ServerToClient string
}

// ws: the connection, which is not a directive
type Conn struct{}

func dial() {
	// ws: channel path=/chat max-size=1KiB
	_ = 1 // want@-1:2 `^// ws: channel is not read`
	// ws: channel closed
}
