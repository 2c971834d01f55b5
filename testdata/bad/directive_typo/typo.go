package directivetypo

// Chat is the room.
//
//ws:chanel chat
type Chat struct { // want@-1:1 `^unknown directive ws:chanel; did you mean ws:channel\?$`
	ServerToClient Event
}

// ws:strcit
type Event struct { // want@-1:1 `^unknown directive ws:strcit; did you mean ws:strict\?$`
	Text string
}
