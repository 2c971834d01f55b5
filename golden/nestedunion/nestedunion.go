// Package nestedunion has unions inside of messages: in fields, slices, maps
// and other unions.
package nestedunion

// ws:channel nested
type Nested struct {
	ClientToServer Document
	ServerToClient []Shape
}

// A Document has unions in every place.
type Document struct {
	Shape  Shape            `json:"shape"`
	Shapes []Shape          `json:"shapes,omitempty"`
	Named  map[string]Shape `json:"named,omitempty"`
	Pair   *[2]Shape        `json:"pair,omitempty"`
	Maybe  *Shape           `json:"maybe,omitempty"`
	Block  *Block           `json:"block,omitempty"`
	Blocks []Block          `json:"blocks,omitempty"`
}

// A Shape may hold shapes.
//
// ws:union tag=shape
type Shape interface{ shape() }

// Circle is a shape.
type Circle struct {
	R float64 `json:"r" validate:"gt=0"`
}

// Group is a shape of shapes.
type Group struct {
	Shapes []Shape `json:"shapes"`
	First  Shape   `json:"first,omitzero"`
}

func (Circle) shape() {}
func (Group) shape()  {}

// A Block is an envelope within a message, which holds a shape and a block.
//
// ws:union
type Block struct {
	ID    int    `json:"id"`
	Draw  *Draw  `ws:"draw"`
	Quote *Quote `ws:"quote"`
}

// Draw holds a shape.
type Draw struct {
	What Shape `json:"what"`
}

// Quote holds a block.
type Quote struct {
	Of Block `json:"of"`
}
