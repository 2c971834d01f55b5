package jsontags

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A int    `json:"a,omitEmpty"`           // want:20 `^unknown option omitEmpty in the json tag; did you mean omitempty\?$`
	B string `json:"b,string"`              // want:2 `the option string puts a number into a string, but B is string; remove the option`
	C []byte `json:"c,format:hex"`          // want:20 `the option format is not part of encoding/json/v2`
	D int    `json:"d,"`                    // want:19 `the json tag ends in a comma; remove it`
	E int    `json:"'e'"`                   // want:18 `the name of a json key cannot contain '.'' in a tag; choose another name`
	F int    `json:"f,case:any"`            // want:20 `the option case needs a value; write case:ignore or case:strict`
	G int    `json:"g,omitempty,omitempty"` // want:30 `the option omitempty stands twice`
	h int    `json:"h"`                     // want:18 `a json tag on the unexported field h has no effect; export the field, or write .json:"-".`
}
