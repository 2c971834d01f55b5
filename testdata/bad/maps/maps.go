package maps

//ws:channels
type API struct {
	Chat  Chat
	Token string // want `^Token cannot be a channel of API, because string is not a struct type with a field ClientToServer or ServerToClient`
	Ptr   *Chat  // want `Ptr cannot be a channel of API`
	Plain Event // want `Plain cannot be a channel of API, because Event is not a struct type`
	Inner struct{ ServerToClient Event } // want `Inner cannot be a channel of API`
	inner Chat // want `inner is not exported and cannot be a channel of API; export it`
	Odd   Chat `ws:"two words"` // want `"two words" cannot be the name of a channel`
}

type Chat struct{ ServerToClient Event }

type Event struct{}
