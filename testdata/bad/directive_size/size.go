package directivesize

//ws:channel a max-size=16Kib
type A struct { // want@-1:25 `^max-size=16Kib: unknown unit Kib; did you mean 16KiB\?$`
	ServerToClient Event
}

//ws:channel b max-size=64
type B struct { // want@-1:25 `^max-size=64: the unit is missing; write 64B or 64KiB$`
	ServerToClient Event
}

//ws:channel c max-size=0MB
type C struct { // want@-1:25 `^max-size=0MB: the size must not be 0; leave the key out for the server's default$`
	ServerToClient Event
}

type Event struct {
	Text string
}
