package promoted

import "github.com/wscontract/wscontract/testdata/bad/promoted/model"

//ws:channel
type Chat struct {
	ServerToClient model.Event
}
