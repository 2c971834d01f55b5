// Package manychannels has a dozen channels in two files, which do not stand in
// the order of their names and share their messages.
package manychannels

// Kilo is channel number 11.
//
//ws:channel kilo
type Kilo struct {
	ClientToServer Number
}

// Alpha is channel number 1.
//
//ws:channel alpha auth=none
type Alpha struct {
	ServerToClient Text
}

// Lima is channel number 12.
//
//ws:channel lima auth=required
type Lima struct {
	ClientToServer Number
	ServerToClient Text
}

// Charlie is channel number 3.
//
//ws:channel charlie rate=5/s
type Charlie struct {
	ClientToServer Number
}

// Juliett is channel number 10.
//
//ws:channel juliett overflow=drop-newest
type Juliett struct {
	ServerToClient Text
}

// Echo is channel number 5.
//
//ws:channel echo max-size=1MiB
type Echo struct {
	ClientToServer Number
	ServerToClient Text
}

// A Number is what clients send.
type Number struct {
	N int `json:"n"`
}
