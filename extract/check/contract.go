// # Analyzer contract
//
// contract: report what generate refuses
//
// What stops wscontract generate is reported here too, at the place to mend:
// directives that are misspelled or stand where they mean nothing, types that JSON
// cannot carry, tags that cannot be read, rules that do not fit their field, unions
// whose variants cannot be told apart, channels with one name or one route. Only
// what is in the way of the code that it writes is found by generate alone, such as
// a name that is taken, or a variant that another package does not export.
//
//	//ws:chanel chat
//	type Chat struct { … } // unknown directive ws:chanel; did you mean ws:channel?
//
// These are errors, and cannot be silenced by ws:ignore.
package check

import (
	"reflect"

	"golang.org/x/tools/go/analysis"
)

var contractAnalyzer = &analysis.Analyzer{
	Name:             "contract",
	Doc:              documentation("contract"),
	URL:              Page,
	Requires:         []*analysis.Analyzer{sourceAnalyzer},
	ResultType:       reflect.TypeFor[struct{}](),
	RunDespiteErrors: true,
	Run: func(ap *analysis.Pass) (any, error) {
		runContract(&pass{Pass: ap, known: ap.ResultOf[sourceAnalyzer].(*known)})
		return struct{}{}, nil
	},
}

func runContract(p *pass) {
	for _, m := range p.mistakes {
		d := analysis.Diagnostic{Pos: p.tokens[m.Pos], Category: m.Code, URL: "#contract", Message: m.Message}
		if !d.Pos.IsValid() && len(p.files) > 0 {
			d.Pos = p.files[0].Name.Pos()
		}
		if end := p.tokens[m.End]; end > d.Pos {
			d.End = end
		} else {
			d.End = p.at(m.Pos).End()
		}
		for _, r := range m.Related {
			d.Related = append(d.Related, p.related(r.Pos, "%s", r.Message)...)
		}
		if m.Fix != "" && p.fileOf(d.Pos) != nil && asWritten(p.Pass, d.Pos) {
			d.SuggestedFixes = []analysis.SuggestedFix{{
				Message:   "Replace it by " + m.Fix,
				TextEdits: []analysis.TextEdit{{Pos: d.Pos, End: d.End, NewText: []byte(m.Fix)}},
			}}
		}
		p.Report(d)
	}
}
