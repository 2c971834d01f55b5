package paramtypes

//ws:channel room path=/rooms/{room}/{at}
type Room struct {
	ServerToClient Event
	Params         struct {
		Room *string // want:3 `^Room is \*string, which is not written as one text in a path`
		At   Place   // want:3 `At is Place, which is not written as one text in a path; use a string, a number`
	}
	Query struct {
		Tags  []string
		Since *int
		Where map[string]string // want:3 `Where is map\[string\]string, which is not written as one text in a query`
		Lists [][]int           // want:3 `Lists is \[\]\[\]int`
		Limit int `query:"limit,omitzero"` // want:27 `a query tag has no option omitzero; the only one is omitempty`
		Skip  int `query:"skip" ws:"nullable"` // want:31 `unknown word "nullable" in the ws tag of Skip; write optional or required`
	}
}

type Place struct{ X, Y int }

//ws:channel hall path=/{hall}
type Hall struct {
	ServerToClient Event
	Params         string // want:2 `^Params of channel hall is string; make it a struct with a field for each parameter$`
	Query          struct {
		Hall string `query:"-"`
	}
}

//ws:channel den path=/dens/{den}
type Den struct {
	ServerToClient Event
	Params         struct {
		Den string `path:"den,omitempty"` // want:25 `a path tag has no options; write only the name of the segment`
	}
}

type Event struct{}
