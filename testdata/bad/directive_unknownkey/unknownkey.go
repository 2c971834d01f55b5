package directiveunknownkey

//ws:channel chat pth=/chat
type Chat struct { // want@-1:19 `^unknown key pth; did you mean path\?$`
	ServerToClient Event
}

//ws:strict mode=all
type Event struct { // want@-1:13 `^unknown key mode; ws:strict has no keys$`
	Text string
}

//ws:union discriminator=kind
type Union interface { // want@-1:12 `^unknown key discriminator; the keys of ws:union are tag, content, tagtype$`
	union()
}

type variant struct{}

func (variant) union() {}
