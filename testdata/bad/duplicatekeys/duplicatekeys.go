package duplicatekeys

//ws:channel
type Chat struct {
	ServerToClient Event
}

type Event struct {
	ID   int    `json:"id"`
	Name string `json:"id"` // want:2 `^ID and Name have the same key "id"; rename one in its tag$`
}
