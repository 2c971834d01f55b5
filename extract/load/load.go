package load

import (
	"context"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/source"
)

// A Config says where packages are loaded from, and how.
type Config struct {
	// Dir is the directory in which patterns are understood; empty means the
	// working directory.
	Dir string
	// BuildFlags are flags of the go command, such as -tags=integration.
	BuildFlags []string
	// Env is the environment of the go command; nil means that of the process.
	Env []string
	// Overlay gives files, by absolute path, another content than on disk.
	Overlay map[string][]byte
}

// Packages finds the packages that match the patterns and declare channels, and
// type-checks them. Test files are left out, and so is wscontract's own output.
//
// The diagnostics say what is wrong in the source of the matched packages:
// syntax errors, import cycles, and mistakes in directives. Type errors are not
// among them, because most do not touch a contract; see [source.Package.Errors]. An
// error means that nothing could be loaded.
func Packages(ctx context.Context, cfg Config, patterns ...string) (*source.Program, diag.List, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return nil, nil, err
	}
	cfg.Dir = dir
	fset := token.NewFileSet()
	l := &loader{
		ctx:     ctx,
		cfg:     cfg,
		fset:    fset,
		listed:  map[string]*packages.Package{},
		units:   map[string]*unit{},
		scanned: map[string]bool{},
		names:   newNames(fset),
		decls:   map[string]*declEntry{},
	}
	matched, err := l.match(patterns)
	if err != nil {
		return nil, nil, err
	}
	if err := l.scan(matched); err != nil {
		return nil, nil, err
	}
	l.parseMatched()
	l.prune()
	listed := make(chan error, 1)
	go func() { listed <- l.listImports() }()
	each(l.sortedUnits(), func(u *unit) { // meanwhile
		u.decls = source.Read(l.fset, u.syntax, u.directives)
		if u.declaresChannels() {
			u.others = l.othersOf(u)
		}
	})
	if err := <-listed; err != nil {
		return nil, nil, err
	}
	l.addUnits()
	l.checkUnits()
	p := l.program()
	l.diagnostics.Sort()
	return p, l.diagnostics, nil
}

// A loader holds what is known while packages are loaded.
//
// The go command is asked twice: first only for the files of the matched
// packages, which is cheap, and then for the export data of what the annotated
// ones import. So it never builds an annotated package, whose generated files
// may be broken.
type loader struct {
	ctx  context.Context
	cfg  Config
	fset *token.FileSet

	// listed are the packages that the go command told of, by import path.
	listed map[string]*packages.Package
	// outputs are the files of the matched packages that wscontract has written.
	outputs []string
	// scanned are the import paths of the matched packages.
	scanned map[string]bool
	// units are the packages that are loaded from source, by import path.
	units map[string]*unit
	names *names

	declsMu sync.Mutex
	decls   map[string]*declEntry

	diagnostics diag.List
}

// parseMatched parses the matched packages that may have directives, and
// forgets those that have none.
func (l *loader) parseMatched() {
	units := l.sortedUnits()
	each(units, l.parse)
	for _, u := range units {
		l.diagnostics = append(l.diagnostics, u.mistakes...)
		if !u.unparsed && len(u.directives) == 0 {
			delete(l.units, u.meta.PkgPath)
		}
	}
}

// program returns the result of loading.
func (l *loader) program() *source.Program {
	p := &source.Program{
		Dir:      l.dir,
		Local:    l.local,
		Decls:    l.declsOf,
		Mistakes: l.mistakes,
		Errors:   l.errors,
		Declared: l.declared,
		Position: l.names.position,
		Filename: l.names.filename,
		Outputs:  l.outputs,
	}
	for _, u := range l.sortedUnits() {
		if u.declaresChannels() {
			p.Packages = append(p.Packages, &source.Package{Fset: l.fset, Files: u.syntax, Pkg: u.pkg, Info: u.info, Errors: u.errors})
		}
	}
	return p
}

func (l *loader) dir(path string) string {
	if p := l.listed[path]; p != nil {
		return p.Dir
	}
	return ""
}

func (l *loader) local(path string) bool {
	p := l.listed[path]
	return p != nil && p.Module != nil && p.Module.Main
}

func (l *loader) errors(path string) []types.Error {
	if u := l.units[path]; u != nil {
		return u.errors
	}
	return nil
}

// sortedUnits returns the units by import path.
func (l *loader) sortedUnits() []*unit {
	units := make([]*unit, 0, len(l.units))
	for _, path := range slices.Sorted(maps.Keys(l.units)) {
		units = append(units, l.units[path])
	}
	return units
}

// each calls do for every item, for as many at a time as there are processors.
func each[T any](items []T, do func(T)) {
	var wg sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, item := range items {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			do(item)
		})
	}
	wg.Wait()
}
