// Package shop has types that package generics uses as arguments.
package shop

// An Item is for sale.
type Item struct {
	Name  string     `json:"name"`
	Price Money[int] `json:"price"`
}

// Money is generic in its own package.
type Money[N ~int | ~int64] struct {
	Cents N `json:"cents"`
}
