package load

import (
	"slices"
	"strings"

	"github.com/wscontract/wscontract/extract/diag"
)

// findCycles marks the imports that would close a cycle among the units, and
// reports each cycle that a matched package is part of.
func (l *loader) findCycles() {
	done := map[*unit]bool{}
	var stack []*unit
	var visit func(u *unit)
	visit = func(u *unit) {
		stack = append(stack, u)
		paths, _ := l.imports(u)
		for _, path := range paths {
			imported := l.units[path]
			if i := slices.Index(stack, imported); i >= 0 {
				u.cyclic[path] = true
				l.reportCycle(stack[i:])
			} else if imported != nil && !done[imported] {
				visit(imported)
			}
		}
		stack = stack[:len(stack)-1]
		done[u] = true
	}
	for _, u := range l.sortedUnits() {
		if !done[u] {
			visit(u)
		}
	}
}

// reportCycle reports that each unit imports the next, and the last one the
// first. It is reported at the import in the last.
func (l *loader) reportCycle(cycle []*unit) {
	if !slices.ContainsFunc(cycle, func(u *unit) bool { return u.matched }) {
		return
	}
	first, last := cycle[0], cycle[len(cycle)-1]
	names := []string{last.meta.PkgPath}
	var related []diag.Related
	for i, u := range cycle {
		names = append(names, u.meta.PkgPath)
		if u == last {
			break
		}
		next := cycle[i+1].meta.PkgPath
		_, specs := l.imports(u)
		related = append(related, diag.Related{
			Pos:     l.names.position(specs[next].Pos()),
			Message: u.meta.PkgPath + " imports " + next + " here",
		})
	}
	_, specs := l.imports(last)
	d := l.diagnostics.Addf(l.names.position(specs[first.meta.PkgPath].Path.Pos()), "import-cycle",
		"import cycle: %s; move what both sides need into a package of its own", strings.Join(names, " imports "))
	d.Related = related
}
