package directivespacebeforecolon

// ws :channel
type Chat struct { // want@-1:1 `^// ws :channel is not read as a directive; write //ws:channel$`
	ServerToClient string
}
