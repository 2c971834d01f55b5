package strayvariant

//ws:channel
type Chat struct {
	ClientToServer Command
}

//ws:union
type Command interface{ command() }

//ws:message say
type Say struct{}

func (Say) command() {}

//ws:message shout
// want@-1:1 `^Shout is a variant of no union of this package, so ws:message has no effect; give it the method command of the union Command$`
type Shout struct{}

//ws:message yell
// want@-1:1 `^Yell is a variant of no union of this package, so ws:message has no effect; its method command has another signature than in the union Command$`
type Yell struct{}

func (Yell) command(loud bool) {}
