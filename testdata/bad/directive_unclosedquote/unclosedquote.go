package directiveunclosedquote

//ws:message "say
type Say struct { // want@-1:14 `^"say is not a Go string; close the quote, and write a quote inside as`
	Text string
}

//ws:message "say"it
type It struct { // want@-1:14 `^"say" is followed by it; separate arguments with a space$`
	Text string
}

//ws:union tag=`kind
type Event interface { // want@-1:12 "^`kind is not a Go string"
	event()
}

func (Say) event() {}
func (It) event()  {}
