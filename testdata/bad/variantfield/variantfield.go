package variantfield

//ws:channel
type Chat struct {
	ClientToServer Command
}

//ws:union
type Command interface{ command() }

type Say struct {
	Reply chan string // want:2 `^channel Chat: Command: Say.Reply: a channel of Go`
}

func (Say) command() {}
