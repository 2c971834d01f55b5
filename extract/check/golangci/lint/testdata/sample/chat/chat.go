// Package chat is a contract that golangci-lint has something to say about.
package chat

//ws:channel chat
type Chat struct {
	ClientToServer Command
	ServerToClient Event
}

//ws:union
type Command interface{ command() }

// Say says something.
type Say struct {
	Text string `json:"text"`
}

// Leave leaves a room.
type Leave struct {
	Room string `json:"room"`
}

func (Say) command()   {}
func (Leave) command() {}

// Event is what happens.
type Event struct {
	ID    int64 `json:"id"`
	Count int   `json:"count,omitempty"` //nolint:wscontract // read by others
	Data  any   `json:"data"`
	Small int64 `json:"small"` //ws:ignore int64 "never above 10"
}
