package malformedtag

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A int `json:"a" validate:max=3` // want:9 `^the tag of A is malformed: a value is not in quotes; a tag is KEY:"VALUE" pairs with spaces between$`
	B int `json: "b"`               // want:9 `the tag of B is malformed`
	C int `json:"c" json:"d"`       // want:9 `the tag of C is malformed: the key json stands twice`
}
