package directivechannelname

//ws:channel chat/room
type Chat struct { // want@-1:14 `^chat/room: the name of a channel begins with a letter and consists of letters and digits, joined by single . _ or -$`
	ServerToClient Event
}

type Event struct {
	Text string
}
