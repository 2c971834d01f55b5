// Package empty has a map of channels that has lost them all.
package empty

//ws:channels
type All struct{}
