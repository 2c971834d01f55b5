package funcs

//ws:channel
type Hooks struct {
	ServerToClient []Hook
}

type Hook struct {
	Name string
	Run  func() error // want `^channel Hooks: \[\]Hook.Run: a function cannot stand in JSON; leave it out`
}
