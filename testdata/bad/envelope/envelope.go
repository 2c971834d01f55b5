package envelope

import "time"

//ws:channel
type Chat struct {
	ServerToClient Frame
	ClientToServer Empty
}

//ws:union
type Frame struct {
	Seq   int
	A     Say        `ws:"a"` // want:24 `^A cannot be a variant of Frame, because it is not a pointer to a struct type with a name; make it one$`
	B     *string    `ws:"b"` // want:24 `^B cannot be a variant of Frame`
	C     *time.Time `ws:"c"` // want:24 `^C cannot be a variant of Frame`
	D     *Say       `ws:""` // want:24 `^D cannot be a variant of Frame, because its ws tag is empty`
	E     *Say       `ws:"e,optional"` // want:24 `because a name cannot contain a comma`
	f     *Say       `ws:"f"` // want:24 `f cannot be a variant of Frame, because it is not exported`
	G     *Say       `ws:"g"`
	H     *Shout     `ws:"g"` // want:2 `^the field G and the field H are both called "g" in the union Frame; write ws:"NAME" above or beside one of them$`
	I     *Say       `ws:"optional"`
}

type Say struct{}

type Shout struct{}

//ws:union
type Empty struct { // want:6 `^the union Empty has no variants; give it pointer fields with a tag such as .ws:"say".$`
	ID int
}
