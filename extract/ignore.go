package extract

import (
	"maps"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// addIgnores gives the contract the ws:ignore of the packages whose types it
// has. Those of other modules are about that module's own checks. What covers a
// channel struct covers the channels that a map makes of it, too: their place is
// the field of the map, but their path and limits may be those of the struct.
func (x *extractor) addIgnores() {
	paths := map[string]bool{}
	for path := range x.sources {
		paths[path] = true
	}
	for _, n := range x.out.Types {
		if x.prog.Local(n.Package) {
			paths[n.Package] = true
		}
	}
	for _, ch := range x.out.Channels {
		if x.prog.Local(ch.GoPackage) {
			paths[ch.GoPackage] = true
		}
	}
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		for _, i := range x.prog.Decls(path).Ignores {
			x.out.Ignores = append(x.out.Ignores, &contract.Ignore{
				Rule: i.Rule, Reason: i.Reason,
				Pos: x.position(i.Pos), From: x.position(i.From), To: x.position(i.To),
			})
		}
	}
	for _, i := range slices.Clone(x.out.Ignores) {
		for _, ch := range x.out.Channels {
			decl := x.prog.Decls(ch.GoPackage).Types[ch.Go]
			if decl == nil || !i.Covers(x.position(decl.Pos)) || i.Covers(ch.Pos) {
				continue
			}
			lent := *i
			lent.From, lent.To = ch.Pos, ch.Pos
			lent.To.Column++
			x.out.Ignores = append(x.out.Ignores, &lent)
		}
	}
}
