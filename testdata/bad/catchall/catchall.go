package catchall

import "encoding/json"

//ws:channel
type Chat struct {
	ClientToServer Command
	ServerToClient Event
}

//ws:union
type Command interface{ command() }

//ws:message *
type Other struct {
	Raw  json.RawMessage
	Type string `json:"type"`
	Text string // want:2 `^Other receives unknown messages, which have no key Text; it may have one json.RawMessage for the whole message and one field for the tag "type"$`
	more int // want:2 `Other receives unknown messages, and its field more is not exported; export it`
}

func (Other) command() {}

//ws:message *
// want@-1:14 `^the union Command has two variants for unknown tags; remove one$`
type Unknown struct{ Raw json.RawMessage }

func (Unknown) command() {}

//ws:union tagtype=int
type Event interface{ event() }

//ws:message *
// want@-1:14 `^Rest receives unknown messages and needs a field for their bytes; add Raw json.RawMessage$`
type Rest struct {
	Type string `json:"type"` // want:2 `Rest receives unknown messages, which have no key Type`
}

func (Rest) event() {}
