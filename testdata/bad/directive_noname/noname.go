package directivenoname

// ws:
type Chat struct { // want@-1:1 `^ws: names no directive; the directives are channel,`
	ServerToClient string
}
