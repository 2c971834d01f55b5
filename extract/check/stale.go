// # Analyzer stale
//
// stale: report generated Go code that is older than its contract
//
// The generated constant ContractFingerprint says which contract the code was
// generated from. When it is not that of the source, the program speaks another
// protocol than the contract says. Run wscontract generate.
//
// Only what stands on the wire counts: a new comment does not make code stale. Output
// in other languages is compared by wscontract check.
package check

import (
	"go/constant"
	"go/types"
	"path/filepath"

	"github.com/wscontract/wscontract/extract/source"
	"golang.org/x/tools/go/analysis"
)

var staleAnalyzer = newAnalyzer("stale", runStale)

func runStale(p *pass) {
	if p.contract == nil {
		return
	}
	channels := p.contract.ChannelsOf(p.Pkg.Path())
	if len(channels) == 0 {
		return // a map of channels without any
	}
	c, ok := p.Pkg.Scope().Lookup("ContractFingerprint").(*types.Const)
	if !ok || c.Val().Kind() != constant.String {
		return // generated without Go code, or not yet
	}
	file := p.fileOf(c.Pos())
	if file == nil {
		return
	}
	name := p.Fset.PositionFor(c.Pos(), false).Filename
	if !source.IsOutput(name, file) {
		return
	}
	path, generated := p.Pkg.Path(), constant.StringVal(c.Val())
	if generated == p.contract.FingerprintOf(path) || generated == p.inWorkspace(p.Pass).FingerprintOf(path) {
		return
	}
	at := p.at(channels[0].Pos)
	p.report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: "the contract has changed since " + filepath.Base(name) + " was generated; run wscontract generate",
		Related: []analysis.RelatedInformation{{Pos: c.Pos(), Message: "the fingerprint of the contract that it was generated from"}},
	})
}
