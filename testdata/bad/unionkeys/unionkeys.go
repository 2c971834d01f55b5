package unionkeys

//ws:channel
type Chat struct {
	ClientToServer Command
	ServerToClient Frame
}

//ws:union tag=op
type Command interface{ command() }

type Say struct {
	Op []string `json:"op"` // want:2 `^the key "op" of Say is the tag of the union Command, so the field has to be a string that can be "say"; change its type, or rename it$`
}

func (Say) command() {}

type Mood struct {
	Op Feeling `json:"op"` // want:2 `the key "op" of Mood is the tag of the union Command, so the field has to be a string that can be "mood"`
}

type Feeling string

const Happy Feeling = "happy"

func (Mood) command() {}

//ws:message shout
// want@-1:14 `^Shout is called "shout" in the union Command, but its key "op" is always "yell"; give both the same value$`
//ws:const op=yell
type Shout struct{}

func (Shout) command() {}

//ws:union tag=type
type Frame struct {
	Type string `json:"type"` // want:2 `^the key "type" of Frame is written by the union itself, from the variant that is set; remove the field`
	ID   int    `json:"id"` // want:2 `^Frame and its variant Note both have the key "id", and both stand in one object`
	Note *Note  `ws:"note"`
}

type Note struct {
	ID int `json:"id"`
}

//ws:channel
type Feed struct{ ServerToClient Item }

//ws:union tag=type
type Item struct {
	Seq  int   `json:"seq"`
	Odd  *Odd  `ws:"odd"` // want:2 `^Odd reads or writes its object with its own method, so the keys of Item cannot stand in it; put the variant under a key of its own with content=KEY, or remove the other fields$`
	Even *Even `ws:"even"`
}

type Odd struct{ N int }

func (o *Odd) UnmarshalJSON([]byte) error { return nil }

type Even struct {
	N int `json:"n"`
}
