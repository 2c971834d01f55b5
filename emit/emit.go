package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wscontract/wscontract/emit/code"
	"github.com/wscontract/wscontract/emit/golang"
	"github.com/wscontract/wscontract/emit/lock"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// A File is a file that should exist. Its path is the directory of a package,
// joined with a base name.
type File = code.Output

// An Emitter turns a contract into files of one kind.
type Emitter struct {
	Name string // as users write it
	Doc  string // one clause, for the help text
	// Files are the base names of all files that it may write.
	Files []string
	// Emit returns the files, or diagnostics. The error is a mistake in the
	// emitter.
	Emit func(*contract.Contract) ([]File, diag.List, error)
}

// emitters is the list of all emitters, in the order in which they run.
var emitters = []Emitter{
	{
		Name:  "go",
		Doc:   "validators, route table and typed channels, in the package of the contract",
		Files: golang.Files,
		Emit:  golang.Emit,
	},
	{
		Name:  "lock",
		Doc:   "the contract itself, to compare later ones with",
		Files: lock.Files,
		Emit:  lock.Emit,
	},
}

// Emitters returns all emitters, in the order in which they run.
func Emitters() []Emitter { return slices.Clone(emitters) }

// Select returns the emitters with the given names, in the order in which they
// run; all of them when there are no names.
func Select(names []string) ([]Emitter, error) {
	if len(names) == 0 {
		return Emitters(), nil
	}
	var known []string
	for _, e := range emitters {
		known = append(known, e.Name)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, fmt.Errorf("unknown emitter %q; there are: %s", name, strings.Join(known, ", "))
		}
	}
	return slices.DeleteFunc(Emitters(), func(e Emitter) bool { return !slices.Contains(names, e.Name) }), nil
}

// Emit returns the files of the emitters with the given names, or of all. When
// any of them has a diagnostic there are no files.
func Emit(c *contract.Contract, names []string) ([]File, diag.List, error) {
	selected, err := Select(names)
	if err != nil {
		return nil, nil, err
	}
	var files []File
	var diags diag.List
	for _, e := range selected {
		f, d, err := e.Emit(c)
		if err != nil {
			return nil, nil, fmt.Errorf("emitting %s: %w", e.Name, err)
		}
		files = append(files, f...)
		diags = append(diags, d...)
	}
	if len(diags) > 0 {
		diags.Sort()
		return nil, diags, nil
	}
	return files, nil, nil
}
