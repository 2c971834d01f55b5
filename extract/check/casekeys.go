// # Analyzer casekeys
//
// casekeys: report keys that differ only in case
//
// Keys of JSON are told apart by case, and so are those of a contract. But
// encoding/json before version 2 takes one for the other in a program that knows only
// one of them, as many readers do, and people will mistake them.
//
//	ID string `json:"id"`
//	Id string `json:"ID"`
//
// The same is so of a key and the tag of a union that stands beside it.
package check

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/contract"
)

var casekeysAnalyzer = newAnalyzer("casekeys", runCasekeys)

func runCasekeys(p *pass) {
	if p.contract == nil {
		return
	}
	p.structs(p.contract.Types, func(_ string, st *contract.Struct) {
		first := map[string]*contract.Field{}
		for _, f := range st.Fields {
			if other := first[fold(f.Name)]; other != nil {
				p.sameKeys(other, f)
			}
			first[fold(f.Name)] = f
		}
	})
	for _, n := range p.contract.Types {
		if n.Union != nil {
			p.sameAsTag(n)
		}
	}
}

// fold returns a key as all have it that differ from it only in case.
func fold(key string) string { return strings.ToLower(strings.ToUpper(key)) }

// sameKeys reports one of two fields, if they are of this package: the second, or the
// first where the second comes from elsewhere by being embedded.
func (p *pass) sameKeys(first, second *contract.Field) {
	if !p.mine(second.Pos) {
		first, second = second, first
	}
	p.sameButCase(second, fmt.Sprintf("the keys %q and %q", first.Name, second.Name), p.related(first.Pos, "the key %q", first.Name))
}

// sameAsTag reports fields that stand beside the tag of a union.
func (p *pass) sameAsTag(n *contract.Named) {
	var beside []*contract.Field
	if n.Union.Envelope != nil {
		beside = n.Union.Envelope.Fields
	}
	for _, v := range n.Union.Variants {
		if v := p.contract.Named(v.Type.Name); n.Union.Content == "" && v != nil && v.Struct != nil {
			beside = slices.Concat(beside, v.Struct.Fields)
		}
	}
	for _, f := range beside {
		if f.Name != n.Union.Tag && fold(f.Name) == fold(n.Union.Tag) {
			p.sameButCase(f, fmt.Sprintf("the key %q and the tag %q of the union %s", f.Name, n.Union.Tag, n.Name), p.related(n.Pos, "the union %s", n.Name))
		}
	}
}

func (p *pass) sameButCase(f *contract.Field, what string, related []analysis.RelatedInformation) {
	if p.mine(f.Pos) {
		at := p.at(f.Pos)
		p.report(analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: what + " differ only in case; rename one of them", Related: related})
	}
}
