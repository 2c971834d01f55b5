package consts

//ws:channel
type Chat struct {
	ServerToClient Event
}

//ws:const v=two
// want@-1:12 `^"two" is not a value of the field V, which is int; write a value it can have$`
//ws:const small=300
// want@-1:12 `^300 is not a value of the field Small, which is int8; write a value it can have$`
//ws:const list=x
// want@-1:12 `^the key "list" has the field List of \[\]string, which cannot have a constant; use a field that is a string, an integer or a bool$`
//ws:const color=blue
// want@-1:12 `^"blue" is not a value of the field Color, which is Color`
//ws:const ok=1
// want@-1:12 `^1 is not a value of the field OK, which is bool`
type Event struct {
	V     int      `json:"v"`
	Small int8     `json:"small"`
	List  []string `json:"list"`
	Color Color    `json:"color"`
	OK    bool     `json:"ok"`
	Both  Both     `json:"both"`
}

type Color string

const Red Color = "red"

type Both struct { // want:6 `^two embedded structs of Both give the key "side" the values "left" and "right"; write ws:const above it, or remove one$`
	Left
	Right
}

//ws:const side=left
type Left struct{ L int }

//ws:const side=right
type Right struct{ R int }
