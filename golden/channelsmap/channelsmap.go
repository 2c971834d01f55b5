// Package channelsmap has a map of channels, which names them, also those of
// another package. A channel that is reached both ways is one.
package channelsmap

import "github.com/wscontract/wscontract/testdata/channelsmap/feed"

// API is all of it. Its keys hold where a channel is silent.
//
// ws:channels auth=required max-size=4KiB
type API struct {
	Chat    Chat
	Lobby   Chat               `ws:"lobby.main"`
	Admin   Admin              // says that it needs no authentication
	Prices  feed.Prices        `ws:"price-feed"`
	Numbers feed.Topic[int]    `ws:"numbers"`
	Words   feed.Topic[Phrase] `ws:"words"`
}

// Chat has no directive of its own, and two names.
type Chat struct {
	ClientToServer Phrase
	ServerToClient Phrase
}

// Admin is reached by its directive and by the map, which names it.
//
// ws:channel administration auth=none path=/admin
type Admin struct {
	ClientToServer Phrase
}

// Alone is reached by its directive only.
//
// ws:channel
type Alone struct {
	ServerToClient Phrase
}

// A Phrase is what is said.
type Phrase struct {
	Text string `json:"text"`
}
