package load

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/source"
)

// suspect tells that a file of the package may have a directive in it.
func (u *unit) suspect() bool {
	for _, src := range u.src {
		if directive.Suspect(src) {
			return true
		}
	}
	return false
}

// scan reads the files of the matched packages and makes units of those that
// may have a directive in them.
func (l *loader) scan(matched []*packages.Package) error {
	type result struct {
		unit    *unit
		outputs []string
		suspect bool
		err     error
	}
	results := make([]*result, len(matched))
	for i, meta := range matched {
		results[i] = &result{unit: newUnit(meta, true)}
	}
	each(results, func(r *result) {
		r.outputs, r.err = l.read(r.unit)
		r.suspect = r.unit.suspect()
	})
	for _, r := range results {
		if r.err != nil {
			return r.err
		}
		l.outputs = append(l.outputs, r.outputs...)
		for _, filename := range outputsIn(r.unit.meta.Dir) {
			if !slices.Contains(r.outputs, filename) {
				l.outputs = append(l.outputs, filename) // so broken that it is not listed
			}
		}
		l.scanned[r.unit.meta.PkgPath] = true
		if r.suspect {
			l.units[r.unit.meta.PkgPath] = r.unit
		}
	}
	for _, meta := range matched {
		l.leftOut(meta)
	}
	slices.Sort(l.outputs)
	return nil
}

var goFile = regexp.MustCompile(`[^\s/\\:()]+\.go\b`)

// leftOut reports the files that the go command leaves out because it cannot
// read their beginning. They may be what a contract stands in.
func (l *loader) leftOut(meta *packages.Package) {
	for _, err := range meta.Errors {
		name := goFile.FindString(err.Pos + " " + err.Msg)
		filename := filepath.Join(meta.Dir, name)
		if name == "" || slices.Contains(meta.GoFiles, filename) || slices.Contains(source.OutputNames, name) {
			continue
		}
		pos := contract.Position{File: l.names.file(filename), Line: 1, Column: 1}
		l.diagnostics.Addf(pos, "syntax", "%s; until this is mended, the go command leaves the file out", strings.TrimPrefix(err.Msg, name+": "))
	}
}

// outputsIn returns the files in a directory that have the name of an output.
func outputsIn(dir string) []string {
	var files []string
	for _, name := range append(slices.Clip(source.OutputNames), contract.LockFile) {
		file := filepath.Join(dir, name)
		if _, err := os.Lstat(file); err == nil && dir != "" {
			files = append(files, file)
		}
	}
	return files
}
