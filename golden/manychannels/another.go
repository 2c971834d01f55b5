package manychannels

// India is channel number 9.
//
//ws:channel india
type India struct {
	ClientToServer Number
}

// Hotel is channel number 8.
//
//ws:channel hotel auth=none
type Hotel struct {
	ServerToClient Text
}

// Golf is channel number 7.
//
//ws:channel golf auth=required
type Golf struct {
	ClientToServer Number
	ServerToClient Text
}

// Foxtrot is channel number 6.
//
//ws:channel foxtrot rate=5/s
type Foxtrot struct {
	ClientToServer Number
}

// Delta is channel number 4.
//
//ws:channel delta overflow=drop-newest
type Delta struct {
	ServerToClient Text
}

// Bravo is channel number 2.
//
//ws:channel bravo max-size=1MiB
type Bravo struct {
	ClientToServer Number
	ServerToClient Text
}

// A Text is what the server sends.
type Text struct {
	S string `json:"s"`
}
