package duration

import "time"

//ws:channel durations
type Chan struct {
	ServerToClient Event
	Query          struct {
		Wait time.Duration `query:"wait"` // want `Chan.Query.Wait is written`
	}
}

type Event struct {
	Timeout time.Duration   // want `^Event.Timeout is written as an integer of nanoseconds; use a number whose name says its unit, or say with ws:ignore duration that nanoseconds are meant$`
	Pauses  []time.Duration // want `Event.Pauses is written`
	At      time.Time
	Seconds float64
	Named   Pauses // want `Event.Named is written`
}

// Pauses is a list with a name.
type Pauses []time.Duration
