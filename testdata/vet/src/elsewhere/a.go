// Package elsewhere is of another module.
package elsewhere

// Base has a key that others have in another case.
type Base struct {
	Base string
}
