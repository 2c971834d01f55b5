package mapkey

import "net/netip"

//ws:channel maps
type Chan struct {
	ServerToClient Event
}

// Day is written as 2026-01-31T00:00:00Z.
//
//ws:type string format=date-time
type Day struct{ n int }

func (d Day) MarshalText() ([]byte, error) { return nil, nil }
func (d *Day) UnmarshalText([]byte) error  { return nil }

type Name string

type Event struct {
	Seen  map[netip.Addr]string // want `^one key of the map Event.Seen can be spelled in several ways; use a string or an integer as the key, or a list of structs$`
	Seats map[string]string
	Names map[Name]string
	Rows  map[int][]map[Day]bool // want `Event.Rows`
	All   Seen                   // want `Event.All`
}

// Seen is a list with a name.
type Seen []map[netip.Addr]string
