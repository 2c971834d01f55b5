// # Analyzer unusedignore
//
// unusedignore: report ws:ignore that silences nothing
//
// A ws:ignore outlives what it was written for: the field gets another type, the
// code another form. Then it would silence the next mistake in its place.
// Those for rules of wscontract breaking are not reported, since what changed is
// known only by comparing.
package check

import (
	"go/token"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract/directive"
)

var unusedignoreAnalyzer = &analysis.Analyzer{
	Name:             "unusedignore",
	Doc:              documentation("unusedignore"),
	URL:              Page,
	Requires:         append([]*analysis.Analyzer{sourceAnalyzer}, silenced...),
	ResultType:       reflect.TypeFor[struct{}](),
	RunDespiteErrors: true,
	Run:              runUnusedignore,
}

// silenced are the analyzers that ws:ignore can silence.
var silenced = []*analysis.Analyzer{
	anyAnalyzer, blockingAnalyzer, bytearrayAnalyzer, casekeysAnalyzer, contradictionAnalyzer, durationAnalyzer,
	endlessAnalyzer, int64Analyzer, jsontagAnalyzer, lateuseAnalyzer, mapkeyAnalyzer, nodiveAnalyzer, omitemptyAnalyzer,
	samechannelAnalyzer, servedtwiceAnalyzer, staleAnalyzer, storedctxAnalyzer, unionswitchAnalyzer, unservedAnalyzer,
}

func runUnusedignore(p *analysis.Pass) (any, error) {
	k := p.ResultOf[sourceAnalyzer].(*known)
	if len(k.mistakes) > 0 || len(k.ignores) == 0 || p.TypesInfo == nil || len(p.TypeErrors) > 0 {
		return struct{}{}, nil // what they would silence may not have been looked for
	}
	var used []token.Pos
	for _, a := range silenced {
		used = append(used, p.ResultOf[a].([]token.Pos)...)
	}
	for _, i := range k.ignores {
		if generated((&pass{Pass: p}).fileOf(i.Pos)) {
			continue // nobody's to mend
		}
		if slices.Contains(directive.Checks, i.Rule) && !slices.Contains(used, i.Pos) && k.decides(i) {
			d := analysis.Diagnostic{
				Pos: i.Pos, End: i.End, Category: "unusedignore",
				Message: "this silences nothing: " + i.Rule + " finds nothing here; remove it",
			}
			if asWritten(p, i.Pos) {
				d.SuggestedFixes = []analysis.SuggestedFix{{Message: "Remove it", TextEdits: []analysis.TextEdit{removal(p, i)}}}
			}
			p.Report(d)
		}
	}
	return struct{}{}, nil
}

// removal removes a ws:ignore: with its line if it stands alone there, and with the empty
// line of the comment above if it is the last of the comment. An empty line in its
// place would part the comment from what it is about.
func removal(p *analysis.Pass, i directive.Ignore) analysis.TextEdit {
	edit := analysis.TextEdit{Pos: i.Pos, End: i.End}
	file := p.Fset.File(i.Pos)
	line := file.Line(i.Pos)
	src, err := p.ReadFile(file.Name())
	if err != nil || line == file.LineCount() {
		return edit
	}
	begin := file.LineStart(line)
	if strings.TrimSpace(string(src[file.Offset(begin):file.Offset(i.Pos)])) != "" {
		return edit
	}
	edit.Pos, edit.End = begin, file.LineStart(line+1)
	for _, f := range p.Files {
		for _, group := range f.Comments {
			n := len(group.List)
			if n > 1 && group.List[n-1].Slash == i.Pos && group.List[n-2].Text == "//" {
				edit.Pos = file.LineStart(line - 1)
			}
		}
	}
	return edit
}

// wireRules are the analyzers that look at the messages of a contract.
var wireRules = []string{
	"any", "bytearray", "casekeys", "contradiction", "duration", "endless", "int64", "jsontag", "mapkey", "nodive", "omitempty",
	"stale",
}

// decides tells that this package is the one where the rule would have spoken. A
// package without channels may have types of the contract of another.
func (k *known) decides(i directive.Ignore) bool {
	return k.contract != nil || !slices.Contains(wireRules, i.Rule)
}
