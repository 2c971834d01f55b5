package directiverate

//ws:channel a rate=10
type A struct { // want@-1:21 `^rate=10: the unit of time is missing; write 10/s or 10/m$`
	ServerToClient Event
}

//ws:channel b rate=10/h
type B struct { // want@-1:21 `^rate=10/h: unknown unit of time h; write 10/s or 10/m$`
	ServerToClient Event
}

//ws:channel c rate=ten/s
type C struct { // want@-1:21 `^rate=ten/s: write a whole number per second or minute, such as 10/s$`
	ServerToClient Event
}

type Event struct {
	Text string
}
