// Package times has instants, which are RFC 3339, and durations, which are
// whole nanoseconds.
package times

import "time"

// ws:channel times
type Times struct {
	ClientToServer Schedule
}

// A Schedule has instants and durations in every place.
type Schedule struct {
	At       time.Time            `json:"at,omitzero"`
	Pointer  *time.Time           `json:"pointer,omitempty"`
	List     []time.Time          `json:"list,omitempty"`
	Table    map[string]time.Time `json:"table,omitempty"`
	For      time.Duration        `json:"for,omitzero"`
	Timeout  *time.Duration       `json:"timeout,omitempty"`
	Steps    []time.Duration      `json:"steps,omitempty"`
	Named    Stamp                `json:"named,omitzero"`
	Interval Interval             `json:"interval,omitzero"`
	Month    time.Month           `json:"month,omitzero"`
}

// A Stamp is an instant with methods of its own.
type Stamp struct{ time.Time }

// An Interval is a number, not a duration: a named type has none of the
// methods of the type it is made from.
type Interval time.Duration
