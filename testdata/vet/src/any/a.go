package any

import "encoding/json"

//ws:channel any
type Chan struct {
	ServerToClient Event
}

//ws:channel hole
type Hole struct { // want `^Hole.ClientToServer can be anything` `^Hole.ServerToClient can be anything`
	ClientToServer any
	ServerToClient map[string]any
}

// Told passes on what plug-ins say.
//
//ws:channel told
type Told struct {
	ServerToClient any
}

type Event struct {
	Data/* want `^Event.Data can be anything, and nothing of it is checked; say in a comment what may stand there, or use json.RawMessage or a union$` */ any

	// Extra is what a plug-in has to say.
	Extra any
	Line  any // is told here
	Raw   json.RawMessage
	List/* want `Event.List can be anything` */ []any
	ByName/* want `Event.ByName can be anything` */ map[string]any
	Inner struct {
		Deep /* want `Event.Inner.Deep can be anything` */ any
	}
	//ws:ignore any "decided with the team"
	Silenced any
	Named    Payload
	Told     Explained
}

type Payload /* want `^Payload can be anything` */ map[string]any

// Explained is what a plug-in has to say.
type Explained any
