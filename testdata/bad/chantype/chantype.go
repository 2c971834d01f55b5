package chantype

//ws:channel chat
type Chat struct {
	ClientToServer Say
}

type Say struct {
	Meta Meta `json:"meta"`
}

type Meta struct {
	Done chan struct{} // want:2 `^channel chat: Say.Meta.Done: a channel of Go cannot stand in JSON; leave it out with .json:"-".$`
}
