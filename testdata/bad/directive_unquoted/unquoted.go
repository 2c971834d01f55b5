package directiveunquoted

//ws:message chat message
type Say struct { // want@-1:19 `^unexpected argument message; quote a value that has spaces: "chat message"$`
	Text string
}

//ws:union tag=the kind
type Event interface { // want@-1:20 `^unexpected argument kind; quote a value that has spaces: tag="the kind"$`
	event()
}

func (Say) event() {}
