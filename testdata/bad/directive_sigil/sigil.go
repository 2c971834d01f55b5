package directivesigil

// @ws:channel chat
type Chat struct { // want@-1:1 `^// @ws:channel is not read as a directive; write //ws:channel$`
	ServerToClient string
}

// +ws:strict
type Event struct{} // want@-1:1 `^// \+ws:strict is not read`
