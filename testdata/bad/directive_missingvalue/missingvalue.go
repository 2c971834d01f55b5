package directivemissingvalue

//ws:channel chat path= auth=none
type Chat struct { // want@-1:19 `^path= has no value; write path=VALUE without spaces, or path="" for the empty string$`
	ServerToClient Event
}

//ws:channel room auth
type Room struct { // want@-1:19 `^unexpected argument auth; write auth=required\|none$`
	ServerToClient Event
}

type Event struct {
	Text string
}
