package params

//ws:channel room path=/rooms/{room}/{seat}
type Room struct {
	ServerToClient Event
	Params         struct { // want:2 `^the path /rooms/{room}/{seat} has the parameter {seat}, but Params has no field for it; add Seat string .path:"seat".$`
		Room string `path:"room"`
		Saet int // want:3 `^the path /rooms/{room}/{seat} has no segment {saet}; did you mean .path:"seat".\?$`
		Floor int `path:"floor"` // want:3 `the path /rooms/{room}/{seat} has no segment {floor}; add it to path=, or remove the field`
	}
}

//ws:channel hall path=/halls/{hall}
type Hall struct { // want:6 `^the path /halls/{hall} has the parameter {hall}, but Hall has no field Params; add Params struct { Hall string .path:"hall". }$`
	ServerToClient Event
}

//ws:channel lobby
type Lobby struct {
	ServerToClient Event
	Params struct {
		Floor int `path:"floor"` // want:3 `the path /ws/lobby has no segment {floor}`
	}
}

type Event struct{}
