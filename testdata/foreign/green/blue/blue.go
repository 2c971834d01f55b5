// Package blue has the name of another one, in another directory.
package blue

// An Item is green.
type Item struct {
	Size int `json:"size"`
}

// A Shade has constants as well.
type Shade string

// Dark is the only shade.
const Dark Shade = "dark"
