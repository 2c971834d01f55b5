package check

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/wscontract/wscontract/extract"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
	"github.com/wscontract/wscontract/extract/source"
)

// A loader makes an [source.Program] of a pass.
//
// The types of the pass are not those that count: they contain the tests and the
// output of an earlier run, and of other packages only what is exported. So the
// package is type-checked again without function bodies, and so are those of its
// imports that have directives, from the source that their facts carry.
type loader struct {
	pass    *analysis.Pass
	known   *known
	checked map[string]*source.Package // by path; nil while it is being checked
	decls   map[string]*source.Decls
	imports map[string]*types.Package // what the package imports, by path
	locals  map[string]bool           // which packages are of the same module, by path
	// exported tells that types of other packages are those of export data, which is
	// enough for most contracts, and much less work.
	exported bool
	// incomplete tells that a package could not be checked from its source, and
	// doubtful that something in it could not, which the contract may not need.
	incomplete, doubtful bool
	// workspace tells that other modules are those of the same workspace.
	workspace bool
}

// extract makes the contract of the package, with the prefix that its routes have in
// the output of an earlier run.
func (l *loader) extract() (*contract.Contract, diag.List) {
	program := l.program()
	c, mistakes := extract.Extract(program)
	if program.Prefix = prefixOf(l.pass, c); program.Prefix != "" {
		return extract.Extract(program)
	}
	return c, mistakes
}

// program returns the program whose only source is the package of the pass.
func (l *loader) program() *source.Program {
	l.imports, l.locals = map[string]*types.Package{}, map[string]bool{}
	l.addImports(l.pass.Pkg)
	own := l.pass.Pkg.Path()
	src := l.check(own, l.known.files)
	return &source.Program{
		Packages: []*source.Package{src},
		Dir:      func(string) string { return "" },
		Local:    l.local,
		Decls:    l.declsOf,
		Errors:   func(path string) []types.Error { return l.errors(path, src) },
		Declared: func(string) (decls, imports map[string]contract.Position) { return nil, nil },
		Position: l.position,
		Filename: func(file string) string { return file },
		Mistakes: func() diag.List { return nil },
	}
}

func (l *loader) addImports(pkg *types.Package) {
	for _, p := range pkg.Imports() {
		if l.imports[p.Path()] == nil {
			l.imports[p.Path()] = p
			l.addImports(p)
		}
	}
}

// check type-checks a package from its source.
func (l *loader) check(path string, files []*ast.File) *source.Package {
	l.checked[path] = nil
	s := &source.Package{Fset: l.pass.Fset, Files: files, Info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{},
		Defs:  map[*ast.Ident]types.Object{},
		Uses:  map[*ast.Ident]types.Object{},
	}}
	config := types.Config{
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Sizes:            l.pass.TypesSizes,
		GoVersion:        l.pass.Pkg.GoVersion(),
		Importer:         importer(l.importFor),
		Error: func(err error) {
			if err, ok := err.(types.Error); ok {
				s.Errors = append(s.Errors, err)
			}
		},
	}
	s.Pkg, _ = config.Check(path, l.pass.Fset, files, s.Info)
	slices.SortStableFunc(s.Errors, func(a, b types.Error) int { return int(a.Pos - b.Pos) })
	l.checked[path] = s
	return s
}

// errors returns the type errors that extraction may report. Those of another
// package may only be due to what export data leaves out.
func (l *loader) errors(path string, own *source.Package) []types.Error {
	if path == own.Pkg.Path() {
		return own.Errors
	}
	s := l.checked[path]
	if s == nil || len(s.Errors) == 0 {
		return nil
	}
	l.doubtful = true
	for _, err := range s.Errors {
		if speaksForTypes(s.Files, err.Pos) {
			l.incomplete = true
		}
	}
	return s.Errors
}

// speaksForTypes tells that a position is in a constant, or in the signature of a method
// that writes or reads a value: there an error changes what a type is on the wire,
// although it is not in the declaration of the type.
func speaksForTypes(files []*ast.File, pos token.Pos) bool {
	for _, file := range files {
		for _, decl := range file.Decls {
			if pos < decl.Pos() || decl.End() <= pos {
				continue
			}
			switch decl := decl.(type) {
			case *ast.GenDecl:
				return decl.Tok == token.CONST
			case *ast.FuncDecl:
				return decl.Recv != nil && (decl.Name.Name == "MarshalJSONTo" || decl.Name.Name == "UnmarshalJSONFrom")
			}
		}
	}
	return false
}

// isComplete tells that mistakes of a contract are those that generate finds.
func (l *loader) isComplete(mistakes diag.List) bool {
	typeError := func(d diag.Diagnostic) bool { return d.Code == "type-error" }
	return !l.incomplete && !(l.doubtful && slices.ContainsFunc(mistakes, typeError))
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

// importFor returns an imported package.
func (l *loader) importFor(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	path = l.resolve(path)
	if s, ok := l.checked[path]; ok {
		if s == nil {
			return nil, os.ErrNotExist // a cycle, which the compiler reports
		}
		return s.Pkg, nil
	}
	if fact := l.known.facts[path]; fact != nil && fact.Source != nil && !(l.exported && l.imports[path] != nil) {
		return l.check(path, l.parse(fact)).Pkg, nil
	}
	if pkg := l.imports[path]; pkg != nil {
		return pkg, nil
	}
	// The import of another package, which is mostly for its functions. Where a type
	// needs it, that is an error there.
	unknown := types.NewPackage(path, path[strings.LastIndexByte(path, '/')+1:])
	unknown.MarkComplete()
	return unknown, nil
}

// resolve returns the path of the package that an import means, which is another
// one below a vendor directory.
func (l *loader) resolve(path string) string {
	if l.imports[path] != nil {
		return path
	}
	for _, file := range l.known.files {
		for _, spec := range file.Imports {
			if spec.Path.Value == `"`+path+`"` {
				if name := l.pass.TypesInfo.PkgNameOf(spec); name != nil {
					return name.Imported().Path()
				}
			}
		}
	}
	return path
}

// parse parses the files that a fact carries.
func (l *loader) parse(fact *packageFact) []*ast.File {
	var files []*ast.File
	packed, err := fact.unpack()
	if err != nil {
		l.incomplete = true
	}
	for _, f := range packed {
		file, err := parser.ParseFile(l.pass.Fset, f.Name, f.Src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			l.incomplete = true
			continue
		}
		files = append(files, file)
	}
	return files
}

// declsOf returns the declarations of a package; see [source.Program].
func (l *loader) declsOf(path string) *source.Decls {
	if d := l.decls[path]; d != nil {
		return d
	}
	d := &source.Decls{}
	l.decls[path] = d
	var files []*ast.File
	if s := l.checked[path]; s != nil {
		files = s.Files
	} else {
		files = l.readFiles(path)
	}
	if len(files) > 0 {
		d, _ = source.ReadDecls(l.pass.Fset, files, l.position)
		l.decls[path] = d
	}
	if l.local(path) && (l.known.facts[path] == nil || !l.known.facts[path].declaresChannels()) {
		for _, file := range files {
			l.known.foreign[l.position(file.Package).File] = true
		}
	}
	return d
}

// readFiles parses the files in which the exported names of a package without
// directives are declared, for their positions, comments and constants.
func (l *loader) readFiles(path string) []*ast.File {
	pkg := l.imports[path]
	if pkg == nil {
		return nil
	}
	names := map[string]bool{}
	for _, name := range pkg.Scope().Names() {
		if p := l.pass.Fset.PositionFor(pkg.Scope().Lookup(name).Pos(), false); p.IsValid() && filepath.IsAbs(p.Filename) {
			names[p.Filename] = true
		}
	}
	var files []*ast.File
	for _, name := range slices.Sorted(maps.Keys(names)) {
		src, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		file, err := parser.ParseFile(l.pass.Fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err == nil && !source.IsOutput(name, file) {
			files = append(files, file)
		}
	}
	return files
}

// local tells that a package belongs to the module of the pass.
func (l *loader) local(path string) bool {
	local, known := l.locals[path]
	if !known {
		local = path == l.pass.Pkg.Path() || l.isLocal(path)
		l.locals[path] = local
	}
	return local
}

func (l *loader) isLocal(path string) bool {
	file := l.fileOf(path)
	if l.workspace {
		return file != "" && !isDependency(file) && !strings.HasPrefix(file, filepath.ToSlash(build.Default.GOROOT)+"/")
	}
	module, _, _ := strings.Cut(l.pass.Pkg.Path(), "/")
	if m := l.pass.Module; m != nil && m.Path != "" {
		module = m.Path
	}
	if path != module && !strings.HasPrefix(path, module+"/") {
		return false
	}
	// A module may have the path of another one as the beginning of its own.
	own := l.fileOf(l.pass.Pkg.Path())
	return file == "" || own == "" || isDependency(file) == isDependency(own) && moduleOf(file) == moduleOf(own)
}

// fileOf returns the name of a file of a package, or "" if it is not known, as when
// the go command is told to trim paths.
func (l *loader) fileOf(path string) string {
	pkg := l.imports[path]
	if path == l.pass.Pkg.Path() {
		pkg = l.pass.Pkg
	}
	if pkg == nil {
		return ""
	}
	for _, name := range pkg.Scope().Names() {
		if file := l.pass.Fset.Position(pkg.Scope().Lookup(name).Pos()).Filename; filepath.IsAbs(file) {
			return filepath.ToSlash(file)
		}
	}
	return ""
}

// isDependency tells that a file is in the module cache or a vendor directory.
func isDependency(file string) bool {
	return strings.Contains(file, "@v") || strings.Contains(file, "/vendor/")
}

// moduleOf returns the directory of the module that has a file, or "".
func moduleOf(file string) string {
	for dir := filepath.Dir(file); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	return ""
}

// position makes a position of the contract, and notes the way back.
func (l *loader) position(pos token.Pos) contract.Position {
	p := l.pass.Fset.PositionFor(pos, false)
	if !p.IsValid() {
		return contract.Position{}
	}
	at := contract.Position{File: filepath.ToSlash(p.Filename), Line: p.Line, Column: p.Column}
	if !l.known.tokens[at].IsValid() {
		l.known.tokens[at] = pos
	}
	return at
}
