package directiveongeneric

//ws:channel
type Chat[T any] struct { // want@-1:1 `^ws:channel belongs on a struct type, without type parameters; write out the type that is meant, without parameters$`
	ServerToClient T
}
