// # Analyzer any
//
// any: report fields that can hold anything and do not say why
//
// A field of type any is a hole in the contract: nothing is checked, and clients
// learn nothing. Some messages need one, and then a comment says what may stand
// there. Where the value is only passed on, json.RawMessage says so and is cheaper.
//
//	Data any `json:"data"`
//
//	// Data is whatever the application sent, passed on unread.
//	Data json.RawMessage `json:"data"`
package check

import "github.com/wscontract/wscontract/extract/contract"

var anyAnalyzer = newAnalyzer("any", runAny)

func runAny(p *pass) {
	if p.contract == nil {
		return
	}
	for _, f := range p.fields() {
		if f.Doc == "" && f.Deprecated == "" && within(f.Type, func(t *contract.Type) bool { return t.Kind == contract.Any }) {
			p.reportf(p.at(f.Pos), "%s can be anything, and nothing of it is checked; say in a comment what may stand there, or use json.RawMessage or a union", f)
		}
	}
}
