package maps

//ws:channels
type API struct {
	Chat  Chat
	Token string // want:2 `^Token cannot be a channel of API, because string is not a struct type with a field ClientToServer or ServerToClient`
	Ptr   *Chat  // want:2 `Ptr cannot be a channel of API`
	Plain Event // want:2 `Plain cannot be a channel of API, because Event is not a struct type`
	Inner struct{ ServerToClient Event } // want:2 `Inner cannot be a channel of API`
	inner Chat // want:2 `inner is not exported and cannot be a channel of API; export it`
	Odd   Chat `ws:"two words"` // want:18 `"two words" cannot be the name of a channel`
}

type Chat struct{ ServerToClient Event }

type Event struct{}
