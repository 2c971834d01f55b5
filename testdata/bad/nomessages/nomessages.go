package nomessages

//ws:channel chat
type Chat struct { // want:6 `^the channel chat has no messages; give Chat a field ServerToClient or ClientToServer$`
	Query struct{ Since int }
}
