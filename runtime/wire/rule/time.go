package rule

import (
	"strings"
	"time"
)

// IsDatetime reports whether [time.Parse] accepts s in a layout.
func IsDatetime(s, layout string) bool {
	_, err := time.Parse(layout, s)
	return err == nil
}

// IsTimezone reports whether s is a name in the time zone database, which is that
// of the machine, or of package time/tzdata. It reads a file.
func IsTimezone(s string) bool {
	if s == "" || strings.ToLower(s) == "local" {
		return false
	}
	_, err := time.LoadLocation(s)
	return err == nil
}
