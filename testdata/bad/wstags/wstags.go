package wstags

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	A int  `ws:"optinal"` // want:14 `^unknown word "optinal" in the ws tag of A; did you mean optional\?$`
	B int  `ws:"maybe"`   // want:14 `^unknown word "maybe" in the ws tag of B; write optional, nullable or required$`
	C *int `ws:"optional,required"` // want:2 `^C is tagged as optional and as required; remove one$`
	D int  `json:",omitzero" ws:"required"` // want:2 `^D must be present, but omitempty or omitzero would leave it out; remove one$`
	E map[string]int `json:",embed" ws:"optional"` // want:38 `^a ws tag has no effect on E; remove it$`
}
