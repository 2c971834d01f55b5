package unionkeys

//ws:channel
type Chat struct {
	ClientToServer Command
	ServerToClient Frame
}

//ws:union tag=op
type Command interface{ command() }

type Say struct {
	Op []string `json:"op"` // want `^the key "op" of Say is the tag of the union Command, so the field has to be a string that can be "say"; change its type, or rename it$`
}

func (Say) command() {}

type Mood struct {
	Op Feeling `json:"op"` // want `the key "op" of Mood is the tag of the union Command, so the field has to be a string that can be "mood"`
}

type Feeling string

const Happy Feeling = "happy"

func (Mood) command() {}

//ws:message shout
// want@-1 `^Shout is called "shout" in the union Command, but its key "op" is always "yell"; give both the same value$`
//ws:const op=yell
type Shout struct{}

func (Shout) command() {}

//ws:union tag=type
type Frame struct {
	Type string `json:"type"` // want `^the key "type" of Frame is written by the union itself, from the variant that is set; remove the field`
	ID   int    `json:"id"` // want `^Frame and its variant Note both have the key "id", and both stand in one object`
	Note *Note  `ws:"note"`
}

type Note struct {
	ID int `json:"id"`
}
