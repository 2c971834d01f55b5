package load

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/packages"
)

// addUnits makes units of packages that have to be loaded from source although
// no pattern matches them:
//
//   - those with a directive, because export data lacks what is not exported,
//     such as a variant of a union;
//   - those without export data, because they do not build;
//   - those that import a unit, because in their export data the types of that
//     unit would be others than in its source.
func (l *loader) addUnits() {
	before := len(l.units)
	l.addAnnotated()
	l.addImporters()
	if len(l.units) > before {
		l.prune()
	}
}

// addAnnotated adds the packages with directives that no pattern matches.
func (l *loader) addAnnotated() {
	var found []*unit
	for _, path := range slices.Sorted(maps.Keys(l.listed)) {
		// Without export data, addImporters adds it anyway. The standard
		// library, which has no module, has no directives.
		if p := l.listed[path]; p.Module != nil && p.ExportFile != "" && l.units[path] == nil && !l.scanned[path] {
			found = append(found, newUnit(p, false))
		}
	}
	each(found, func(u *unit) {
		if _, err := l.read(u); err == nil && u.suspect() {
			l.parse(u)
		} else {
			u.src = nil
		}
	})
	for _, u := range found {
		if len(u.directives) > 0 {
			l.units[u.meta.PkgPath] = u
		}
	}
}

// addImporters adds the packages that do not build and those that import units.
func (l *loader) addImporters() {
	visited := map[string]bool{} // and whether it is to be loaded from source
	var found []*unit
	var visit func(p *packages.Package) bool
	visit = func(p *packages.Package) bool {
		path := p.PkgPath
		if l.units[path] != nil {
			return true
		}
		if fromSource, ok := visited[path]; ok || path == "unsafe" {
			return fromSource
		}
		visited[path] = p.ExportFile == ""
		for _, imported := range p.Imports {
			if visit(imported) {
				visited[path] = true
			}
		}
		if visited[path] && len(p.GoFiles) > 0 {
			found = append(found, newUnit(p, false))
		}
		return visited[path]
	}
	for _, u := range l.sortedUnits() {
		paths, _ := l.imports(u)
		for _, path := range paths {
			if p := l.listed[path]; p != nil {
				visit(p)
			}
		}
	}
	each(found, l.readAndParse)
	for _, u := range found {
		l.units[u.meta.PkgPath] = u
	}
}
