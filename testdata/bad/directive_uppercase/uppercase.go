package directiveuppercase

// WS:channel chat
type Chat struct { // want@-1:1 `^// WS:channel is not read as a directive; write //ws:channel$`
	ServerToClient string
}

// Ws:stict
type Event struct{} // want@-1:1 `^// Ws:stict is not read as a directive; write //ws:strict$`
