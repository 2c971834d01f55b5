package directivecomma

//ws:channel chat path=/chat, auth=none
type Chat struct { // want@-1:19 `^/chat,: arguments are separated by spaces; remove the comma, or quote a value that ends with one$`
	ServerToClient Event
}

type Event struct {
	Text string
}
