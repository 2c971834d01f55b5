package directivetoomany

//ws:channel chat room
type Chat struct { // want@-1:19 `^unexpected argument room; remove it, or write key=value$`
	ServerToClient Event
}

//ws:strict yes
type Event struct { // want@-1:13 `^unexpected argument yes; remove it, or write key=value$`
	Text string
}
