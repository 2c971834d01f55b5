package directivepunctuation

//ws:channel=chat
type Chat struct { // want@-1:1 `^ws:channel= is not a directive; put a space after ws:channel$`
	ServerToClient string
}

// ws:message(say)
type Say struct{} // want@-1:1 `^ws:message\( is not a directive; put a space after ws:message$`
