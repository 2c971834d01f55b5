package funcs

//ws:channel
type Hooks struct {
	ServerToClient []Hook
}

type Hook struct {
	Name string
	Run  func() error // want:2 `^channel Hooks: Hook.Run: a function cannot stand in JSON; leave it out`
}
