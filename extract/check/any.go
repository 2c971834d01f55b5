// # Analyzer any
//
// any: report fields that can hold anything and do not say why
//
// A field of type any is a hole in the contract: nothing is checked, and clients
// learn nothing. Some messages need one, and then a comment says what may stand
// there; that of a type with a name is the comment of the type. Where the value is only
// passed on, json.RawMessage says so and is cheaper.
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
		if f.Doc == "" && f.Deprecated == "" && holdsAny(f.Type) {
			p.hole(f.Pos, f.String())
		}
	}
	for _, n := range p.contract.Types {
		if n.Doc == "" && n.Deprecated == "" && n.Underlying != nil && holdsAny(n.Underlying) && p.mine(n.Pos) {
			p.hole(n.Pos, n.Name)
		}
	}
}

func (p *pass) hole(pos contract.Position, name string) {
	p.reportf(p.at(pos), "%s can be anything, and nothing of it is checked; say in a comment what may stand there, or use json.RawMessage or a union", name)
}

// holdsAny tells that a type has any in it. One with a name says by itself what it is.
func holdsAny(t *contract.Type) bool {
	return t.Kind == contract.Any || t.Elem != nil && holdsAny(t.Elem)
}
