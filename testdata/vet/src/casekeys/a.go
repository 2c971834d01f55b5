package casekeys

import "elsewhere"

//ws:channel keys
type Chan struct {
	ServerToClient Event
	ClientToServer Command
}

//ws:channel frames
type Frames struct {
	ServerToClient Frame
}

type Event struct {
	ID    string `json:"id"`
	Other string `json:"ID"` // want `^the keys "id" and "ID" differ only in case; rename one of them$`
	Inner struct {
		A string `json:"name"`
		B string `json:"Name"` // want `"name" and "Name"`
	} `json:"inner"`
	List   List
	Lower  string `json:"base"` // want `^the keys "Base" and "base" differ only in case; rename one of them$`
	Long   string `json:"ſ"`
	Folded string `json:"s"` // want `"ſ" and "s"`
	elsewhere.Base
}

// List is a list of structs without a name.
type List []struct {
	A string `json:"a"`
	B string `json:"A"` // want `"a" and "A"`
}

//ws:union
type Command interface{ command() }

// Say has a key that is nearly the tag of its union.
type Say struct {
	Type string // want `^the key "Type" and the tag "type" of the union Command differ only in case; rename one of them$`
}

func (Say) command() {}

// Frame is a union whose variants stand under a key of their own.
//
//ws:union tag=op content=data
type Frame struct {
	OP  string // want `^the key "OP" and the tag "op" of the union Frame`
	Put *Put   `ws:"put"`
}

type Put struct{ Op string }
