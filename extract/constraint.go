package extract

import (
	"go/ast"
	"go/build/constraint"
	"strings"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/source"
)

// buildConstraint returns the build constraint that all files of a package with
// channels have in common, which its output then has as well. Output that is built
// where its contract is not would not compile.
func (x *extractor) buildConstraint(s *source.Package, files map[string]bool) string {
	var common string
	var first contract.Position
	for _, f := range s.Files {
		pos := x.position(f.Package)
		if !files[baseName(pos.File)] {
			continue
		}
		expr := fileConstraint(f)
		switch {
		case first == contract.Position{}:
			common, first = expr, pos
		case expr != common:
			x.errorf(pos, "build-constraint", "the build constraint %q is not that of the other file with channels, %q, but their generated code is in one file; give both the same",
				expr, common).relate(first, "the other file")
		}
	}
	return common
}

// fileConstraint returns the expression of a file's //go:build line, or "".
func fileConstraint(f *ast.File) string {
	for _, group := range f.Comments {
		if group.Pos() >= f.Package {
			break
		}
		for _, c := range group.List {
			if !constraint.IsGoBuild(c.Text) {
				continue
			}
			if _, err := constraint.Parse(c.Text); err == nil {
				return strings.TrimSpace(strings.TrimPrefix(c.Text, "//go:build"))
			}
		}
	}
	return ""
}
