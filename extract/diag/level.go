package diag

import "fmt"

// A Level says how bad a finding is. The zero value is the worst: what nobody
// has thought about is an error.
type Level uint8

// The levels, the worst first.
const (
	Error   Level = iota // something is or will be broken
	Warning              // something may be broken, which cannot be told from here
	Info                 // worth knowing
)

var levelNames = [...]string{"error", "warning", "info"}

// String returns the name of the level, as users write it.
func (l Level) String() string { return levelNames[l] }

// ParseLevel returns the level with the given name.
func ParseLevel(name string) (Level, error) {
	for i, n := range levelNames {
		if n == name {
			return Level(i), nil
		}
	}
	return 0, fmt.Errorf("unknown level %q; write error, warning or info", name)
}
