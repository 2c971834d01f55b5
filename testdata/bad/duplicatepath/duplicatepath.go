package duplicatepath

//ws:channel a path=/chat
type A struct {
	ServerToClient Event
}

//ws:channel b path=/chat
type B struct { // want:6 `^the channels a and b have the same path /chat; give one another with path=$`
	ServerToClient Event
}

//ws:channel c path=/{x}/list
type C struct {
	ServerToClient Event
	Params         struct{ X string }
}

//ws:channel d path=/rooms/{y}
type D struct { // want:6 `^the paths of the channels c and d, /{x}/list and /rooms/{y}, match the same requests and neither is more specific; change one with path=$`
	ServerToClient Event
	Params         struct{ Y string }
}

//ws:channel e path=/rooms/new
type E struct {
	ServerToClient Event
}

type Event struct{}
