package wstags

//ws:channel
type Chat struct {
	ServerToClient Event
	Query          struct {
		Since int `query:"since,omitempty" ws:"required"` // want:3 `^Since must be present, but omitempty says that it may be absent; remove one$`
	}
}

type Event struct {
	A int  `ws:"optinal"` // want:14 `^unknown word "optinal" in the ws tag of A; did you mean optional\?$`
	B int  `ws:"maybe"`   // want:14 `^unknown word "maybe" in the ws tag of B; write optional, nullable or required$`
	C *int `ws:"optional,required"` // want:2 `^C is tagged as optional and as required; remove one$`
	E map[string]int `json:",embed" ws:"optional"` // want:38 `^a ws tag has no effect on E; remove it$`
}
