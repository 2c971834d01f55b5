// Package inline has structs without names, wherever a type can stand.
package inline

// ws:channel inline
type Inline struct {
	ClientToServer Message
	ServerToClient Rows
}

// A Message is only named itself.
type Message struct {
	Point struct {
		X int `json:"x" validate:"max=100"`
		Y int `json:"y"`
	} `json:"point"`
	Points []struct {
		X, Y int
	} `json:"points,omitempty"`
	Table map[string]struct {
		Inner struct {
			Deep *struct {
				N int `json:"n"`
			} `json:"deep"`
		} `json:"inner"`
	} `json:"table,omitempty"`
	Array [2]struct {
		A string `json:"a"`
	} `json:"array,omitzero"`
	Pointers []*struct {
		B bool `json:"b"`
	} `json:"pointers,omitempty"`
	Empty struct{} `json:"empty,omitzero"`
}

// Rows is a slice of structs.
type Rows []struct {
	Grid [][]struct {
		V float64 `json:"v"`
	} `json:"grid"`
}
