package directivepath

//ws:channel a path=rooms
type A struct { // want@-1:21 `^path=rooms: a path begins with /$`
	ServerToClient Event
}

//ws:channel b path=/rooms/r{room}
type B struct { // want@-1:21 `^path=/rooms/r{room}: r{room}: a parameter is a whole segment, such as {room}$`
	ServerToClient Event
}

//ws:channel c path=/{a}/{a}
type C struct { // want@-1:21 `^path=/{a}/{a}: the parameter {a} occurs twice; rename one of them$`
	ServerToClient Event
}

//ws:channel d path=/a/../b
type D struct { // want@-1:21 `^path=/a/../b: a path has no .. segments; write where it leads$`
	ServerToClient Event
}

//ws:channel e path=/a?since=1
type E struct { // want@-1:21 `^path=/a\?since=1: a path has no query; declare the query's parameters in a field Query`
	ServerToClient Event
}

//ws:channel f path="/a b"
type F struct { // want@-1:21 `^path="/a b": a path cannot contain ' '; write it as the server sees it, without escapes$`
	ServerToClient Event
}

type Event struct {
	Text string
}
