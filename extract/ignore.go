package extract

import (
	"maps"
	"slices"

	"github.com/wscontract/wscontract/extract/contract"
)

// addIgnores gives the contract the ws:ignore of the packages whose types it
// has. Those of other modules are about that module's own checks.
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
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		for _, i := range x.prog.Decls(path).Ignores {
			x.out.Ignores = append(x.out.Ignores, &contract.Ignore{
				Rule: i.Rule, Reason: i.Reason,
				Pos: x.position(i.Pos), From: x.position(i.From), To: x.position(i.To),
			})
		}
	}
}
