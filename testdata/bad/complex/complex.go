package complex

//ws:channel
type Signal struct {
	ServerToClient Sample
}

type Sample struct {
	Values map[string][]complex64 // want:2 `Sample.Values\[\]\[\]: a complex number cannot stand in JSON`
	At     uintptr
}
