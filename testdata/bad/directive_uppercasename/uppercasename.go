package directiveuppercasename

// ws:Channel chat
type Chat struct { // want@-1:1 `^unknown directive ws:Channel; did you mean ws:channel\?$`
	ServerToClient string
}

// ws:Handler
type Other struct{} // want@-1:1 `^unknown directive ws:Handler; the directives are`
