package directivetrailingcomment

//ws:channel chat // the room
type Chat struct { // want@-1:19 `^a directive takes up the whole line; put the comment on a line of its own, or quote the argument$`
	ServerToClient Event
}

type Event struct {
	Text string
}
