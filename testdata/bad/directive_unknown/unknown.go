package directiveunknown

//ws:handler chat
type Chat struct { // want@-1:1 `^unknown directive ws:handler; the directives are channel, channels, union, message, const, type, enum, strict, ignore$`
	ServerToClient string
}
