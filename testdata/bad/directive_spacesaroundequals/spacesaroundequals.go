package directivespacesaroundequals

//ws:channel chat path =/chat
type Chat struct { // want@-1:24 `^write key=value without spaces around the equals sign$`
	ServerToClient string
}
