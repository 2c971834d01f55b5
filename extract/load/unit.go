package load

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/types"
	"os"
	"slices"

	"golang.org/x/tools/go/packages"

	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/directive"
	"github.com/wscontract/wscontract/extract/source"
)

// A unit is a package that is loaded from source: it was matched and has
// directives in it, or it stands between such a package and one that imports it.
type unit struct {
	meta *packages.Package
	// matched tells that mistakes in the package are reported by Packages.
	matched bool
	// src is the content of the files that are not wscontract's own.
	src map[string][]byte

	syntax     []*ast.File
	directives map[*ast.TypeSpec][]directive.Directive
	decls      *source.Decls
	// unparsed tells that a file has a syntax error.
	unparsed bool
	mistakes diag.List

	// others are the files in the directory that are not part of the build.
	others []*ast.File
	// sources are the files with what prune has found out about them.
	sources []*sourceFile
	// cyclic are the imports that would close a cycle.
	cyclic map[string]bool

	checked chan struct{} // closed when the rest is set
	taken   taken         // by a package with channels
	pkg     *types.Package
	info    *types.Info
	errors  []types.Error
}

func newUnit(meta *packages.Package, matched bool) *unit {
	return &unit{meta: meta, matched: matched, src: map[string][]byte{}, cyclic: map[string]bool{}, checked: make(chan struct{})}
}

// declaresChannels tells that channels are to be extracted from the package.
func (u *unit) declaresChannels() bool {
	if !u.matched || u.unparsed {
		return false
	}
	for _, d := range u.decls.Types {
		if d.Directive("channel") != nil || d.Directive("channels") != nil {
			return true
		}
	}
	return false
}

// read reads the files of a package. The content of those that are not
// wscontract's own output goes into the unit; the others are returned.
func (l *loader) read(u *unit) (outputs []string, err error) {
	for _, filename := range u.files() {
		src, ok := l.cfg.Overlay[filename]
		if !ok {
			if src, err = os.ReadFile(filename); err != nil {
				return nil, err
			}
		}
		if source.IsOutputText(filename, src) {
			outputs = append(outputs, filename)
		} else {
			u.src[filename] = src
		}
	}
	return outputs, nil
}

// files returns the names of the files of a package. The go command lists those
// that import "C" twice.
func (u *unit) files() []string {
	return slices.Compact(slices.Sorted(slices.Values(u.meta.GoFiles)))
}

// parse parses the files of a package and finds its directives. Of a package
// with syntax errors, only these are reported: what the parser skipped may be
// what a directive stands on.
func (l *loader) parse(u *unit) {
	for _, filename := range u.files() {
		src, ok := u.src[filename]
		if !ok {
			continue
		}
		file, err := parser.ParseFile(l.fset, filename, src, parser.ParseComments|parser.SkipObjectResolution)
		u.syntax = append(u.syntax, file)
		var errs scanner.ErrorList
		if errors.As(err, &errs) {
			u.unparsed = true
			for _, err := range errs {
				pos := l.fset.File(file.FileStart).Pos(err.Pos.Offset)
				u.mistakes.Addf(l.names.position(pos), "syntax", "syntax error: %s", err.Msg)
			}
		}
	}
	u.src = nil
	directives, errs := source.Collect(l.fset, u.syntax)
	u.directives = directives
	u.dropStatements()
	if !u.unparsed {
		u.mistakes = append(l.clauses(u), source.Diagnostics(errs, l.names.position)...)
	}
}

// dropStatements empties the bodies of functions, which nobody asks for any more, so
// that they take no memory for the rest of the run.
func (u *unit) dropStatements() {
	for _, file := range u.syntax {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Body != nil {
				f.Body.List = nil
			}
		}
	}
}

// readAndParse reads a package whose files may be missing.
func (l *loader) readAndParse(u *unit) {
	if _, err := l.read(u); err != nil {
		u.src = nil
	}
	l.parse(u)
}

// clauses holds that all files of a package name the same package.
func (l *loader) clauses(u *unit) diag.List {
	var list diag.List
	for _, file := range u.syntax {
		if first := u.syntax[0]; file.Name.Name != first.Name.Name {
			d := list.Addf(l.names.position(file.Name.Pos()), "package-clause",
				"this file belongs to package %s, but others in the directory to package %s; make them one package or move it",
				file.Name.Name, first.Name.Name)
			d.Related = []diag.Related{{Pos: l.names.position(first.Name.Pos()), Message: "package " + first.Name.Name + " is here"}}
		}
	}
	return list
}

// imports returns the imports of a package that are needed, in the order in
// which they stand in the source.
func (l *loader) imports(u *unit) (paths []string, specs map[string]*ast.ImportSpec) {
	specs = map[string]*ast.ImportSpec{}
	for _, f := range u.sources {
		for _, spec := range l.needed(f) {
			if path := importPath(spec); path != "" && path != "C" && path != "unsafe" && specs[path] == nil {
				paths = append(paths, path)
				specs[path] = spec
			}
		}
	}
	return paths, specs
}
