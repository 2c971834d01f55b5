// Package feed has channels that a map of another package names.
package feed

// Prices is a channel struct without a directive.
type Prices struct {
	ServerToClient Quote
}

// Topic is a generic channel struct.
type Topic[T any] struct {
	ServerToClient Event[T]
}

// An Event carries a T.
type Event[T any] struct {
	Seq  int `json:"seq"`
	Data T   `json:"data"`
}

// A Quote is a price.
type Quote struct {
	Symbol string  `json:"symbol"`
	Price  float64 `json:"price"`
}
