// # Analyzer duration
//
// duration: report time.Duration, which is a number of nanoseconds
//
// A time.Duration is an integer of nanoseconds on the wire. Nobody who writes a
// client expects that, and 104 days are more than JavaScript can count exactly.
// Say the unit in the name of a number:
//
//	Timeout        time.Duration `json:"timeout"`        // 1500000000
//	TimeoutSeconds float64       `json:"timeoutSeconds"` // 1.5
package check

import (
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

var durationAnalyzer = newAnalyzer("duration", runDuration)

func runDuration(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range slices.Concat(p.fields(), p.parameters()) {
		if p.within(f.Type, func(t *contract.Type) bool { return t.Kind == contract.Duration }) {
			p.reportf(p.at(f.Pos), "%s is written as an integer of nanoseconds; use a number whose name says its unit, or say with ws:ignore duration that nanoseconds are meant", f)
		}
	}
}
