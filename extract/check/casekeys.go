// # Analyzer casekeys
//
// casekeys: report keys that differ only in case
//
// Keys of JSON are told apart by case, and so are those of a contract. But
// encoding/json before version 2 takes one for the other, as many readers do, and
// people will mistake them.
//
//	ID string `json:"id"`
//	Id string `json:"ID"`
package check

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

var casekeysAnalyzer = newAnalyzer("casekeys", runCasekeys)

func runCasekeys(p *pass) {
	if p.contract == nil {
		return
	}
	structs := func(visit func(*contract.Struct)) {
		for _, n := range p.contract.Types {
			switch {
			case n.Struct != nil:
				visit(n.Struct)
			case n.Union != nil && n.Union.Envelope != nil:
				visit(n.Union.Envelope)
			}
		}
	}
	seen := map[contract.Position]bool{}
	var visit func(*contract.Struct)
	visit = func(s *contract.Struct) {
		first := map[string]*contract.Field{}
		for _, f := range s.Fields {
			folded := strings.ToLower(f.Name)
			if other := first[folded]; other != nil && !seen[f.Pos] && p.mine(f.Pos) {
				seen[f.Pos] = true
				at := p.at(f.Pos)
				p.report(analysis.Diagnostic{
					Pos: at.Pos(), End: at.End(),
					Message: "the keys \"" + other.Name + "\" and \"" + f.Name + "\" differ only in case; rename one of them",
					Related: p.related(other.Pos, "the key %q", other.Name),
				})
			}
			first[folded] = f
			inlineStructs(f.Type, visit)
		}
	}
	structs(visit)
}
