package directiveonwrongkind

//ws:channel
type Chat interface{} // want@-1:1 `^ws:channel belongs on a struct type, and Chat is an interface type$`

//ws:union
type Event int // want@-1:1 `^ws:union belongs on a struct type or an interface type, and Event is a named integer type$`

//ws:enum
type Level float64 // want@-1:1 `^ws:enum belongs on a named string type or a named integer type, and Level is a type of another kind$`

//ws:type string
type Reader interface{} // want@-1:1 `^ws:type belongs on a type that is not an interface, and Reader is an interface type$`
