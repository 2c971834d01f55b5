package directiveblock

/* ws:channel chat */
type Chat struct { // want@-1:4 `^a block comment holds no directives; write //ws:channel on a line of its own$`
	ServerToClient string
}

/*
Event is what happens.

ws:strict
*/
type Event struct{} // want@-2:1 `^a block comment holds no directives; write //ws:strict`
