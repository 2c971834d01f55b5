// Package params has the parameters of the handshake: segments of the path and
// keys of the query.
package params

import (
	"net/netip"
	"time"
)

// Rooms has parameters of each kind.
//
// ws:channel rooms path=/ws/{org}/rooms/{room}
type Rooms struct {
	Params struct {
		Org  string `path:"org" validate:"alphanum"`
		Room int64  `path:"room" validate:"min=1"`
	}
	Query struct {
		Since time.Time  `query:"since,omitempty"`
		Limit uint8      `query:"limit" ws:"optional" validate:"omitempty,max=100"`
		Debug *bool      `query:"debug,omitempty"`
		Mode  Mode       `query:"mode"`
		Tags  []string   `query:"tag,omitempty" validate:"max=2,dive,min=1"`
		IDs   []int      `query:"id"`
		Ratio float64    `query:"ratio" ws:"optional"`
		From  netip.Addr `query:"from" ws:"optional"`
	}
	ClientToServer Empty
}

// OnlyQuery has no parameters in its path, and a named struct for its query.
//
// ws:channel only-query
type OnlyQuery struct {
	Query          Token
	ServerToClient Empty
}

// Token is what a client shows, and nothing else.
//
// ws:strict
type Token struct {
	Token string `query:"token"`
}

// OnlyPath has no query.
//
// ws:channel only-path path=/ws/users/{id}
type OnlyPath struct {
	Params struct {
		ID UserID `path:"id"`
	}
	ServerToClient Empty
}

// None has neither.
//
// ws:channel none
type None struct {
	ServerToClient Empty
}

// Empty is a message without keys.
type Empty struct{}

// UserID is a named string.
type UserID string

// Mode is an enum.
type Mode string

// The modes.
const (
	Read  Mode = "read"
	Write Mode = "write"
)
