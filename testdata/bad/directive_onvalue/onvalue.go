package directiveonvalue

//ws:enum
const Low = 1 // want@-1:1 `^ws:enum belongs on a named string type or a named integer type, not on a constant; move it above the type that is meant$`

//ws:channel
var Chat struct{} // want@-1:1 `^ws:channel belongs on a struct type, not on a variable`

const (
	//ws:enum
	High = 2 // want@-1:2 `^ws:enum belongs on .*, not on a constant`
)
