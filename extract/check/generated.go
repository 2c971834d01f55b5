package check

import (
	"go/ast"
	"regexp"
)

// generatedBy is how a file says that a program wrote it; see "go help generate".
var generatedBy = regexp.MustCompile(`^// Code generated (.*) DO NOT EDIT\.$`)

// generated tells that a program wrote a file. What go vet hands on of a package that
// imports "C" was written by cmd/cgo, but for a few names it is what a person wrote, with
// the header of that, if any, below that of cgo.
func generated(file *ast.File) bool {
	for _, group := range file.Comments {
		if group.Pos() > file.Package {
			break
		}
		for _, c := range group.List {
			if by := generatedBy.FindStringSubmatch(c.Text); by != nil && by[1] != "by cmd/cgo;" {
				return true
			}
		}
	}
	return false
}
