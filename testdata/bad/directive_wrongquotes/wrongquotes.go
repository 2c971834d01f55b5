package directivewrongquotes

//ws:union tag='kind'
type Event interface { // want@-1:12 "^'kind': quote values with \"\" or ``$"
	event()
}

type Say struct {
	Text string
}

func (Say) event() {}
