package malformedtag

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A int `json:"a" validate:max=3` // want `^the tag of A is malformed: .*; a tag is KEY:"VALUE" pairs with spaces between$`
	B int `json: "b"`               // want `the tag of B is malformed`
	C int `json:"c" json:"d"`       // want `the tag of C is malformed: the key json stands twice`
}
